"""A comment in its thread: what it answers, and what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from agorascope.moderation.review.entries import Entry, entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.store.queue import Seen
    from agorascope.moderation.words import DeskWords

_NEAR: Final = 24  # comments of the thread around one
_FAR: Final = 1_000  # where the comment it answers is looked for
_NEIGHBOUR: Final = 420  # characters of a comment that is only near


class Row(NamedTuple):
    """A comment of the thread: how deep it is, whether it is the one that is looked at, whether some are left out
    before it.
    """  # noqa: D205 - one sentence that needs a second line

    entry: Entry
    level: int
    here: bool
    gap: bool


def thread(desk: Desk, seen: Seen, words: DeskWords) -> list[Row]:
    """Give the comments around one, and those that it answers, however far above they stand."""
    near = desk.around(seen.number, _NEAR)
    above, is_whole = _above(near, seen)
    if not is_whole:
        near = desk.around(seen.number, _FAR)
        above, _ = _above(near, seen)
    at = next((place for place, one in enumerate(near) if one.number == seen.number), 0)
    kept = [(place, one) for place, one in enumerate(near) if abs(place - at) <= _NEAR // 2 or one.number in above]
    top = min((one.comment.depth for _, one in kept), default=0)
    rows, before = [], -1
    for place, one in kept:
        shown = entry(one, words, _NEIGHBOUR)
        rows.append(Row(shown, min(one.comment.depth - top, 6), one.number == seen.number, place > before + 1))
        before = place
    return rows


def _above(near: Sequence[Seen], seen: Seen) -> tuple[set[int], bool]:
    """Find the comments that one answers, its parent and so on; tell whether all of them are near."""
    by_id = {one.comment.id: one for one in reversed(near)}
    found: set[int] = set()
    at = seen
    while at.comment.parent is not None:
        parent = by_id.get(at.comment.parent)
        if parent is None:
            return found, False
        if parent.number in found or parent.number == seen.number:
            break  # answers in a circle
        found.add(parent.number)
        at = parent
    return found, True
