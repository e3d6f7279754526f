"""Figures of argument spans: a span is found when one of the same role covers half of it and is half covered."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

Span = tuple[int, int, str]
HALF = 0.5


class SpanFigures(Struct, frozen=True, kw_only=True):
    """Precision, recall and F1 of spans under half overlap with the same role (Persing & Ng 2016)."""

    rows: int
    gold: int
    predicted: int
    precision: float
    recall: float
    f1: float


def compare_spans(gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]]) -> SpanFigures:
    """Compute the figures over rows: one list of gold and one of predicted spans each."""
    pairs = list(zip(gold, predicted, strict=True))
    expected, given = sum(map(len, gold)), sum(map(len, predicted))
    found = sum(any(_same(g, p) for p in ours) for theirs, ours in pairs for g in theirs)
    right = sum(any(_same(g, p) for g in theirs) for theirs, ours in pairs for p in ours)
    precision, recall = right / given if given else 0.0, found / expected if expected else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return SpanFigures(
        rows=len(pairs),
        gold=expected,
        predicted=given,
        precision=round(precision, 4),
        recall=round(recall, 4),
        f1=round(f1, 4),
    )


def _same(a: Span, b: Span) -> bool:
    overlap = min(a[1], b[1]) - max(a[0], b[0])
    return a[2] == b[2] and overlap >= HALF * max(a[1] - a[0], b[1] - b[0])
