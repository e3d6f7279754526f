"""How sure it is that one text is a translation of another: their nearness, beside that of their other neighbours.

The margin over the nearest neighbours follows Artetxe and Schwenk 2019 (arXiv:1811.01136); here it is a difference,
of two kinds, weighed by a logistic regression (`scripts/train_translation`).
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from agorascope.inference import store
from agorascope.inference.projection import FOLDER, TASK

if TYPE_CHECKING:
    from pathlib import Path

FILE = "verdict.json"
COUNT = 4
_NUMBER = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[.,]?\s?(?=\d{3}(?!\d))")
_DIGITS = 6
LEAST, _LEAST_LONGER, _LONGER = 18, 30, 3.5


class Verdict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The weights. `usual` is how near the nearest other texts usually are: a small corpus says little about that."""

    usual: float
    intercept: float
    mean_margin: float
    least_margin: float

    def probability(self, evidence: Evidence) -> float:
        """Weigh what is known of a pair; 0.0 where the numbers of the texts contradict each other."""
        if evidence.numbers_differ:
            return 0.0
        mean, least = margins(evidence)
        logit = self.intercept + self.mean_margin * mean + self.least_margin * least
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))), _DIGITS)

    def nearness(self, cosines: tuple[float, ...]) -> float:
        """Average how near the other neighbours are, never less than is usual for as many of them."""
        padded = (*cosines[:COUNT], *[self.usual] * (COUNT - len(cosines)))
        return max(self.usual, sum(padded) / COUNT)


class Evidence(Struct, frozen=True):
    """A pair: its cosine, how near both are to other texts, whether a number stands in the place of another."""

    cosine: float
    usual: tuple[float, float]
    numbers_differ: bool


def margins(evidence: Evidence) -> tuple[float, float]:
    """Give by how much a pair is nearer than is usual for the two texts: than the mean, and than the larger of both."""
    return evidence.cosine - sum(evidence.usual) / 2, evidence.cosine - max(evidence.usual)


def load() -> Verdict:
    """Read the installed weights; raises `ModelError`."""
    return _loaded(store.find(FOLDER))


@cache
def _loaded(folder: Path) -> Verdict:
    return msgspec.json.decode(store.read(folder, store.model_for(folder, TASK), FILE), type=Verdict)


def comparable(first: int, second: int) -> bool:
    """Tell by their weights whether meaning alone can show that one of two texts repeats the other.

    So many people write 'a fine article' in so many words; a sentence of nine Chinese characters, which are thirty
    letters elsewhere, is one of its own. A question is near to the paragraph that answers it, and no translation of it.
    """
    short, long = sorted((first, second))
    return short >= LEAST and long >= _LEAST_LONGER and long <= _LONGER * short


def numbers_differ(first: str, second: str) -> bool:
    """Tell whether one number in digits stands in the place of another: each text has one that the other has not."""
    one, other = _numbers(first), _numbers(second)
    return len(one - other) == len(other - one) == 1


def _numbers(text: str) -> set[int]:
    return {int(found) for found in _NUMBER.findall(_GROUPED.sub("", text)) if len(found) <= 18}  # noqa: PLR2004


def forget() -> None:
    """Read the weights anew when they are next needed: for those who write them."""
    _loaded.cache_clear()
