"""Figures of a labelling task: what they are, and how they are computed from gold and predicted labels.

Macro F1 is the mean of the F1 of the labels that occur in the gold. Expected calibration error is that of the
told label over ten bins of equal width (Naeini et al. 2015). Intervals are those of `bootstrap`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from agorascope.evaluation.bootstrap import Interval, Sample, rounded

if TYPE_CHECKING:
    from agorascope.evaluation.bootstrap import Counts, Figure

BINS = 10


class PerLabel(Struct, frozen=True):
    """Precision, recall and F1 of one label; `support` is how often the gold has it."""

    precision: float
    """Of those we gave the label, the share that has it in the gold."""
    recall: float
    """Of those that have it in the gold, the share we gave it."""
    f1: float
    """The harmonic mean of both."""
    support: int
    """How often the gold has it."""


class Answered(Struct, frozen=True, kw_only=True):
    """What is left when rows that score under `threshold` are abstained from; null where nothing is left."""

    threshold: float
    """The least score that counts as an answer."""
    rows: int
    """How many rows are answered."""
    coverage: float
    """Their share."""
    accuracy: float | None
    """The share of them with the label of the gold; null where there are none."""
    macro_f1: float | None
    """The mean F1 of the labels among them; null where there are none."""


class Figures(Struct, frozen=True, kw_only=True):
    """How well predictions meet the gold; `interval` is the 95 % bootstrap interval of the macro F1.

    `ece` is null where not every prediction has a score, `answered` where nobody asked for abstention.
    """

    rows: int
    """How many rows were compared."""
    accuracy: float
    """The share with the label of the gold."""
    accuracy_interval: Interval
    """Its 95 % bootstrap interval."""
    macro_f1: float
    """The mean F1 of the labels that occur in the gold."""
    interval: Interval
    """Its 95 % bootstrap interval."""
    ece: float | None
    """Expected calibration error; null where not every prediction has a score."""
    answered: Answered | None
    """What is left when unsure rows are abstained from; null where nobody asked."""
    per_label: dict[str, PerLabel]
    """The figures of every label."""
    confusion: dict[str, dict[str, int]]
    """How often each label of the gold got each label."""


class Difference(Struct, frozen=True):
    """How much better one method is than another on the same rows, with its paired bootstrap interval."""

    value: float
    """Our figure less theirs."""
    interval: Interval
    """Its paired 95 % bootstrap interval."""


class Table:
    """Counts of (gold, told) label numbers; figures of many draws at once, (draws, kinds) to (draws,)."""

    def __init__(self, gold: Sequence[int], told: Sequence[int], size: int) -> None:
        """Take the label numbers of each kind of row, and how many labels there are."""
        labels = np.eye(size)
        self.gold, self.told = labels[list(gold)], labels[list(told)]
        self.hits = self.gold * self.told

    def accuracy(self, drawn: Counts) -> Figure:
        """Share of rows with the gold's label."""
        right: Figure = (drawn @ self.hits).sum(axis=1) / drawn.sum(axis=1)
        return right

    def macro_f1(self, drawn: Counts) -> Figure:
        """Mean F1 over the labels of the gold that was drawn."""
        gold, hits = drawn @ self.gold, drawn @ self.hits
        f1 = 2 * hits / np.maximum(gold + drawn @ self.told, 1)
        mean: Figure = f1.sum(axis=1, where=gold > 0) / (gold > 0).sum(axis=1)
        return mean


def compare(
    gold: Sequence[str],
    predicted: Sequence[str],
    scores: Sequence[float | None] | None = None,
    abstain: float | None = None,
) -> Figures:
    """Compute the figures of label lists of equal, non-zero length.

    `scores` are the probabilities of the predicted labels (0..1); rows with one under `abstain`, or with
    none, are those that would not be answered.
    """
    from sklearn.metrics import precision_recall_fscore_support

    labels = sorted({*gold, *predicted})
    rates = precision_recall_fscore_support(gold, predicted, labels=labels, zero_division=0.0)
    counts = Counter(zip(gold, predicted, strict=True))
    number = {label: i for i, label in enumerate(labels)}
    sample = Sample([(number[g], number[p]) for g, p in zip(gold, predicted, strict=True)])
    table = Table([g for g, _ in sample.kinds], [p for _, p in sample.kinds], len(labels))
    return Figures(
        rows=len(gold),
        accuracy=sample.value(table.accuracy),
        accuracy_interval=sample.interval(table.accuracy),
        macro_f1=sample.value(table.macro_f1),
        interval=sample.interval(table.macro_f1),
        ece=calibration_error(gold, predicted, scores) if scores else None,
        answered=None if abstain is None else _answered(gold, predicted, scores or [None] * len(gold), abstain),
        per_label={
            label: PerLabel(rounded(p), rounded(r), rounded(f), int(n))
            for label, p, r, f, n in zip(labels, *rates, strict=True)
        },
        confusion={a: {b: counts[a, b] for b in labels} for a in labels},
    )


def better(gold: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> dict[str, Difference]:
    """Compare two methods on the same rows: figures of ours less those of theirs."""
    number = {label: i for i, label in enumerate(sorted({*gold, *ours, *theirs}))}
    sample = Sample([(number[g], number[a], number[b]) for g, a, b in zip(gold, ours, theirs, strict=True)])
    columns = list(zip(*sample.kinds, strict=True))
    a, b = (Table(columns[0], columns[i], len(number)) for i in (1, 2))
    found = {
        "macro_f1": lambda drawn: a.macro_f1(drawn) - b.macro_f1(drawn),
        "accuracy": lambda drawn: a.accuracy(drawn) - b.accuracy(drawn),
    }
    return {name: Difference(sample.value(figure), sample.interval(figure)) for name, figure in found.items()}


def calibration_error(gold: Sequence[str], predicted: Sequence[str], scores: Sequence[float | None]) -> float | None:
    """Measure how far scores are from the share of right labels among those scored alike (0..1)."""
    given = [score for score in scores if score is not None]
    if len(given) < len(gold):
        return None
    right = np.array([g == p for g, p in zip(gold, predicted, strict=True)], dtype=float)
    bins = np.clip((np.array(given) * BINS).astype(int), 0, BINS - 1)
    off = np.bincount(bins, weights=right, minlength=BINS) - np.bincount(bins, weights=given, minlength=BINS)
    return rounded(np.abs(off).sum() / len(gold))


def _answered(
    gold: Sequence[str], predicted: Sequence[str], scores: Sequence[float | None], threshold: float
) -> Answered:
    kept = [(g, p) for g, p, s in zip(gold, predicted, scores, strict=True) if s is not None and s >= threshold]
    rest = compare([g for g, _ in kept], [p for _, p in kept]) if kept else None
    return Answered(
        threshold=threshold,
        rows=len(kept),
        coverage=rounded(len(kept) / len(gold)),
        accuracy=rest.accuracy if rest else None,
        macro_f1=rest.macro_f1 if rest else None,
    )
