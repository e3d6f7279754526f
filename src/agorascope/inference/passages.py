"""Cuts texts into passages that one pass can read, and reads roles off their tags.

Whole paragraphs stay together as long as a pass has room: what stands around a sentence tells what it is for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.inference.inputs import encodable
from agorascope.inference.script import placed
from agorascope.records import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.inputs import Layout
    from agorascope.inference.tuned import Answer
    from agorascope.records import Offsets

READ = 100_000  # characters of a text, twice what the rooms ask about
LINE = re.compile(r"[^\n]+\n*|\n+")
STOPS = (  # where to cut a line that is too long: behind a sentence, else behind a clause, else between words
    re.compile(r"(?:[.!?;…][\"'”’»)\]]*(?=\s)|[。！？；…][\"'”’»」』）)\]]*)\s*"),
    re.compile(r"(?:[,:·](?=\s)|[，、：])\s*"),
    re.compile(r"\s+"),
)
ROLES = ("none", "claim", "premise")
MARKS = 12  # pieces of a row that are not the text's, and a few that a cut may add
SEEN_AT_ONCE = 8  # characters for each piece there is room for


class Passage(Struct, frozen=True):
    """Words to be read in one pass; `start` and `end` bound them in the text, `places` give each character's place."""

    start: int
    end: int
    words: str
    places: Sequence[int]


def passages(text: str, layout: Layout) -> tuple[Passage, ...]:
    """Cut a text; its passages cover its first 100,000 characters without gaps, in order."""
    return _passages(text[:READ], layout)


@lru_cache(maxsize=64)
def _passages(text: str, layout: Layout) -> tuple[Passage, ...]:
    words, places = placed(encodable(text))
    cuts = _cuts(words, layout)
    return tuple(Passage(places[a], places[b], words[a:b], places[a : b + 1]) for a, b in cuts)


def holding(found: Sequence[Passage], wanted: Sequence[Offsets]) -> list[Passage]:
    """Give the passages from the first to the last of the places that are wanted: the others need not be read."""
    first, last = min(start for start, _ in wanted), max(end for _, end in wanted)
    return [passage for passage in found if passage.end > first and passage.start < last]


def _cuts(words: str, layout: Layout) -> Iterator[Offsets]:
    room = max(1, layout.longest - MARKS)
    begun, end, filled = 0, 0, 0
    for line in LINE.finditer(words):
        for start, stop, count in _parts(words, *line.span(), layout, room):
            if filled and filled + count > room:
                yield begun, end
                begun, filled = start, 0
            filled, end = filled + count, stop
    if end > begun:
        yield begun, end


def _parts(words: str, start: int, end: int, layout: Layout, room: int) -> Iterator[tuple[int, int, int]]:
    """Give a line with its number of pieces; one that no pass can read is cut at the last stop before its end."""
    while start < end:
        seen = min(end, start + room * SEEN_AT_ONCE)
        offsets = layout.pieces(words[start:seen])
        full = start + max(1, offsets[room][0]) if len(offsets) > room else seen
        cut = full if full == end else _last_stop(words, start, full)
        yield start, cut, sum(start + first < cut for first, _ in offsets)
        start = cut


def _last_stop(words: str, start: int, end: int) -> int:
    """Give the last stop in the second half of a passage, of the best kind there is; else its end."""
    middle = (start + end) // 2
    for kind in STOPS:
        found = [stop.end() for stop in kind.finditer(words, middle, end)]
        if found:
            return found[-1]
    return end


class Tagged(Struct, frozen=True):
    """A text's pieces in order: where each ends in the text, how likely each is none, claim and premise (pieces, 3)."""

    places: NDArray[np.int64]
    roles: NDArray[np.float64]

    def role(self, place: Offsets) -> Label:
        """Average what the pieces of a place say; a place without pieces is `none`."""
        first, last = self.places.searchsorted(place)
        shares = self.roles[first:last].mean(axis=0) if first < last else (1.0, 0.0, 0.0)
        return Label.likeliest({name: float(share) for name, share in zip(ROLES, shares, strict=True)})


def tagged(cut: Sequence[Passage], answers: Sequence[Answer]) -> Tagged:
    """Join the tags of a text's passages; pieces without a character, or with none but spaces, are left out."""
    import numpy as np

    places, roles = [], [np.zeros((0, len(ROLES)))]
    for passage, answer in zip(cut, answers, strict=True):
        if answer.roles is not None and answer.ends is not None:
            ends = answer.ends.tolist()
            seen = [n for n, end in enumerate(ends) if end and not passage.words[end - 1].isspace()]
            places += [passage.places[ends[n] - 1] for n in seen]
            roles.append(answer.roles[seen])
    found = np.array(places, np.int64)
    order = found.argsort(kind="stable")
    return Tagged(found[order], np.concatenate(roles)[order])
