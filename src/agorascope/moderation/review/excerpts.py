"""Which parts of a long comment are shown: its beginning, and what is around the reasons."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agorascope.records import Offsets, Reason

SHORT: Final = 700
"""Characters of a comment in the queue."""
UNFOLDED: Final = 4_000
"""Characters of the longest comment that the queue has whole, folded up; a longer one has a page of its own."""
PORTION: Final = 20_000
"""Characters of a comment that its own page shows at once."""
_AROUND: Final = 140
_HEAD: Final = 240
_SPANS: Final = 500  # reasons that are marked in one text


def signs(text: str, reasons: Iterable[Reason]) -> list[Offsets]:
    """Give the places of a text that show reasons; a reason that all of it shows has no place."""
    found = sorted({(r.start, min(r.end, len(text))) for r in reasons if 0 <= r.start < r.end})
    return [span for span in found if span != (0, len(text)) and span[0] < span[1]][:_SPANS]


def excerpt(text: str, spans: Sequence[Offsets], most: int = SHORT) -> list[Offsets]:
    """Choose parts of a text, in its order and apart from one another: about `most` characters in all.

    A text that is hardly longer is given whole. Of one without signs the beginning is given.
    """
    if len(text) <= most * 5 // 4:
        return [(0, len(text))]
    if not spans:
        return [(0, _edge(text, most))]
    room = most - _HEAD
    wanted = [(0, _HEAD)]
    for start, end in spans:
        cut = (max(0, start - _AROUND), min(len(text), min(end, start + room) + _AROUND))
        if sum(b - a for a, b in wanted) + cut[1] - max(cut[0], wanted[-1][1]) > most + _AROUND:
            break
        wanted.append(cut)
    joined = _joined(wanted)
    return [(_edge(text, start) if start else 0, _edge(text, end)) for start, end in joined]


def portion(text: str, start: int, most: int = PORTION) -> Offsets:
    """Give the part of a text from `start` on that is shown at once; the last one where `start` lies behind it."""
    first = min(start, max(0, len(text) - 1))
    return first, min(len(text), first + most)


def starts(parts: Sequence[Offsets], length: int) -> list[bool]:
    """Tell before which parts, and at the end, something is left out."""
    edges = [(0, 0), *parts, (length, length)]
    return [before[1] < after[0] for before, after in pairwise(edges)]


def _joined(parts: Iterable[Offsets]) -> list[Offsets]:
    found: list[Offsets] = []
    for start, end in parts:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _edge(text: str, at: int) -> int:
    """Move a cut to the last blank before it, where there is one near."""
    if at >= len(text):
        return len(text)
    blank = max(text.rfind(" ", at - 20, at), text.rfind("\n", at - 20, at))
    return blank + 1 if blank > 0 else at
