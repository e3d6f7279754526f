"""Gold rows in, figures out: overall and per language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from agorascope.errors import UsageError
from agorascope.evaluation.figures import Figures, compare
from agorascope.evaluation.spans import SpanFigures, compare_spans
from agorascope.inference import store
from agorascope.rows import renamed
from agorascope.tasks import missing

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.records import ModelUsed
    from agorascope.rows import Line
    from agorascope.settings import Settings
    from agorascope.tasks import Task

Row = dict[str, Any]
UNTOLD = "untold"


class Evaluation(Struct, frozen=True, kw_only=True):
    """The figures of one task on one gold file; `skipped` counts lines without gold, by reason."""

    task: str
    overall: Figures | SpanFigures
    by_language: dict[str, Figures | SpanFigures]
    skipped: dict[str, int]
    models: tuple[ModelUsed, ...]


def evaluate(
    task: Task, found: Sequence[Line], names: Mapping[str, str], models: Models, settings: Settings
) -> Evaluation:
    """Label the gold rows and compare.

    Raises `UsageError` when no row has gold: a gate that checks nothing must not pass.
    """
    gold = "spans" if task.name == "argument" else "label"
    rows = [renamed(line.row, names) for line in found if line.row is not None]
    usable = [row for row in rows if missing(row, task) is None and row.get(gold) is not None]
    if not usable:
        raise UsageError(f"no row has {', '.join((*task.needs, gold))}; name your columns with --map {gold}=…")
    predicted = task.run(usable, models, settings)
    languages = [str(row.get("lang") or UNTOLD) for row in usable]
    return Evaluation(
        task=task.name,
        overall=_figures(task, usable, predicted),
        by_language={
            code: _figures(task, *_of_language(code, languages, usable, predicted)) for code in sorted(set(languages))
        },
        skipped={"not JSON": len(found) - len(rows), "without text or gold": len(rows) - len(usable)},
        models=tuple(store.named(folder, name) for folder, name in task.models),
    )


def _of_language(
    code: str, languages: Sequence[str], rows: Sequence[Row], predicted: Sequence[Row]
) -> tuple[list[Row], list[Row]]:
    which = [i for i, own in enumerate(languages) if own == code]
    return [rows[i] for i in which], [predicted[i] for i in which]


def _figures(task: Task, rows: Sequence[Row], predicted: Sequence[Row]) -> Figures | SpanFigures:
    if task.name == "argument":
        return compare_spans([[*map(_span, r["spans"])] for r in rows], [[*map(_span, p["spans"])] for p in predicted])
    return compare([_name(task, row["label"]) for row in rows], [p["label"] for p in predicted])


def _name(task: Task, label: object) -> str:
    """Read a gold label; spam may also be told by true and false."""
    if task.name == "spam" and isinstance(label, bool):
        return "spam" if label else "ham"
    return str(label)


def _span(values: Sequence[Any]) -> tuple[int, int, str]:
    return int(values[0]), int(values[1]), str(values[2])
