"""By which names somebody may be called: the whole name or one word of it, in any case and grammatical case."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from agorascope.language import facts
from agorascope.language.folding import fold

Key = tuple[str, ...]
WORD = re.compile(r"[^\W_]+")
LONGEST, MOST_WORDS = 200, 8  # characters and words of a name that are looked at
SHORTEST_STEM = 2


class Declensions(Struct, frozen=True, forbid_unknown_fields=True):
    """The endings that a language's names take, a row for each declension, folded."""

    declensions: tuple[tuple[str, ...], ...]


def known_by(name: str | None) -> list[Key]:
    """Give the keys under which a name is found: all its words together, and each word."""
    words = _words(name)
    whole = [("whole", *words)] if words else []
    return [*whole, *(("word", word) for word in dict.fromkeys(words))]


def called(name: str | None) -> list[Key]:
    """Give the keys of the people that a call may mean, the surest first: all its words, or one for a longer name.

    'Ada' calls Ada Bell, 'Ada Bell' calls Ada; 'Ada Bell' does not call Ada Stone.
    """
    words = _words(name)
    if len(words) == 1:
        return [("whole", *words), ("word", *words)]
    return [("whole", *words), *(("whole", word) for word in dict.fromkeys(words))] if words else []


def _words(name: str | None) -> list[str]:
    """Give the words of a name without case endings; initials count where there is nothing else."""
    found = WORD.findall(fold((name or "")[:LONGEST]))[:MOST_WORDS]
    return [_nominative(word) for word in found if len(word) > 1] or found


def _nominative(word: str) -> str:
    for ending, nominative in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending) + nominative
    return word


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Give every ending with that of its nominative, the longest first."""
    rows = [row for known in facts.load_all("whole", Declensions).values() for row in known.declensions]
    return tuple(sorted(((ending, row[0]) for row in rows for ending in row), key=lambda pair: (-len(pair[0]), pair)))
