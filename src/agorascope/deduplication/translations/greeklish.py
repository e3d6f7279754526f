"""Greek in Latin letters beside Greek letters: both written down as they sound, so that they can be compared.

Writers of Greeklish spell by sound or by sight, with habits of their own; `language` reads most of it back, and what
it gets wrong is most often a vowel that sounds the same. Here all spellings of a sound become one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from agorascope.deduplication.comparing import template
from agorascope.deduplication.forms.normal import normal_form
from agorascope.deduplication.signatures import sketch
from agorascope.deduplication.signatures.buckets import Buckets
from agorascope.deduplication.translations.languages import CHARACTERS, GREEK, LATIN, TEXTS
from agorascope.deduplication.translations.verdict import numbers_differ
from agorascope.language import greeklish
from agorascope.language.remembering import remembering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST = 0.85
_SOUNDS = (("αι", "ε"), ("ει", "ι"), ("οι", "ι"), ("υι", "ι"), ("ου", "w"), ("αυ", "αβ"), ("ευ", "εβ"), ("ηυ", "ιβ"))
_LETTERS = str.maketrans({"η": "ι", "υ": "ι", "ω": "ο", "ς": "σ", "φ": "β"})
_DOUBLED = re.compile(r"(\w)\1+")


@remembering(TEXTS, CHARACTERS)
def sounded(text: str, code: str) -> str:
    """Write a Greek text, in whichever letters, as it sounds: for comparison only."""
    sound = normal_form(greeklish.to_greek(text) if code == LATIN else text)
    for spelling, written in _SOUNDS:
        sound = sound.replace(spelling, written)
    return _DOUBLED.sub(r"\1", sound.translate(_LETTERS))


def similarity(first: str, second: str) -> float:
    """Give how alike two sounded texts are (normalised indel similarity), 0.0 under 0.85 or where a fact differs.

    Such a fact is a number, or a negation more or less.
    """
    from rapidfuzz.distance import Indel

    if numbers_differ(first, second) or _negated(first) != _negated(second):
        return 0.0
    return Indel.normalized_similarity(first, second, score_cutoff=_LEAST)


def alike(texts: tuple[str, str], codes: tuple[str, str]) -> float:
    """Do what `similarity` does, for texts as they are written."""
    first, second = (sounded(text, code) for text, code in zip(texts, codes, strict=True))
    return similarity(first, second)


def pairs(texts: Sequence[str], codes: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Give the pairs of rows (smaller first) that say the same in Greek and in Latin letters, with their similarity."""
    if LATIN not in codes:
        return
    rows = [row for row, code in enumerate(codes) if code in {LATIN, GREEK}]
    sounds = [sounded(texts[row], codes[row]) for row in rows]
    buckets = Buckets(sketch.keys(sounds))
    for place, row in enumerate(rows):
        if codes[row] == GREEK:
            buckets.add(place)
    for place, row in enumerate(rows):
        met = buckets.leaders(place) if codes[row] == LATIN else ()
        for other in met:
            if score := similarity(sounds[place], sounds[other]):
                yield min(row, rows[other]), max(row, rows[other]), score


def _negated(sound: str) -> int:
    return sum(word in _negations() for word in sound.split())


@cache
def _negations() -> frozenset[str]:
    return frozenset(sounded(word, GREEK) for word in template.negations() if not word.isascii())
