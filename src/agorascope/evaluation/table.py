"""Figures as a table on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.evaluation.figures import Figures
from agorascope.evaluation.spans import SpanFigures

if TYPE_CHECKING:
    from rich.console import Console

    from agorascope.evaluation.run import Evaluation


def show(found: Evaluation, console: Console) -> None:
    """Print the figures overall and per language, then the confusion of labels."""
    from rich.table import Table

    spans = isinstance(found.overall, SpanFigures)
    heads = ("gold", "predicted", "precision", "recall", "F1") if spans else ("accuracy", "macro F1", "95 % interval")
    table = Table("language", "rows", *heads, title=f"{found.task}", title_justify="left")
    for code, figures in (("all", found.overall), *found.by_language.items()):
        table.add_row(code, str(figures.rows), *_cells(figures))
    console.print(table)
    if isinstance(found.overall, Figures):
        console.print(_confusion(found.overall))
    for reason, count in found.skipped.items():
        if count:
            console.print(f"{count} lines skipped: {reason}")


def _cells(f: Figures | SpanFigures) -> tuple[str, ...]:
    if isinstance(f, SpanFigures):
        return str(f.gold), str(f.predicted), f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}"
    return f"{f.accuracy:.3f}", f"{f.macro_f1:.3f}", f"{f.interval[0]:.3f}–{f.interval[1]:.3f}"


def _confusion(figures: Figures) -> object:
    from rich.table import Table

    table = Table("gold ↓ predicted →", *figures.confusion, "precision", "recall", "F1")
    for label, row in figures.confusion.items():
        own = figures.per_label[label]
        table.add_row(label, *map(str, row.values()), f"{own.precision:.3f}", f"{own.recall:.3f}", f"{own.f1:.3f}")
    return table
