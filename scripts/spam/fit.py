"""Fits the spam model: a linear head on the encoder's features, then few weights that join it with the signals."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from agorascope.spam.judge import far_from, judged_by_words
from agorascope.spam.scorer import DISTANCE, LEAST_WORDS, MOST_WORDS, NOTHING, WORDS, Scorer
from agorascope.spam.signals import SIGNALS, Reading

if TYPE_CHECKING:
    from scripts.spam.data import Row

Matrix = NDArray[np.float64]

FOLDS = 5
STRENGTH = 4.0  # of the head: the inverse of its L2 penalty
PENALTY = 1.0  # on the joining weights, in comments
SHARE_OF_SPAM = 0.1  # the share for which the probabilities are calibrated
HEAD_WEIGHTS = {"own": 4.0, "youtube": 1.0, "messages": 0.4, "general": 1.0, "stripped": 0.4}
JOIN_WEIGHTS = {"own": 1.0, "youtube": 0.1, "messages": 0.0, "general": 0.3, "stripped": 0.0}
NAMES = (*SIGNALS, WORDS, DISTANCE)
SURE_SHARE = 0.9995  # of good texts in which no sign is found sound less like spam than a verdict needs
FAR_SHARE = 0.97  # of our own good comments are nearer to their article than what is told as off-topic


class Material(Struct, frozen=True):
    """Rows with what was read from each: `features` of the rows' plain texts, `articles` of their articles."""

    rows: tuple[Row, ...]
    readings: tuple[Reading, ...]
    features: NDArray[np.float32]
    articles: NDArray[np.float32]


def fit(material: Material, encoder: str) -> Scorer:
    """Fit on all rows; the joining weights see only logits of rows that their head has not seen."""
    logits = held_out_logits(material)
    return join(material, logits, fit_head(material, np.ones(len(material.rows), bool)), encoder)


def held_out_logits(material: Material) -> Matrix:
    """Give each row's logit by a head that has not seen the row's group."""
    folds = np.array([zlib.crc32(row.group.encode()) % FOLDS for row in material.rows])
    logits = np.zeros(len(folds))
    for fold in range(FOLDS):
        weights, bias = fit_head(material, folds != fold)
        logits[folds == fold] = material.features[folds == fold] @ weights + bias
    return np.clip(logits, LEAST_WORDS, MOST_WORDS)


def fit_head(material: Material, chosen: NDArray[np.bool_]) -> tuple[Matrix, float]:
    """Fit the linear head on the chosen rows: (weights, bias)."""
    labels = np.array([row.spam for row in material.rows])[chosen]
    weights = np.array([HEAD_WEIGHTS[row.source] for row in material.rows])[chosen]
    weights = balanced(weights, labels)
    head = LogisticRegression(C=STRENGTH, max_iter=2000)
    head.fit(material.features[chosen], labels, sample_weight=weights * len(labels) / weights.sum())
    return head.coef_[0].astype(np.float64), float(head.intercept_[0])


def join(material: Material, logits: Matrix, head: tuple[Matrix, float], encoder: str) -> Scorer:
    """Fit the few weights that join logits, signals and distance."""
    labels = np.array([row.spam for row in material.rows])
    own_ham = np.array([row.source == "own" and not row.spam for row in material.rows])
    distances = _distances(material)
    known = distances[own_ham & ~np.isnan(distances)]
    neutral, centre = float(np.median(logits[own_ham])), float(known.mean())
    values = np.array([[reading.signals[name] for name in SIGNALS] for reading in material.readings])
    spoken = [judged_by_words(reading, row.code) for reading, row in zip(material.readings, material.rows, strict=True)]
    words = np.where(spoken, logits, neutral)
    distance = np.where(np.isnan(distances), centre, distances)
    weights = balanced(np.array([JOIN_WEIGHTS[row.source] for row in material.rows]), labels)
    nothing = values[:, SIGNALS.index(NOTHING)].astype(bool)
    values[:, SIGNALS.index(NOTHING)] = 0.0
    found, intercept = _weigh(np.column_stack([values, words, distance - centre]), labels, weights)
    named = {name: round(float(weight), 3) for name, weight in zip(NAMES, found, strict=True)}
    surest_ham = float(np.quantile(logits[nothing & ~labels], SURE_SHARE))
    named[NOTHING] = -round(max(0.0, intercept + named[WORDS] * surest_ham), 3)
    return Scorer(
        encoder=encoder,
        head=tuple(float(f"{weight:.6g}") for weight in head[0]),
        bias=round(head[1], 6),
        neutral=round(neutral, 4),
        centre=round(centre, 4),
        far=round(float(np.quantile(known, FAR_SHARE)), 4),
        weights=named,
        intercept=round(intercept - named[DISTANCE] * round(centre, 4), 4),
    )


def balanced(weights: Matrix, labels: NDArray[np.bool_]) -> Matrix:
    """Scale the weights so that spam has its share of them, and keep the sum of those of spam."""
    spam, ham = weights[labels].sum(), weights[~labels].sum()
    return np.where(labels, weights, weights * (spam / SHARE_OF_SPAM - spam) / ham)


def _distances(material: Material) -> Matrix:
    found = [
        far_from(reading.plain, row.code, own, (row.article, article))
        for reading, row, own, article in zip(
            material.readings, material.rows, material.features, material.articles, strict=True
        )
    ]
    return np.array([np.nan if distance is None else distance for distance in found])


def _weigh(values: Matrix, labels: NDArray[np.bool_], weights: Matrix) -> tuple[Matrix, float]:
    """Fit a logistic regression with L2 penalty and no negative weight (scipy's bounded L-BFGS)."""

    def loss(at: Matrix) -> tuple[float, Matrix]:
        logits = values @ at[:-1] + at[-1]
        cost = weights @ np.logaddexp(0.0, np.where(labels, -logits, logits)) + PENALTY / 2 * (at[:-1] @ at[:-1])
        error = weights * (1.0 / (1.0 + np.exp(-logits)) - labels)
        return float(cost), np.append(values.T @ error + PENALTY * at[:-1], error.sum())

    size = values.shape[1]
    bounds: Any = [(0.0, None)] * size + [(None, None)]
    found = minimize(loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000})
    return found.x[:-1], float(found.x[-1])


def scores(material: Material, scorer: Scorer, logits: Matrix | None = None) -> list[float]:
    """Score rows as `judge` does; `logits` replaces the head's where the rows were trained on."""
    distances = _distances(material)
    found = []
    for n, (row, reading) in enumerate(zip(material.rows, material.readings, strict=True)):
        logit = scorer.words(material.features[n]) if logits is None else float(logits[n])
        distance = scorer.centre if np.isnan(distances[n]) else float(distances[n])
        words = logit if judged_by_words(reading, row.code) else scorer.neutral
        found.append(scorer.probability({**reading.signals, WORDS: words, DISTANCE: distance}))
    return found
