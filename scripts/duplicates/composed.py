"""New comments of old clauses, for as many different texts as there are no sources for.

Three or more clauses of different sources, none a whole source, none with more than 0.4 of the letters; no two clauses
stand together in a second comment or in a source. So two texts have less than half in common, and none is in another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from agorascope.deduplication import normal_form
from scripts.duplicates.sources import clauses

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from scripts.duplicates.sources import Source

_SHARE = 0.4
_LEAST_CLAUSES, _CLAUSE_LENGTH = 3, 45
_TRIES = 30
_LEAST = {"en": 8, "el": 8, "zh": 4}
_LONG_CLAUSE = 60
_GLUE = {"en": (", ", ". ", " - ", "... "), "el": (", ", ". ", " - ", "... "), "zh": ("，", "。", "，", "……")}


class _Clause(NamedTuple):
    text: str
    form: str
    homes: frozenset[int]


class Composer:
    """Composes texts of one language; every call gives another one."""

    def __init__(self, sources: Sequence[Source], lang: str, draw: random.Random) -> None:
        """Take the sources to cut into clauses; those of a single clause are left whole."""
        self._lang, self._draw = lang, draw
        self._clauses = sorted(_distinct(sources, lang), key=lambda clause: (len(clause.text), clause.text))
        self._sizes = [len(clause.text) for clause in self._clauses]
        self._met: set[tuple[str, str]] = set()

    def compose(self, length: int) -> str | None:
        """Give a new text of about this many characters, or None where none was found."""
        for _ in range(_TRIES):
            chosen = self._chosen(length)
            pairs = {(a.form, b.form) for a, b in combinations(sorted(chosen, key=lambda c: c.form), 2)}
            if chosen and not pairs & self._met:
                self._met |= pairs
                return self._joined(chosen)
        return None

    def _chosen(self, length: int) -> list[_Clause]:
        count = max(_LEAST_CLAUSES, round(length / _CLAUSE_LENGTH))
        chosen: list[_Clause] = []
        left = length
        for after in reversed(range(count)):
            most = min(_SHARE * length, left / (after + 1) * 1.3)
            clause = self._one(left / (after + 1) * 0.7, most)
            if clause is None or any(clause.homes & other.homes or clause.form == other.form for other in chosen):
                return []
            chosen.append(clause)
            left -= len(clause.text)
        return chosen

    def _one(self, least: float, most: float) -> _Clause | None:
        first, end = bisect_left(self._sizes, least), bisect_right(self._sizes, most)
        return self._clauses[self._draw.randrange(first, end)] if first < end else None

    def _joined(self, chosen: Sequence[_Clause]) -> str:
        text = ""
        for clause in chosen:
            text += self._draw.choice(_GLUE[self._lang]) if text else ""
            text += clause.text[0].upper() + clause.text[1:] if text.endswith(". ") else clause.text
        return text + self._draw.choice(("", ".", "!", "..."))


def _distinct(sources: Sequence[Source], lang: str) -> list[_Clause]:
    whole = {normal_form(source.text) for source in sources}
    texts: dict[str, str] = {}
    homes: dict[str, set[int]] = defaultdict(set)
    for source in sources:
        parts = [piece for part in clauses(source) for piece in _pieces(part)]
        for part in parts if len(parts) > 1 else []:
            form = normal_form(part)
            if len(form) >= _LEAST[lang] and form not in whole and "://" not in part and "www." not in part.lower():
                texts.setdefault(form, part)
                homes[form].add(source.home)
    return [_Clause(text, form, frozenset(homes[form])) for form, text in texts.items()]


def _pieces(clause: str) -> Iterator[str]:
    """Cut a long clause between words: many people write without a single comma."""
    rest = clause
    while len(rest) > _LONG_CLAUSE and (at := rest.rfind(" ", 0, _LONG_CLAUSE)) > 0:
        yield rest[:at]
        rest = rest[at + 1 :]
    yield rest
