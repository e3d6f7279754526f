"""Fits the verdict: a logistic regression over what is known of pairs of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from agorascope.deduplication.forms.form import Form
from agorascope.deduplication.translations import neighbours, verdict
from agorascope.deduplication.translations.pairs import WIDTH, Spoken, evidence, read
from agorascope.deduplication.translations.verdict import Evidence, Verdict
from scripts.translation.data import gold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from agorascope.inference import Models
    from scripts.translation.data import Text

ALTERED_WEIGHT, UNRELATED_WEIGHT = 0.1, 0.3
USUAL = 0.35  # a low value of what is met among 4,000 comments; without it a thread of ten would look empty
_FOLDS = 5
_SEED = 0


class Pair(Struct, frozen=True):
    """Two texts that may say the same, what is known of them, whether they do, and how much the pair counts."""

    texts: tuple[Text, Text]
    evidence: Evidence
    same: bool
    weight: float = 1.0


def pairs(texts: Sequence[Text], models: Models, weight: float = 1.0) -> list[Pair]:
    """Give the candidates among texts, as the duplicates room would look at them."""
    long = [text for text in texts if Form(text.text).weight >= verdict.LEAST]
    known = read([Form(text.text) for text in long], [text.code for text in long], models)
    true = gold(long)
    return [
        Pair((long[one], long[other]), _evidence(known, one, other), (one, other) in true, weight)
        for one, other in neighbours.pairs(known.near, WIDTH)
        if verdict.comparable(known.forms[one].weight, known.forms[other].weight)
    ]


def altered(texts: Sequence[Text], models: Models) -> list[Pair]:
    """Give the pairs of an original and a translation in which a fact was changed."""
    kept = [text for text in texts if text.kind != "translation"]
    found = pairs(kept, models, ALTERED_WEIGHT)
    kinds = {"original", "altered"}
    one_cluster = [pair for pair in found if pair.texts[0].cluster == pair.texts[1].cluster]
    return [pair for pair in one_cluster if {text.kind for text in pair.texts} == kinds]


def _evidence(known: Spoken, one: int, other: int) -> Evidence:
    texts, vectors = (known.forms[one], known.forms[other]), (known.vectors[one], known.vectors[other])
    return evidence(texts, vectors, known.usual(one, other))


def unfitted(usual: float) -> Verdict:
    """Give a verdict that knows only how near texts usually are."""
    return Verdict(usual=usual, intercept=0, mean_margin=0, least_margin=0)


def fit(found: Sequence[Pair]) -> Verdict:
    """Fit the weights; the same for the same pairs."""
    from sklearn.linear_model import LogisticRegression

    table, same = _table(found), [pair.same for pair in found]
    learned = LogisticRegression(C=10, max_iter=5000).fit(table, same, sample_weight=[pair.weight for pair in found])
    mean, least = (round(float(weight), 4) for weight in learned.coef_[0])
    return Verdict(
        usual=USUAL,
        intercept=round(float(learned.intercept_[0]), 4),
        mean_margin=mean,
        least_margin=least,
    )


def crossed(found: Sequence[Pair]) -> list[float]:
    """Give the probability of each pair by weights that were fitted on pairs of other clusters."""
    clusters = sorted({pair.texts[0].cluster for pair in found})
    order = np.random.default_rng(_SEED).permutation(len(clusters))
    fold = {clusters[place]: number % _FOLDS for number, place in enumerate(order.tolist())}
    told = np.zeros(len(found))
    for part in range(_FOLDS):
        inside = [number for number, pair in enumerate(found) if fold[pair.texts[0].cluster] == part]
        weights = fit([pair for pair in found if fold[pair.texts[0].cluster] != part])
        told[inside] = [weights.probability(found[number].evidence) for number in inside]
    return [float(sure) for sure in told]


def _table(found: Sequence[Pair]) -> NDArray[np.float64]:
    rows = [verdict.margins(pair.evidence) for pair in found]
    return np.array(rows, np.float64)
