"""What others would do with the same decisions: classifiers trained from scratch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from agorascope.moderation.layer import Features
from agorascope.moderation.layer import seen as looking

Shares = NDArray[np.float64]


def same_features(taught: Sequence[Features], labels: Sequence[bool], asked: Sequence[Features]) -> Shares:
    """Give probabilities by logistic regression on everything that the layer sees, the general score among it.

    The parts are scaled as it does best: with standard scores its errors are two to three times as many.
    """
    return _told(LogisticRegression(max_iter=2000), _table(taught), labels, _table(asked))


def character_ngrams(taught: Sequence[str], labels: Sequence[bool], asked: Sequence[str]) -> Shares:
    """Give probabilities by TF-IDF of characters (2 to 5) and logistic regression."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    return _told(make_pipeline(vectors, LogisticRegression(max_iter=2000, C=10.0)), taught, labels, asked)


def _told(model: Any, taught: Any, labels: Sequence[bool], asked: Any) -> Shares:  # noqa: ANN401  scikit-learn is not typed
    found: Shares = model.fit(taught, labels).predict_proba(asked)[:, 1]
    return found


def _table(seen: Sequence[Features]) -> Shares:
    vectors, _ = looking.words(seen, np.zeros(looking.WIDTH))
    return np.column_stack([0.5 * looking.logits(seen), 0.5 * looking.signals(seen), 5.0 * vectors])
