"""Which found comment is which annotated one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import islice

from msgspec import UNSET, Struct

from agorascope.evaluation.discussion.gold import GoldComment, GoldDiscussion
from agorascope.records import CommentReport, Discussion

Key = Hashable | None
Pair = tuple[GoldComment, CommentReport]


class Matched(Struct, frozen=True):
    """A discussion's gold, what was found in it, the comments that are in both, and the gold number of found ids.

    Found comments that no annotated one is have negative numbers in `number`.
    """

    gold: GoldDiscussion
    found: Discussion
    pairs: tuple[Pair, ...]
    number: dict[str, int]


def match(gold: GoldDiscussion, found: Discussion) -> Matched:
    """Match comments by the gold's ids, else by printed number, else by text, then by author and time.

    The n-th annotated comment of a text is the n-th found one. Printed numbers are used where the page has any.
    """
    which: dict[int, CommentReport] = {}
    if any(c.number is not None for c in found.comments):
        _meet(which, gold.comments, found.comments, lambda g: g.n, lambda c: c.number)
    else:
        _meet(which, gold.comments, found.comments, lambda g: None if g.id is UNSET else str(g.id), lambda c: c.id)
        _meet(which, gold.comments, found.comments, lambda g: _words(g.text), lambda c: _words(c.text))
        _meet(which, gold.comments, found.comments, _signed, lambda c: _both(c.author, c.published))
    pairs = tuple((g, which[g.n]) for g in gold.comments if g.n in which)
    known = {c.id: g.n for g, c in pairs}
    number = {c.id: known.get(c.id, -place) for place, c in enumerate(found.comments, start=1)}
    return Matched(gold, found, pairs, number)


def _meet(
    which: dict[int, CommentReport],
    gold: Iterable[GoldComment],
    found: Iterable[CommentReport],
    gold_key: Callable[[GoldComment], Key],
    found_key: Callable[[CommentReport], Key],
) -> None:
    """Give each gold comment that has none yet the first found one of the same key that is still free."""
    taken = {c.id for c in which.values()}
    grouped: dict[Key, list[CommentReport]] = {}
    for comment in found:
        if comment.id not in taken:
            grouped.setdefault(found_key(comment), []).append(comment)
    free = {key: iter(group) for key, group in grouped.items() if key is not None}
    for row in gold:
        key = gold_key(row)
        if row.n not in which and key in free:
            which.update((row.n, comment) for comment in islice(free[key], 1))


def _words(text: object) -> str | None:
    return " ".join(text.split()) or None if isinstance(text, str) else None


def _signed(comment: GoldComment) -> Key:
    return _both(comment.author or None, comment.published or None) if comment.author is not UNSET else None


def _both(author: object, published: object) -> Key:
    return (author, published[:19]) if isinstance(author, str) and isinstance(published, str) else None
