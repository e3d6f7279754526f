"""Figures as tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agorascope.amounts import many
from agorascope.evaluation.figures import Difference, Figures
from agorascope.evaluation.layout import NONE, OURS, between, table, three
from agorascope.evaluation.spans import SpanFigures
from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from agorascope.evaluation.measure import AnyFigures
    from agorascope.evaluation.run import Baseline, Evaluation

NAME = 30
WIDEST = 8
CONFUSIONS = 15
MAIN = {"f1": "F1", "macro_f1": "macro F1"}


def show(found: Evaluation, console: Console) -> None:
    """Print the methods side by side, then labels, languages, slices and confusions.

    The console must not read markup: labels and names of columns are strangers' text.
    """
    console.print(_methods(found))
    for told in found.baselines.values():
        console.print(_difference(told))
        console.print(f"  ({one_line(told.training)})")
    if isinstance(found.overall, Figures) and found.overall.answered:
        console.print(_answered(found.overall))
    console.print(_labels(found.overall))
    console.print(_slices("language", found.by_language, {k: b.by_language for k, b in found.baselines.items()}))
    for column, cut in found.by.items():
        console.print(_slices(column, cut, {k: b.by.get(column, {}) for k, b in found.baselines.items()}))
    if isinstance(found.overall, Figures):
        console.print(_confusion(found.overall))


def _methods(found: Evaluation) -> Table:
    rows = table(f"{found.task}, {many(found.overall.rows, 'row')}", "method", *_heads(found.overall))
    rows.add_row(OURS, *_row(found.overall))
    for told in found.baselines.values():
        rows.add_row(one_line(told.name), *(_row(told.overall) if told.overall else (NONE,)))
    return rows


def _heads(f: AnyFigures) -> tuple[str, ...]:
    """Name the figures of `_row`."""
    if isinstance(f, SpanFigures):
        return "precision", "recall", "F1", "95 %"
    return "accuracy", "95 %", "macro F1", "95 %", "ECE"


def _row(f: AnyFigures) -> tuple[str, ...]:
    if isinstance(f, SpanFigures):
        return three(f.precision), three(f.recall), three(f.f1), between(f.interval)
    return three(f.accuracy), between(f.accuracy_interval), three(f.macro_f1), between(f.interval), three(f.ece)


def _difference(told: Baseline) -> str:
    name = one_line(told.name)
    if told.ours_less_theirs is None:
        return f"{name}: no figures: {told.reason}"
    parts = [f"{_signed(d)} {MAIN.get(figure, figure)}" for figure, d in told.ours_less_theirs.items()]
    return f"{OURS} less {name}: {', '.join(parts)}"


def _signed(d: Difference) -> str:
    return f"{d.value:+.3f} ({d.interval[0]:+.3f} to {d.interval[1]:+.3f})"


def _answered(f: Figures) -> str:
    if (kept := f.answered) is None or kept.accuracy is None or kept.macro_f1 is None:
        return "no label scores that much: nothing is answered"
    return (
        f"answering only from a score of {kept.threshold:g}: {kept.rows} of {f.rows} rows ({kept.coverage:.1%}), "
        f"accuracy {three(kept.accuracy)}, macro F1 {three(kept.macro_f1)}"
    )


def _labels(f: AnyFigures) -> Table:
    rows = table("", "label", "precision", "recall", "F1", "in the gold")
    for label, own in f.per_label.items():
        rows.add_row(one_line(label, NAME), three(own.precision), three(own.recall), three(own.f1), str(own.support))
    return rows


def _slices(column: str, ours: Mapping[str, AnyFigures], theirs: Mapping[str, Mapping[str, AnyFigures]]) -> Table:
    """Put the slices of a column in rows: our figures, and the main figure of each baseline."""
    heads = next(map(_heads, ours.values()), ())
    rows = table("", one_line(column, NAME), "rows", *heads, *(f"{key} F1" for key in theirs))
    for name, figures in ours.items():
        others = [three(_main(cut[name])) if name in cut else NONE for cut in theirs.values()]
        rows.add_row(one_line(name, NAME), str(figures.rows), *_row(figures), *others)
    return rows


def _main(f: AnyFigures) -> float:
    return f.f1 if isinstance(f, SpanFigures) else f.macro_f1


def _confusion(f: Figures) -> Table:
    if len(f.confusion) > WIDEST:
        return _confused(f.confusion)
    rows = table("", "gold ↓ predicted →", *(one_line(label, NAME) for label in f.confusion))
    for label, row in f.confusion.items():
        rows.add_row(one_line(label, NAME), *map(str, row.values()))
    return rows


def _confused(confusion: Mapping[str, Mapping[str, int]]) -> Table:
    """Give the most frequent confusions, where a matrix would be too wide to read."""
    pairs = [(-n, gold, told) for gold, row in confusion.items() for told, n in row.items() if n and gold != told]
    rows = table("most frequent confusions", "gold", "predicted", "rows")
    for n, gold, told in sorted(pairs)[:CONFUSIONS]:
        rows.add_row(one_line(gold, NAME), one_line(told, NAME), str(-n))
    return rows
