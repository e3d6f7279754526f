"""The tree of replies, walked without recursion: a thread may be a hundred thousand answers deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agorascope.records import CommentReport


def forest(comments: Sequence[CommentReport]) -> list[int | None]:
    """Give the place of each comment's parent; None at top level and where the parent is not here.

    A circle is cut at the first of its comments; of several comments with one id, the first is meant.
    """
    places: dict[str, int] = {}
    for place, comment in enumerate(comments):
        places.setdefault(comment.id, place)
    above = [None if comment.parent is None else places.get(comment.parent) for comment in comments]
    walk: list[int | None] = [None] * len(above)
    for start in range(len(above)):
        at: int | None = start
        while at is not None and walk[at] is None:
            walk[at] = start
            at = above[at]
        if at is not None and walk[at] == start:
            above[_first_of_circle(above, at)] = None
    return above


def _first_of_circle(above: Sequence[int | None], at: int) -> int:
    first, step = at, above[at]
    while step is not None and step != at:
        first, step = min(first, step), above[step]
    return first


def visits(above: Sequence[int | None]) -> Iterator[tuple[int, bool]]:
    """Walk a forest in page order: every comment when its branch begins (True) and when it ends (False)."""
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
