"""The baselines every head is compared with: the most frequent label, and character n-grams (tf-idf)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scripts.heads.rows import Row

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

NGRAMS = (1, 4)
MOST = 60_000


class CharacterNgrams:
    """Logistic regression on tf-idf of character 1- to 4-grams of the text and, for pairs, of the other text."""

    def __init__(self, rows: Sequence[Row], labels: Numbers, weights: Floats, *, pair: bool) -> None:
        """Fit on the same rows and weights as the head."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        self.vectorizers = [
            TfidfVectorizer(analyzer="char", ngram_range=NGRAMS, max_features=MOST, min_df=3, sublinear_tf=True)
            for _ in range(2 if pair else 1)
        ]
        self.model = LogisticRegression(C=2.0, max_iter=400, tol=1e-3)
        self.model.fit(self._features(rows, fit=True), labels, sample_weight=weights)

    def shares(self, rows: Sequence[Row]) -> Floats:
        """Probabilities of the labels: (rows, labels)."""
        found: Floats = self.model.predict_proba(self._features(rows, fit=False)).astype(np.float32)
        return found

    def _features(self, rows: Sequence[Row], *, fit: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202  scipy has no types
        from scipy.sparse import hstack  # type: ignore[import-untyped]

        columns = [[row.text[:1000] for row in rows], [row.other[:1000] for row in rows]]
        made = [
            vectorizer.fit_transform(column) if fit else vectorizer.transform(column)
            for vectorizer, column in zip(self.vectorizers, columns, strict=False)
        ]
        return hstack(made).tocsr()


def majority(labels: Numbers, count: int, size: int) -> Floats:
    """Probabilities that always choose the most frequent label of the training rows: (size, count)."""
    shares = np.zeros((size, count), np.float32)
    shares[:, np.bincount(labels).argmax()] = 1
    return shares
