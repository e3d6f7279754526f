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

EDGE = 0.01  # probabilities beyond it count as it: one sure answer of the head is no proof
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
    pairs: Sequence[tuple[str, str]], cosines: Sequence[float], ties: Sequence[Tie], least: float, models: Reader
) -> list[float]:
    """Give the probability for each pair of texts, whose meanings have these cosines; 0 where it is under `least`.

    The head reads a pair the other way round only where that could still lift it to `least`. Raises `ModelError`.
    """
    first = read(pairs, models)
    most = [CURVE.probability(*row) for row in zip(cosines, (odd + HIGHEST for odd in first), ties, strict=True)]
    open_ = [n for n, p in enumerate(most) if p >= least]
    second = dict(zip(open_, read([pairs[n][::-1] for n in open_], models), strict=True))
    told = [0.0] * len(pairs)
    for n, other in second.items():
        p = CURVE.probability(cosines[n], first[n] + other, ties[n])
        told[n] = p if p >= least else 0.0
    return told


def read(pairs: Sequence[tuple[str, str]], models: Reader) -> list[float]:
    """Give the head's log odds that each first text makes the point that the second one is."""
    told = models.predict("keypoint", [one for one, _ in pairs], [other for _, other in pairs])
    return [round(_odds(label.scores["1"]), DIGITS) for label in told]


def _odds(p: float) -> float:
    kept = min(max(p, EDGE), 1 - EDGE)
    return log(kept / (1 - kept))


HIGHEST = _odds(1.0)
