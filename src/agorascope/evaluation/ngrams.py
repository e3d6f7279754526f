"""The plain learner to compare with: tf-idf of character and word n-grams, logistic regression."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from agorascope.amounts import many

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHARACTERS = (1, 4)
WORDS = (1, 2)
# A single character between marks is a word too: Chinese texts and emoji have them.
TOKEN = r"\w+|[^\w\s]"  # noqa: S105 - a pattern, not a password
MOST_FEATURES = 50_000
LARGE = 1000
STRENGTH = 2.0
LONGEST = 2000
LEAST = 10


class CannotLearnError(Exception):
    """There is nothing to learn from; the message says why."""


class Unit(NamedTuple):
    """What is classified: a text, the second text of a pair (else empty), the label."""

    text: str
    second: str
    label: str


class Learner:
    """Logistic regression with balanced classes on tf-idf of the text and, apart from it, of the second text.

    Characters are 1- to 4-grams inside words, words 1- and 2-grams; texts are cut after 2,000 characters.
    One fixed strength of regularisation for every task: a baseline that is tuned is no baseline.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        """Fit; raises `CannotLearnError` when there are fewer than ten units or no words in them."""
        if len(units) < LEAST:
            raise CannotLearnError(f"{many(len(units), 'row')} to learn from, at least {LEAST} are needed")
        self._labels = sorted({unit.label for unit in units})
        if len(self._labels) > 1:
            self._features = _features(pair=any(unit.second for unit in units), large=len(units) >= LARGE)
            self._model = self._fitted(units)

    def _fitted(self, units: Sequence[Unit]) -> Any:  # noqa: ANN401 - scikit-learn has no types
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression

        try:
            features = self._features.fit_transform(_columns(units))
        except ValueError as error:  # how scikit-learn says that a vocabulary is empty
            raise CannotLearnError("the texts have no words to learn from") from error
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=500, tol=1e-3)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return model.fit(features, [unit.label for unit in units])

    def predict(self, units: Sequence[Unit]) -> list[tuple[str, float]]:
        """Give the most probable label of each unit with its probability (0..1)."""
        if not units:
            return []
        if len(self._labels) == 1:
            return [(self._labels[0], 1.0)] * len(units)
        shares = self._model.predict_proba(self._features.transform(_columns(units)))
        best = shares.argmax(axis=1)
        return [(self._labels[i], round(float(row[i]), 4)) for i, row in zip(best, shares, strict=True)]


def _features(*, pair: bool, large: bool) -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.compose import make_column_transformer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union

    limits = {
        "sublinear_tf": True,
        "min_df": 2 if large else 1,
        "max_features": MOST_FEATURES,
        "dtype": np.float32,
    }
    unions = [
        make_union(
            TfidfVectorizer(analyzer="char_wb", ngram_range=CHARACTERS, **limits),
            TfidfVectorizer(token_pattern=TOKEN, ngram_range=WORDS, **limits),
        )
        for _ in range(2 if pair else 1)
    ]
    return make_column_transformer(*((union, column) for column, union in enumerate(unions)), sparse_threshold=1.0)


def _columns(units: Sequence[Unit]) -> NDArray[np.object_]:
    table = np.empty((len(units), 2), dtype=object)
    for i, unit in enumerate(units):
        table[i] = unit.text[:LONGEST], unit.second[:LONGEST]
    return table
