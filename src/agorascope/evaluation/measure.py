"""Figures of any task: labels or spans, of all rows or of some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agorascope.evaluation.figures import Difference, Figures, better, compare
from agorascope.evaluation.gold import ARGUMENT, Gold
from agorascope.evaluation.slices import Slices
from agorascope.evaluation.spans import Span, SpanFigures, better_spans, compare_spans

Answer = dict[str, Any]
AnyFigures = Figures | SpanFigures


def figures(task: str, rows: Sequence[Gold], answers: Sequence[Answer], abstain: float | None) -> AnyFigures:
    """Compare answers (`label` and `score`, or `spans`) with the gold of the same rows."""
    if task == ARGUMENT:
        return compare_spans([row.spans for row in rows], [spans(answer) for answer in answers])
    labels, scores = [str(a["label"]) for a in answers], [a.get("score") for a in answers]
    return compare([row.label for row in rows], labels, scores, abstain)


def per_slice(
    task: str, rows: Sequence[Gold], answers: Sequence[Answer], abstain: float | None, cut: Slices
) -> dict[str, AnyFigures]:
    """Give the figures of each slice of the rows."""
    return {
        name: figures(task, [rows[i] for i in which], [answers[i] for i in which], abstain)
        for name, which in cut.items()
    }


def difference(
    task: str, rows: Sequence[Gold], ours: Sequence[Answer], theirs: Sequence[Answer]
) -> dict[str, Difference]:
    """Give the figures of our answers less those of theirs on the same rows, with paired intervals."""
    if task == ARGUMENT:
        return better_spans([row.spans for row in rows], [*map(spans, ours)], [*map(spans, theirs)])
    return better([row.label for row in rows], [str(a["label"]) for a in ours], [str(a["label"]) for a in theirs])


def spans(answer: Answer) -> tuple[Span, ...]:
    """Give the spans of an answer without their scores."""
    return tuple((int(s[0]), int(s[1]), str(s[2])) for s in answer["spans"])
