"""The comments of a web page as a tree: every kind of element that may be one is tried, the fullest is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from agorascope.readers.markup import parts, placing
from agorascope.readers.markup.groups import grouped, is_pingback
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.scope import Scope
from agorascope.records import Comment

NAMED_SHARE = 0.5
LONGEST_SHARE = 0.9


class Found(Struct, frozen=True):
    """Comments in the order of the page, the elements they are of, and how many links of other sites were among them."""

    comments: tuple[Comment, ...] = ()
    elements: tuple[Element, ...] = ()
    pingbacks: int = 0
    score: float = 0.0


def found_in(root: Element) -> Found:
    """Find the comments of a page; none where no kind of element holds any."""
    tried = [_tried(items) for items in grouped(root).values()]
    return max(tried, key=lambda found: (found.score, _nested(found)), default=Found())


def _nested(found: Found) -> int:
    return sum(comment.parent is not None for comment in found.comments)


def _tried(group: Sequence[Element]) -> Found:
    """Read a group as comments; its score is how many of them have words, less where nobody is named."""
    linked = [item for item in group if is_pingback(item)]
    items = [item for item in group if not is_pingback(item)]
    others = {item: at for at, item in enumerate(items)}
    scopes = [Scope(item, others) for item in items]
    read = list(_read(items, scopes))
    worded = [comment for comment in read if comment.text]
    named = sum(comment.author is not None or comment.published is not None for comment in worded)
    score = len(worded) if named >= NAMED_SHARE * len(worded) else 0.4 * len(worded)
    score -= 0.5 * (len(read) - len(worded))
    return Found(tuple(read), tuple(items), len(linked), score)


def _read(items: Sequence[Element], scopes: Sequence[Scope]) -> Iterator[Comment]:
    above = placing.parents(items, scopes)
    ids = _ids(items)
    for scope, name, parent in zip(scopes, ids, above, strict=True):
        body = parts.body(scope)
        yield Comment(
            id=name,
            parent=None if parent is None else ids[parent],
            author=parts.author(scope),
            published=parts.published(scope),
            text=body.text,
            quoted=body.quoted,
            by_article_author=parts.is_own(scope),
        )


def _ids(items: Sequence[Element]) -> list[str]:
    """Name comments by the numbers in their attributes; by their places where some have none or share one."""
    names = [placing.identity(item) for item in items]
    if None not in names and len(set(names)) == len(names):
        return [name for name in names if name is not None]
    return [str(at) for at in range(1, len(items) + 1)]
