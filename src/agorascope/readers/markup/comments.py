"""The comments of a web page as a tree: every kind of element that may be one is tried, the fullest is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from agorascope.readers.markup import placing
from agorascope.readers.markup.bodies import body
from agorascope.readers.markup.groups import LISTED, SURE, Kind, grouped, is_pingback
from agorascope.readers.markup.moments import is_dated, published
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.people import author, is_own, site
from agorascope.readers.markup.runs import runs
from agorascope.readers.markup.scope import Scope
from agorascope.records import Comment

SAMPLED = 12
LOOSELY = 0.9
# Of words that nobody and no time is printed with, that one of the two is, that both are.
WORTH = (0.1, 0.7, 1.0)
TOGETHER = 0.95
FULLY = 6
EQUAL = 0.95
LEAST = 0.5


class Found(Struct, frozen=True):
    """Comments in the order of the page, the elements they are of, and how many pingbacks were among them."""

    comments: tuple[Comment, ...] = ()
    elements: tuple[Element, ...] = ()
    pingbacks: int = 0


class _Group(Struct, frozen=True):
    """Elements of one kind as comments; `removed` are those of the page that go with them."""

    kind: Kind
    items: Sequence[Element]
    removed: Sequence[Element]
    pingbacks: int = 0
    trust: float = 1.0


def found_in(root: Element) -> Found:
    """Find the comments of a page; none where no kind of element holds any.

    What a group is worth is told from a few of its elements; of equals the one that shows more answers is taken.
    """
    groups = [group for kind, items in grouped(root).items() for group in _groups(kind, items)]
    valued = [(_estimate(group), group) for group in groups]
    best = max((value for value, _ in valued), default=0.0)
    likely = [group for value, group in valued if value >= max(LEAST, EQUAL * best)][:FULLY]
    chosen = max(likely, key=_answers, default=None)
    return Found() if chosen is None else _read(chosen)


def _answers(group: _Group) -> int:
    return sum(parent is not None for parent in placing.parents(group.items, _scopes(group)))


def _scopes(group: _Group) -> list[Scope]:
    others = {item: at for at, item in enumerate(group.items)}
    return [Scope(item, others) for item in group.items]


def _groups(kind: Kind, found: Sequence[Element]) -> Iterator[_Group]:
    """Give the elements of a kind as comments, and with what follows each: its words may stand behind it."""
    items = [item for item in found if not is_pingback(item)]
    if items:
        yield _Group(kind, items, items, len(found) - len(items))
        together = runs(items)
        if together:
            yield _Group(
                kind, [run.whole for run in together], [node for run in together for node in run.parts], trust=TOGETHER
            )


def _estimate(group: _Group) -> float:
    """Say how much of a group are comments, from a few of its elements."""
    others = {item: at for at, item in enumerate(group.items)}
    step = max(1, len(group.items) // SAMPLED)
    sample = [Scope(item, others) for item in group.items[::step]]
    return (
        group.trust
        * len(group.items)
        * sum(_worth(_comment(scope, "", None), scope, group.kind) for scope in sample)
        / len(sample)
    )


def _worth(comment: Comment, scope: Scope, kind: Kind) -> float:
    """Value what was read: words of somebody at some time; loose kinds have to have all of it."""
    if not comment.text:
        return -0.5
    if kind[0] == SURE:
        return WORTH[bool(comment.author) + bool(comment.published or is_dated(scope))]
    if kind[0] == LISTED:
        return WORTH[1] * LOOSELY
    return LOOSELY if comment.author and (comment.published or is_dated(scope)) else -0.5


def _read(group: _Group) -> Found:
    scopes = _scopes(group)
    above = placing.parents(group.items, scopes)
    ids = _ids(group.items)
    read = [
        _comment(scope, name, None if parent is None else ids[parent])
        for scope, name, parent in zip(scopes, ids, above, strict=True)
    ]
    answered = {comment.parent for comment in read}
    kept = [
        (c, scope)
        for c, scope in zip(read, scopes, strict=True)
        if c.text or c.id in answered or (c.author and c.published)
    ]
    comments = placing.by_quotes([comment for comment, _ in kept], [scope for _, scope in kept])
    return Found(tuple(comments), tuple(group.removed), group.pingbacks)


def _comment(scope: Scope, name: str, parent: str | None) -> Comment:
    writer = author(scope)
    said = body(scope, writer)
    return Comment(
        id=name,
        parent=parent,
        author=writer,
        author_url=site(scope, writer),
        published=published(scope),
        text=said.text,
        quoted=said.quoted,
        links=said.links,
        by_article_author=is_own(scope),
    )


def _ids(items: Sequence[Element]) -> list[str]:
    """Name comments by the numbers in their attributes; by their places where some have none or share one."""
    names = [placing.identity(item) for item in items]
    if None not in names and len(set(names)) == len(names):
        return [name for name in names if name is not None]
    return [str(at) for at in range(1, len(items) + 1)]
