"""Greek and English words that are no names of people: `agorascope.language.names` tells names from them.

From three sources: words that our comments write in small letters more often than, inside a sentence, in capitals
('Great Service' is no name); pieces of the encoder's vocabulary that are likelier there in small letters than with a
capital; and, from the CLDR (as Babel has it), days, months, countries, languages and scripts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from babel import Locale

from agorascope.language.names import WORD, WRITTEN
from agorascope.language.script import without_noise
from scripts.language import sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORD = re.compile(WORD)
_SMALL = re.compile("[a-zß-ÿ]{5,}|[ά-ώ]{5,}")
"""Shorter pieces are words of other languages too: 'tom', 'ali', 'lan'."""
_LEAST = 3  # letters: shorter ones are abbreviations


def words(comments: Path, tokenizer: Path) -> list[str]:
    """Give the words of all sources, in the order of the alphabet."""
    found = {*_of_comments(comments), *_of_vocabulary(tokenizer), *_of_cldr()}
    return sorted(word for word in found if len(word) > 1)


def _of_comments(comments: Path) -> Iterator[str]:
    """Give the words of `corpora/comments`, without those of `dev`."""
    small: Counter[str] = Counter()
    big: Counter[str] = Counter()
    for text in map(without_noise, sources.texts(comments, WRITTEN)):
        for found in _WORD.finditer(text):
            word = found[0]
            if word.islower():
                small[word] += 1
            elif word[1:].islower() and text[max(0, found.start() - 2) : found.start() - 1].islower():
                big[word.lower()] += 1
    return (word for word, times in small.items() if times > big[word])


def _of_vocabulary(tokenizer: Path) -> Iterator[str]:
    likely = sources.pieces(tokenizer)
    for piece, small in likely.items():
        word = piece.removeprefix("▁")
        if piece[0] == "▁" and _SMALL.fullmatch(word) and small > likely.get(f"▁{word.capitalize()}", -math.inf):
            yield word


def _of_cldr() -> Iterator[str]:
    for code in WRITTEN:
        known = Locale(code)
        dated = (names for table in (known.days, known.months) for how in table.values() for names in how.values())
        for names in (known.territories, known.languages, known.scripts, *dated):
            for name in names.values():
                if _WORD.fullmatch(name) and len(name) >= _LEAST:  # not 'Saint Helena'
                    yield name.lower()
