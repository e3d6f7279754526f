"""Fits the few weights that join the model's words with the signals, on rows that the model has not seen."""

from __future__ import annotations

import math

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.optimize import minimize

from agorascope.records import Label
from agorascope.spam.judge import judged_by_words, weighed
from agorascope.spam.scorer import NOTHING, WORDS, Scorer
from agorascope.spam.signals import SIGNALS, Reading
from scripts.spam.data import Row

Matrix = NDArray[np.float64]

PENALTY = 2.0  # how many comments it takes to move a weight from where it was
SHARE_OF_SPAM = 0.2  # the share for which the probabilities are calibrated
JOIN_WEIGHTS = {"own": 1.0, "youtube": 0.2, "general": 0.3}
NAMES = (*SIGNALS, WORDS)
SURE_SHARE = 0.99  # of good texts in which no sign is found sound less like spam than a verdict needs
UNSIGNED = math.log(5)  # words alone must be as sure as 5 to 1: a moderator is shown no other reason
FAR_SHARE = 0.97  # of our own good comments are nearer to their article than what is told as off-topic
# The weights of version 1.0.0, fitted on 19,000 rows with logits of a linear model cross-fitted on the frozen encoder:
# signals are too rare in rows that the tuned model has not seen to be weighed anew without them.
EARLIER = {
    "offer": 0.784,
    "trade": 1.188,
    "invite": 1.276,
    "approach": 0.606,
    "urgency": 0.38,
    "price": 0.095,
    "malice": 0.665,
    "offer with lure": 1.522,
    "malice with lure": 0.332,
    "praise with lure": 0.983,
    "number or id": 0.648,
    "trap": 1.619,
    "disguise": 0.123,
    WORDS: 0.813,
}


class Material(Struct, frozen=True):
    """Rows with what was read from each, and what the model says of their words."""

    rows: tuple[Row, ...]
    readings: tuple[Reading, ...]
    labels: tuple[Label, ...]
    distances: tuple[float | None, ...] = ()


def fit(material: Material, model: str) -> Scorer:
    """Fit on rows that the model has not seen; no weight is negative but that of the absence of all signs."""
    spam = np.array([row.spam for row in material.rows])
    blank = Scorer(model=model, neutral=0.0, far=1.0, weights={}, intercept=0.0)
    signals = [weighed(reading, label, blank) for reading, label in _together(material)]
    words = np.array([found[WORDS] for found in signals])
    neutral = float(np.median(words[~spam & _of(material, "own")]))
    values = np.array([[found[name] for name in NAMES] for found in signals])
    nothing = values[:, NAMES.index(NOTHING)].astype(bool)
    values[:, NAMES.index(NOTHING)] = 0.0
    weights = balanced(np.array([JOIN_WEIGHTS[row.source] for row in material.rows]), spam)
    found, intercept = _weigh(values, spam, weights)
    named = {name: round(float(weight), 3) for name, weight in zip(NAMES, found, strict=True)}
    surest_ham = float(np.quantile(words[nothing & ~spam], SURE_SHARE))
    named[NOTHING] = -round(max(UNSIGNED, intercept + named[WORDS] * surest_ham), 3)
    known = [d for d, row in zip(material.distances, material.rows, strict=True) if d is not None and not row.spam]
    return Scorer(
        model=model,
        neutral=round(neutral, 4),
        far=round(float(np.quantile(known, FAR_SHARE)), 4),
        weights=named,
        intercept=round(intercept, 4),
    )


def _together(material: Material) -> list[tuple[Reading, Label | None]]:
    rows = zip(material.readings, material.rows, material.labels, strict=True)
    return [(reading, label if judged_by_words(reading, row.code) else None) for reading, row, label in rows]


def _of(material: Material, source: str) -> NDArray[np.bool_]:
    return np.array([row.source == source for row in material.rows])


def balanced(weights: Matrix, labels: NDArray[np.bool_]) -> Matrix:
    """Scale the weights so that spam has its share of them, and keep the sum of those of spam."""
    spam, ham = weights[labels].sum(), weights[~labels].sum()
    return np.where(labels, weights, weights * (spam / SHARE_OF_SPAM - spam) / ham)


def _weigh(values: Matrix, labels: NDArray[np.bool_], weights: Matrix) -> tuple[Matrix, float]:
    """Fit a logistic regression that stays near the earlier weights and has no negative one (bounded L-BFGS)."""
    before = np.array([EARLIER.get(name, 0.0) for name in NAMES])

    def loss(at: Matrix) -> tuple[float, Matrix]:
        logits, moved = values @ at[:-1] + at[-1], at[:-1] - before
        cost = weights @ np.logaddexp(0.0, np.where(labels, -logits, logits)) + PENALTY / 2 * (moved @ moved)
        error = weights * (1.0 / (1.0 + np.exp(-logits)) - labels)
        return float(cost), np.append(values.T @ error + PENALTY * moved, error.sum())

    bounds: list[tuple[float | None, float | None]] = [(0.0, None)] * len(before) + [(None, None)]
    start = np.append(before, 0.0)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000})
    return found.x[:-1], float(found.x[-1])


def scores(material: Material, scorer: Scorer) -> list[float]:
    """Score rows as `judge` does."""
    return [scorer.probability(weighed(reading, label, scorer)) for reading, label in _together(material)]
