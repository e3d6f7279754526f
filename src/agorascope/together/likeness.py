"""How the thesis of one article stands to that of another, read by the models of stance, entailment and translation.

Each sentence is read beside the other, both ways; a multinomial logistic curve over what the models say tells whether
they argue the same, the opposite, or neither. `scripts/fit_theses` fits it on `corpora/theses` and prints how good it
is.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import TYPE_CHECKING

from agorascope.language import facts
from agorascope.records import Discussion, Label

if TYPE_CHECKING:
    from agorascope.inference import Models

EDGE = 1e-3
DIGITS = 6
# Of log odds of stance, of entailment, of the log of no entailment either way, of the cosine of meanings; intercepts.
WEIGHTS = {
    "favor": (0.1, 0.342, -0.343, 8.962, -4.625),
    "against": (-0.3, -0.184, -0.086, 2.193, -0.821),
    "none": (0.2, -0.158, 0.429, -11.155, 5.446),
}

Pair = tuple[Discussion, Discussion]
Signs = tuple[float, float, float, float]


def likeness(pairs: Sequence[Pair], models: Models) -> list[Label]:
    """Label how the first discussion's thesis stands to the second's: `favor`, `against`, `none`. Raises `ModelError`.

    Both have a thesis.
    """
    theses = [(one.article.thesis or "", other.article.thesis or "") for one, other in pairs]
    codes = [(facts.serving(one.language.code), facts.serving(other.language.code)) for one, other in pairs]
    return [_told(row) for row in signs(theses, codes, models)]


def signs(theses: Sequence[tuple[str, str]], codes: Sequence[tuple[str, str]], models: Models) -> list[Signs]:
    """Give what the curve is over, for pairs of theses with the languages whose facts serve them."""
    ones, others = [one for one, _ in theses], [other for _, other in theses]
    stance, entailed, apart = ([0.0] * len(theses) for _ in range(3))
    for texts, targets in ((ones, others), (others, ones)):
        sides = models.predict("stance", texts, targets, [""] * len(texts))
        follows = models.predict("entailment", texts, targets)
        for n, (side, told) in enumerate(zip(sides, follows, strict=True)):
            stance[n] += _odds(side.scores["favor"], side.scores["against"])
            entailed[n] += _odds(told.scores["entailment"], told.scores["contradiction"])
            apart[n] += _log(told.scores["neutral"])
    near = _cosines(theses, codes, models)
    return list(zip(stance, entailed, apart, near, strict=True))


def _cosines(theses: Sequence[tuple[str, str]], codes: Sequence[tuple[str, str]], models: Models) -> list[float]:
    import numpy as np

    if not theses:
        return []
    flat = models.meanings([text for pair in theses for text in pair], [code for pair in codes for code in pair])
    rows = flat.astype(np.float64)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)
    return [round(float(one @ other), DIGITS) for one, other in zip(rows[::2], rows[1::2], strict=True)]


def _told(row: Signs) -> Label:
    raw = {
        side: exp(sum(w * x for w, x in zip(weights, (*row, 1.0), strict=True))) for side, weights in WEIGHTS.items()
    }
    return Label.likeliest({side: share / sum(raw.values()) for side, share in raw.items()})


def _odds(one: float, other: float) -> float:
    return _log(one) - _log(other)


def _log(p: float) -> float:
    return log(max(p, EDGE))
