"""Measures predictions: macro F1, accuracy, calibration error, bootstrap intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float32]

DRAWS = 500
BINS = 10


def macro_f1(gold: Numbers, told: Numbers) -> float:
    """Mean of the F1 of every label that occurs in the gold labels (0..1)."""
    scores = []
    for label in np.unique(gold):
        hits = np.sum((gold == label) & (told == label))
        scores.append(2 * hits / max(np.sum(gold == label) + np.sum(told == label), 1))
    return float(np.mean(scores)) if scores else 0.0


def interval(gold: Numbers, told: Numbers, seed: int = 3) -> tuple[float, float]:
    """Percentile bootstrap interval (95 %) of the macro F1 over rows."""
    chance = np.random.default_rng(seed)
    draws = chance.integers(0, len(gold), (DRAWS, len(gold)))
    scores = [macro_f1(gold[rows], told[rows]) for rows in draws]
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)


def calibration_error(gold: Numbers, shares: Floats) -> float:
    """Measure the expected calibration error of the top label over ten bins of equal width (0..1)."""
    told, sure = shares.argmax(axis=1), shares.max(axis=1)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [
        abs(np.mean(told[bins == n] == gold[bins == n]) - np.mean(sure[bins == n])) * np.mean(bins == n)
        for n in np.unique(bins)
    ]
    return float(np.sum(gaps))


def table(gold: Numbers, shares: Floats) -> dict[str, float | int | list[float]]:
    """All figures of one set of rows, rounded."""
    told = shares.argmax(axis=1)
    low, high = interval(gold, told)
    return {
        "rows": len(gold),
        "macro_f1": round(macro_f1(gold, told), 4),
        "interval": [round(low, 4), round(high, 4)],
        "accuracy": round(float(np.mean(gold == told)), 4),
        "ece": round(calibration_error(gold, shares), 4),
    }
