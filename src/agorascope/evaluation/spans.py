"""Figures of argument spans: a span is found when one of the same role covers half of it and is half covered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from agorascope.evaluation.bootstrap import Interval, Sample, rounded
from agorascope.evaluation.figures import Difference, PerLabel

if TYPE_CHECKING:
    from agorascope.evaluation.bootstrap import Counts, Figure

Span = tuple[int, int, str]
Spans = Sequence[Sequence[Span]]
Tally = tuple[int, int, int, int]
HALF = 0.5


class SpanFigures(Struct, frozen=True, kw_only=True):
    """Precision, recall and F1 of spans under half overlap with the same role (Persing & Ng 2016).

    `gold` and `predicted` count spans; `interval` is the 95 % bootstrap interval of the F1 over rows.
    """

    rows: int
    """How many rows were compared."""
    gold: int
    """Spans in the gold."""
    predicted: int
    """Spans that were found."""
    precision: float
    """The share of the found ones that the gold has."""
    recall: float
    """The share of the gold's that were found."""
    f1: float
    """The harmonic mean of both."""
    interval: Interval
    """Its 95 % bootstrap interval over rows."""
    per_label: dict[str, PerLabel]
    """The figures of every role."""


def compare_spans(gold: Spans, predicted: Spans) -> SpanFigures:
    """Compute the figures over rows: one list of gold and one of predicted spans each."""
    counts = tallies(gold, predicted)
    sample = Sample(counts)
    total = _added(counts)
    precision, recall, f1 = _rates(total)
    roles = sorted({span[2] for spans in (*gold, *predicted) for span in spans})
    return SpanFigures(
        rows=len(counts),
        gold=total[0],
        predicted=total[1],
        precision=precision,
        recall=recall,
        f1=f1,
        interval=sample.interval(_f1_of(sample.kinds)) if counts else (0.0, 0.0),
        per_label={role: _per_role(role, gold, predicted) for role in roles},
    )


def better_spans(gold: Spans, ours: Spans, theirs: Spans) -> dict[str, Difference]:
    """Compare two methods on the same rows: F1 of ours less that of theirs."""
    sample = Sample(list(zip(tallies(gold, ours), tallies(gold, theirs), strict=True)))
    a, b = _f1_of([first for first, _ in sample.kinds]), _f1_of([second for _, second in sample.kinds])

    def figure(drawn: Counts) -> Figure:
        return a(drawn) - b(drawn)

    return {"f1": Difference(sample.value(figure), sample.interval(figure))}


def unmatched(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Give the spans that none of the others matches, in their order."""
    ordered = sorted(others)
    starts = [span[0] for span in ordered]
    return [span for span in spans if not any(_same(span, other) for other in _near(span, ordered, starts))]


def _near(span: Span, ordered: Sequence[Span], starts: Sequence[int]) -> Sequence[Span]:
    """Cut out the spans that can match: one that starts further off than our length is too long or too far."""
    start, end, _ = span
    return ordered[bisect_left(starts, start - (end - start)) : bisect_right(starts, end)]


def tallies(gold: Spans, predicted: Spans) -> list[Tally]:
    """Count, for each row, gold spans, predicted spans, those of the gold found, those predicted that are right."""
    return [
        (len(g), len(p), len(g) - len(unmatched(g, p)), len(p) - len(unmatched(p, g)))
        for g, p in zip(gold, predicted, strict=True)
    ]


def _added(tallies: Sequence[Tally]) -> list[int]:
    return [sum(tally[i] for tally in tallies) for i in range(4)]


def _rates(total: Sequence[int]) -> tuple[float, float, float]:
    gold, given, found, right = total
    precision, recall = right / given if given else 0.0, found / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return rounded(precision), rounded(recall), rounded(f1)


def _per_role(role: str, gold: Spans, predicted: Spans) -> PerLabel:
    own = [[[span for span in spans if span[2] == role] for spans in side] for side in (gold, predicted)]
    total = _added(tallies(*own))
    return PerLabel(*_rates(total), total[0])


def _f1_of(kinds: Sequence[Tally]) -> Callable[[Counts], Figure]:
    """Give the F1 of draws of rows: (draws, kinds) to (draws,)."""
    table = np.array(kinds, dtype=float)

    def figure(drawn: Counts) -> Figure:
        gold, given, found, right = (drawn @ table).T
        precision, recall = right / np.maximum(given, 1), found / np.maximum(gold, 1)
        both = precision + recall
        f1: Figure = np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0)
        return f1

    return figure


def _same(a: Span, b: Span) -> bool:
    overlap = min(a[1], b[1]) - max(a[0], b[0])
    return a[2] == b[2] and overlap >= HALF * max(a[1] - a[0], b[1] - b[0])
