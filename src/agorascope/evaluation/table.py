"""Figures as tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agorascope.evaluation.figures import Difference, Figures
from agorascope.evaluation.spans import SpanFigures
from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from agorascope.evaluation.bootstrap import Interval
    from agorascope.evaluation.measure import AnyFigures
    from agorascope.evaluation.run import Baseline, Evaluation

OURS = "agorascope"
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


def _table(title: str, first: str, *numbers: str) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for head in numbers:
        table.add_column(head, justify="right")
    return table


def _methods(found: Evaluation) -> Table:
    spans = isinstance(found.overall, SpanFigures)
    heads = ("precision", "recall", "F1") if spans else ("accuracy", "95 %", "macro F1")
    table = _table(f"{found.task}, {found.overall.rows} rows", "method", *heads, "95 %", *(() if spans else ("ECE",)))
    table.add_row(OURS, *_row(found.overall))
    for told in found.baselines.values():
        table.add_row(one_line(told.name), *(_row(told.overall) if told.overall else ("–",)))
    return table


def _row(f: AnyFigures) -> tuple[str, ...]:
    if isinstance(f, SpanFigures):
        return _three(f.precision), _three(f.recall), _three(f.f1), _between(f.interval)
    ece = "–" if f.ece is None else _three(f.ece)
    return _three(f.accuracy), _between(f.accuracy_interval), _three(f.macro_f1), _between(f.interval), ece


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
        f"answering only from a score of {kept.threshold:g}: {kept.rows} of {f.rows} rows ({kept.coverage:.0%}), "
        f"accuracy {_three(kept.accuracy)}, macro F1 {_three(kept.macro_f1)}"
    )


def _labels(f: AnyFigures) -> Table:
    table = _table("", "label", "precision", "recall", "F1", "in the gold")
    for label, own in f.per_label.items():
        table.add_row(
            one_line(label, NAME), _three(own.precision), _three(own.recall), _three(own.f1), str(own.support)
        )
    return table


def _slices(column: str, ours: Mapping[str, AnyFigures], theirs: Mapping[str, Mapping[str, AnyFigures]]) -> Table:
    """Put the slices of a column in rows: our figures, and the main figure of each baseline."""
    spans = any(isinstance(f, SpanFigures) for f in ours.values())
    heads = ("precision", "recall", "F1", "95 %") if spans else ("accuracy", "95 %", "macro F1", "95 %", "ECE")
    table = _table("", one_line(column, NAME), "rows", *heads, *(f"{key} F1" for key in theirs))
    for name, figures in ours.items():
        others = [_three(_main(cut[name])) if name in cut else "–" for cut in theirs.values()]
        table.add_row(one_line(name, NAME), str(figures.rows), *_row(figures), *others)
    return table


def _main(f: AnyFigures) -> float:
    return f.f1 if isinstance(f, SpanFigures) else f.macro_f1


def _confusion(f: Figures) -> Table:
    if len(f.confusion) > WIDEST:
        return _confused(f.confusion)
    table = _table("", "gold ↓ predicted →", *(one_line(label, NAME) for label in f.confusion))
    for label, row in f.confusion.items():
        table.add_row(one_line(label, NAME), *map(str, row.values()))
    return table


def _confused(confusion: Mapping[str, Mapping[str, int]]) -> Table:
    """Give the most frequent confusions, where a matrix would be too wide to read."""
    pairs = [(-n, gold, told) for gold, row in confusion.items() for told, n in row.items() if n and gold != told]
    table = _table("most frequent confusions", "gold", "predicted", "rows")
    for n, gold, told in sorted(pairs)[:CONFUSIONS]:
        table.add_row(one_line(gold, NAME), one_line(told, NAME), str(-n))
    return table


def _between(interval: Interval) -> str:
    return f"{_three(interval[0])}–{_three(interval[1])}"


def _three(value: float) -> str:
    return f"{value:.3f}"
