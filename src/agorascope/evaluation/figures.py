"""Figures of a labelling task: what they are, and how they are computed from gold and predicted labels.

Macro F1 is the mean of the F1 of the labels that occur in the gold. The interval is a percentile
bootstrap over rows (Efron 1979), seeded, so that the same gold gives the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

ROUNDS = 1000
SEED = 20261122


class PerLabel(Struct, frozen=True):
    """Precision, recall and F1 of one label; `support` is how often the gold has it."""

    precision: float
    recall: float
    f1: float
    support: int


class Figures(Struct, frozen=True, kw_only=True):
    """How well predictions meet the gold; `interval` is the 95 % bootstrap interval of the macro F1."""

    rows: int
    accuracy: float
    macro_f1: float
    interval: tuple[float, float]
    per_label: dict[str, PerLabel]
    confusion: dict[str, dict[str, int]]


def compare(gold: Sequence[str], predicted: Sequence[str]) -> Figures:
    """Compute the figures of label lists of equal, non-zero length."""
    from sklearn.metrics import accuracy_score, confusion_matrix, precision_recall_fscore_support

    labels = sorted({*gold, *predicted})
    rates = precision_recall_fscore_support(gold, predicted, labels=labels, zero_division=0.0)
    per_label = {
        label: PerLabel(round(float(p), 4), round(float(r), 4), round(float(f), 4), int(n))
        for label, p, r, f, n in zip(labels, *rates, strict=True)
    }
    table = confusion_matrix(gold, predicted, labels=labels)
    return Figures(
        rows=len(gold),
        accuracy=round(float(accuracy_score(gold, predicted)), 4),
        macro_f1=_macro(table),
        interval=_interval(gold, predicted, labels),
        per_label=per_label,
        confusion={
            a: {b: int(n) for b, n in zip(labels, row, strict=True)} for a, row in zip(labels, table, strict=True)
        },
    )


def _macro(table: object) -> float:
    """Average F1 over the labels of the gold, from a confusion matrix (gold rows, predicted columns)."""
    import numpy as np

    counts = np.asarray(table, dtype=float)
    hits, gold, predicted = np.diag(counts), counts.sum(axis=1), counts.sum(axis=0)
    f1 = np.divide(2 * hits, gold + predicted, out=np.zeros_like(hits), where=(gold + predicted) > 0)
    return round(float(f1[gold > 0].mean()), 4)


def _interval(gold: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> tuple[float, float]:
    import numpy as np

    number = {label: i for i, label in enumerate(labels)}
    size = len(labels)
    cells = np.array([number[g] * size + number[p] for g, p in zip(gold, predicted, strict=True)])
    random = np.random.default_rng(SEED)
    drawn = (cells[random.integers(0, len(cells), len(cells))] for _ in range(ROUNDS))
    scores = [_macro(np.bincount(sample, minlength=size * size).reshape(size, size)) for sample in drawn]
    low, high = np.percentile(scores, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)
