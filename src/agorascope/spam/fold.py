"""A comparable form of a text that keeps the way back to the original offsets.

Adverts hide behind full-width letters, accents, circled digits and characters nobody sees. The
folded form undoes that one character at a time, so that a match can be told in the writer's text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from msgspec import Struct

from agorascope.language.facts import load_all
from agorascope.spam.facts import SpamFacts

UNSEEN = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u20d0-\u20f0\u2060-\u2064\ufe00-\ufe0f\ufeff]")


class Folded(Struct, frozen=True):
    """A folded text; `origin[i]` is the offset of folded character i, the last its end; None: none was dropped."""

    text: str
    origin: tuple[int, ...] | None

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the original of a folded slice, with the unseen characters that belong to its end."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end]


def fold(text: str) -> Folded:
    """Fold width, case, accents, compatibility forms and Chinese variants; drop unseen characters."""
    origin = None
    if UNSEEN.search(text):
        kept = [i for i, c in enumerate(text) if not UNSEEN.match(c)]
        origin = (*kept, len(text))
        text = "".join(text[i] for i in kept)
    return Folded(text.translate(_table()), origin)


class _Table(dict[int, int]):
    """The folding of single characters, found once per character that occurs."""

    def __missing__(self, point: int) -> int:
        self[point] = folded = _plain(point)
        return folded


@cache
def _table() -> _Table:
    table = _Table()
    for facts in load_all("spam", SpamFacts).values():
        table.update(zip(map(ord, facts.variants), map(ord, facts.standards), strict=True))
    return table


def _plain(point: int) -> int:
    """Fold one character to one character: its base letter in lower case, or itself."""
    parts = unicodedata.normalize("NFKD", chr(point))
    if any(not unicodedata.combining(mark) for mark in parts[1:]):
        return point
    lower = parts[0].lower()
    return ord("σ") if lower == "ς" else ord(lower) if len(lower) == 1 else point
