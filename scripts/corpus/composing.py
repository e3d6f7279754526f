"""New comments out of sentences of real ones, for as many distinct texts as there are no real ones for.

A new text is three or more sentences (of long sentences: clauses) of different real texts of one language, none of them
a whole text, with the marks and the length that comments have. Pieces are short, and each is drawn by chance, so that
two texts have little in common; no two are the same.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from agorascope.language import sentences

_LEAST_PIECES, _PIECE = 3, {"el": 60, "en": 60, "zh": 25}  # characters
_LEAST = {"el": 8, "en": 8, "zh": 3}
_CLAUSE = re.compile(r"(?<=[,;，；：、])\s*")
_GLUE = {"el": " ", "en": " ", "zh": ""}
_SHORTER, _LONGER = 0.6, 1.4  # than an equal share of what is left
_CHOICE = 100  # pieces among which one is drawn, at least
_TRIES = 100


class Composer:
    """Composes texts of one language, another one at every call."""

    def __init__(self, texts: Sequence[str], lang: str, seed: int) -> None:
        """Take the real texts; those of a single clause are left whole."""
        self._lang = lang
        self._draw = random.Random(f"{seed} {lang}")  # noqa: S311 - repeatable, nothing secret
        self._said = set(map(hash, texts))
        found = dict.fromkeys(piece for text in texts for piece in _pieces(text, lang))
        self._pieces = sorted((piece for piece in found if hash(piece) not in self._said), key=len)
        self._lengths = list(map(len, self._pieces))

    def one(self, length: int) -> str:
        """Give a new text of about this many characters; raises `ValueError` when there are no more."""
        for _ in range(_TRIES if self._pieces else 0):
            text = _GLUE[self._lang].join(self._chosen(length))
            if text and hash(text) not in self._said:
                self._said.add(hash(text))
                return text
        raise ValueError(f"{len(self._pieces)} clauses of texts in language {self._lang} are too few to go on")

    def _chosen(self, length: int) -> Iterator[str]:
        left = length
        for more in reversed(range(max(_LEAST_PIECES, round(length / _PIECE[self._lang])))):
            share = left / (more + 1)
            least, most = bisect_left(self._lengths, share * _SHORTER), bisect_right(self._lengths, share * _LONGER)
            most = min(len(self._pieces), max(most, least + _CHOICE))
            piece = self._pieces[self._draw.randrange(max(0, min(least, most - _CHOICE)), most)]
            left -= len(piece)
            yield piece


def _pieces(text: str, lang: str) -> Iterator[str]:
    for start, end in sentences(text, lang):
        sentence = " ".join(text[start:end].split())
        parts = [sentence] if len(sentence) <= _PIECE[lang] else _CLAUSE.split(sentence)
        yield from (part for part in parts if len(part) >= _LEAST[lang])
