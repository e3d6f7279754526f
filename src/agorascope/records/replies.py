"""The tree of replies, walked without recursion: a thread may be a hundred thousand answers deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from agorascope.records.read import Comment
from agorascope.records.told import CommentReport

AnyComment = TypeVar("AnyComment", Comment, CommentReport)


def parents(comments: Sequence[AnyComment]) -> list[int | None]:
    """Give the place of each comment's parent; None at top level and where the parent is not here.

    Of several comments with one id, the first is meant.
    """
    places: dict[str, int] = {}
    for place, comment in enumerate(comments):
        places.setdefault(comment.id, place)
    return [None if comment.parent is None else places.get(comment.parent) for comment in comments]


def forest(above: Sequence[int | None]) -> list[int | None]:
    """Cut links that lead out of the sequence, and each circle at the first of its members; the others stay."""
    kept = [up if up is not None and 0 <= up < len(above) else None for up in above]
    walk: list[int | None] = [None] * len(kept)
    for start in range(len(kept)):
        at: int | None = start
        while at is not None and walk[at] is None:
            walk[at] = start
            at = kept[at]
        if at is not None and walk[at] == start:
            kept[_first_of_circle(kept, at)] = None
    return kept


def _first_of_circle(above: Sequence[int | None], at: int) -> int:
    first, step = at, above[at]
    while step is not None and step != at:
        first, step = min(first, step), above[step]
    return first


def visits(above: Sequence[int | None]) -> Iterator[tuple[int, bool]]:
    """Walk a forest in its order: every member when its branch begins (True) and when it ends (False)."""
    below: dict[int | None, list[int]] = {}
    for place, up in enumerate(above):
        below.setdefault(up, []).append(place)
    stack = [(place, True) for place in reversed(below.get(None, []))]
    while stack:
        place, begins = stack.pop()
        yield place, begins
        if begins:
            stack.append((place, False))
            stack.extend((child, True) for child in reversed(below.get(place, [])))


def tops(above: Sequence[int | None]) -> list[int]:
    """Give the top of the branch in which each member of a forest stands: itself where nothing is above it."""
    found = [0] * len(above)
    top = 0
    for place, begins in visits(above):
        if begins:
            top = place if above[place] is None else top
            found[place] = top
    return found
