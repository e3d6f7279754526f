"""What any method must beat: the most frequent label, and a plain learner on n-grams, on the same gold rows.

The learner never sees a row that it answers: it learns from a training file, or from the other folds of the
gold. The constant answer is the most frequent label of the training file, or of the gold itself, where it is
the best that a constant can do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from agorascope.amounts import many
from agorascope.evaluation.folds import COLUMNS, Folds, folds, shared
from agorascope.evaluation.gold import ARGUMENT, Gold
from agorascope.evaluation.ngrams import CannotLearnError, Learner, Unit
from agorascope.evaluation.spans import HALF, Span
from agorascope.language.segmentation import sentences

if TYPE_CHECKING:
    from agorascope.tasks import Task

Answer = dict[str, Any]
Told = tuple[str, float]
NO_ROLE = "none"


class Answers(Struct, frozen=True, kw_only=True):
    """A baseline's answers in the order of the rows, or the reason why there are none; how it came to them."""

    name: str
    training: str
    answers: tuple[Answer, ...] | None = None
    reason: str | None = None


def majority(task: Task, rows: Sequence[Gold], train: Sequence[Gold] | None) -> Answers:
    """Answer every row with the most frequent label; for spans, give every sentence the most frequent role."""
    source = rows if train is None else train
    argument = task.name == ARGUMENT
    counts = Counter(x for row in source for x in ([s[2] for s in row.spans] if argument else [row.label]))
    name, training = (
        "majority",
        "most frequent in the gold" if train is None else "most frequent in the training file",
    )
    if not counts:
        return Answers(name=name, training=training, reason="no gold spans to count")
    best = min(counts, key=lambda label: (-counts[label], label))
    told = [[(best, 0.0)] * len(units) for units in (_units(task, row) for row in rows)]
    name = f"every sentence a {best}" if argument else f"always {best}"
    answers = tuple({**_answer(task, row, own), "score": None} for row, own in zip(rows, told, strict=True))
    return Answers(name=name, training=training, answers=answers)


def ngrams(task: Task, rows: Sequence[Gold], train: Sequence[Gold] | None) -> Answers:
    """Answer by tf-idf and logistic regression; rows that are in `train` too are not learned from.

    Out of fold on the gold where there is no training file; the answers do not depend on the order of rows.
    """
    name = "tf-idf + logistic regression"
    order = sorted(range(len(rows)), key=lambda i: _key(task, rows[i]))
    ordered = [rows[i] for i in order]
    units = [_units(task, row) for row in ordered]
    made = folds([row.row for row in ordered]) if train is None else None
    own = _unseen(task, train or (), rows)
    training = _described(made) if made else f"{len(own)} of {len(train or ())} training rows, those not in the gold"
    try:
        told = _out_of_fold(units, made) if made else _predicted(_learner(task, own), units)
    except CannotLearnError as error:
        return Answers(name=name, training=training, reason=str(error))
    found: list[Answer] = [{}] * len(rows)
    for place, row, labels in zip(order, ordered, told, strict=True):
        found[place] = _answer(task, row, labels)
    return Answers(name=name, training=training, answers=tuple(found))


def _described(made: Folds) -> str:
    groups = f"{many(made.groups, 'group')} by {', '.join(made.columns) or 'text'}"
    why = f"; {', '.join(made.refused)}: most rows are one group" if made.refused else ""
    return f"out of fold on the gold: {many(made.count, 'fold')} of {groups}{why}"


def _out_of_fold(units: Sequence[Sequence[Unit]], made: Folds) -> list[list[Told]]:
    _two_labels([unit for own in units for unit in own])
    if not made.count:
        raise CannotLearnError("all rows have the same text; nothing is left to learn from")
    found: list[list[Told]] = [[]] * len(units)
    for fold in range(made.count):
        held = [i for i, own in enumerate(made.of_row) if own == fold]
        rest = [unit for i, own in enumerate(made.of_row) if own != fold for unit in units[i]]
        for i, told in zip(held, _predicted(Learner(rest), [units[i] for i in held]), strict=True):
            found[i] = told
    return found


def _unseen(task: Task, train: Sequence[Gold], rows: Sequence[Gold]) -> list[Gold]:
    """Give the training rows whose texts are not in the gold, in an order of their own."""
    gold = {_texts(task, row) for row in rows}
    return sorted((row for row in train if _texts(task, row) not in gold), key=lambda row: _key(task, row))


def _learner(task: Task, rows: Sequence[Gold]) -> Learner:
    units = [unit for row in rows for unit in _units(task, row)]
    _two_labels(units)
    return Learner(units)


def _two_labels(units: Sequence[Unit]) -> None:
    labels = sorted({unit.label for unit in units})
    if len(labels) < 2:  # noqa: PLR2004 - a choice needs two
        raise CannotLearnError(f"only one label to learn: {labels[0]}" if labels else "no texts to learn from")


def _predicted(learner: Learner, units: Sequence[Sequence[Unit]]) -> list[list[Told]]:
    told = iter(learner.predict([unit for own in units for unit in own]))
    return [[next(told) for _ in own] for own in units]


def _key(task: Task, row: Gold) -> tuple[str, ...]:
    """Give what a row is to a learner, its texts first; rows of the same key are interchangeable."""
    groups = [shared(row.row, column) or "" for column in COLUMNS]
    return (*_texts(task, row), row.label, repr(row.spans), *groups, _code(row))


def _texts(task: Task, row: Gold) -> tuple[str, str]:
    return row.row["text"], row.row[task.needs[1]] if len(task.needs) > 1 else ""


def _sentences(row: Gold) -> list[tuple[int, int]]:
    return sentences(row.row["text"], _code(row))


def _code(row: Gold) -> str:
    return shared(row.row, "lang") or "und"


def _units(task: Task, row: Gold) -> list[Unit]:
    """Give what is classified of a row: itself, or, for spans, each sentence with the role that fills half of it."""
    text, second = _texts(task, row)
    if task.name != ARGUMENT:
        return [Unit(text, second, row.label)]
    return [Unit(text[start:end], "", _role(start, end, row.spans)) for start, end in _sentences(row)]


def _role(start: int, end: int, spans: Sequence[Span]) -> str:
    covered: Counter[str] = Counter()
    for first, last, role in spans:
        covered[role] += max(0, min(end, last) - max(start, first))
    best = min(covered, key=lambda role: (-covered[role], role), default=NO_ROLE)
    return best if covered[best] >= HALF * (end - start) else NO_ROLE


def _answer(task: Task, row: Gold, told: Sequence[Told]) -> Answer:
    if task.name != ARGUMENT:
        return {"label": told[0][0], "score": told[0][1]}
    pairs = zip(_sentences(row), told, strict=True)
    return {"spans": [[start, end, role, score] for (start, end), (role, score) in pairs if role != NO_ROLE]}
