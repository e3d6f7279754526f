"""How likely it is that two arguments make the same key point.

The key-point head of `models/tasks` reads one as an argument and the other as a key point, both ways; how near their
meanings are in any language (`models/translation`) is the other sign, what ties their comments in the thread the third.
A logistic curve over all of them, fitted on what annotators grouped: `scripts/fit_likeness` prints it and how good it
is.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from agorascope.summary.points.ties import Tie
    from agorascope.summary.points.told import Reader

EDGE = 1e-4
DIGITS = 6


class Curve(Struct, frozen=True):
    """The weights of a cosine of meanings, of the head's log odds (their sum both ways), and of what ties comments."""

    intercept: float
    meaning: float
    head: float
    ties: dict[Tie, float]

    def probability(self, cosine: float, odds: float, tie: Tie = "none") -> float:
        """Give the probability (0..1)."""
        told = self.intercept + self.meaning * cosine + self.head * odds + self.ties[tie]
        return round(1 / (1 + exp(-told)), DIGITS)


CURVE = Curve(-1.487, 2.399, 0.1181, {"agree": 4.69, "author": 1.28, "branch": 1.67, "none": 0.0})


def alike(
    pairs: Sequence[tuple[str, str]], cosines: Sequence[float], ties: Sequence[Tie], models: Reader
) -> list[float]:
    """Give the probability for each pair of texts, whose meanings have these cosines. Raises `ModelError`."""
    return [CURVE.probability(*row) for row in zip(cosines, odds(pairs, models), ties, strict=True)]


def odds(pairs: Sequence[tuple[str, str]], models: Reader) -> list[float]:
    """Give the sum of the head's log odds, one as the other's key point and the other way round."""
    ones, others = [one for one, _ in pairs], [other for _, other in pairs]
    told = zip(models.predict("keypoint", ones, others), models.predict("keypoint", others, ones), strict=True)
    return [round(_odds(one.scores["1"]) + _odds(other.scores["1"]), DIGITS) for one, other in told]


def _odds(p: float) -> float:
    kept = min(max(p, EDGE), 1 - EDGE)
    return log(kept / (1 - kept))
