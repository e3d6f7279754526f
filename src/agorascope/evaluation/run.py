"""Gold rows in, figures out: overall, per language and per slice, with baselines on the same rows beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from agorascope.errors import UsageError
from agorascope.evaluation import baseline
from agorascope.evaluation.figures import Difference
from agorascope.evaluation.gold import ARGUMENT, Gold, Reject, read, usable
from agorascope.evaluation.measure import Answer, AnyFigures, difference, figures, per_slice
from agorascope.evaluation.slices import Slices, by_column, by_language
from agorascope.inference import store
from agorascope.records import ModelUsed

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.rows import Line
    from agorascope.settings import Settings
    from agorascope.tasks import Task

SCHEMA: Final = "agorascope/evaluation/1"


class Asked(Struct, frozen=True, kw_only=True):
    """What to measure besides the figures of all rows and of each language.

    `by`: columns that cut the rows into further slices. `abstain`: the least score of a label that counts as
    answered (0..1). `train`: rows that the baselines learn from; without them, the gold's own folds.
    """

    by: tuple[str, ...] = ()
    abstain: float | None = None
    train: tuple[Line, ...] | None = None
    baselines: bool = True


class Baseline(Struct, frozen=True, kw_only=True):
    """A simple method on the same rows; `reason` says why there are no figures.

    `ours_less_theirs`: how much better our figures are, with paired 95 % bootstrap intervals.
    """

    name: str
    """Its name."""
    training: str
    """What it learned from."""
    reason: str | None = None
    """Why there are no figures; null where there are."""
    overall: AnyFigures | None = None
    """Its figures on all rows; null where there are none."""
    by_language: dict[str, AnyFigures] = {}
    """Its figures in each language."""
    by: dict[str, dict[str, AnyFigures]] = {}
    """Its figures in each slice of the columns that were asked for."""
    ours_less_theirs: dict[str, Difference] | None = None
    """How much better ours are; null where there are none."""


class Evaluation(Struct, frozen=True, kw_only=True):
    """The figures of one task on one gold file: the object that `evaluate --json` prints.

    `by`: the slices of each column asked for. `skipped` counts the lines left out, by reason, `rejects` names each.
    """

    schema: Literal["agorascope/evaluation/1"] = SCHEMA
    """The name and the major version of this schema."""
    task: str
    """The task, as `label` takes it."""
    overall: AnyFigures
    """Our figures on all rows."""
    by_language: dict[str, AnyFigures]
    """Our figures in each language."""
    by: dict[str, dict[str, AnyFigures]]
    """Our figures in each slice of the columns that were asked for."""
    baselines: dict[str, Baseline]
    """Simple methods on the same rows."""
    skipped: dict[str, int]
    """How many lines of the gold were left out, by reason."""
    rejects: tuple[Reject, ...]
    """Every line of the gold that was left out."""
    train_rejects: tuple[Reject, ...]
    """Every line of the training file that was left out."""
    models: tuple[ModelUsed, ...]
    """The models that answered."""
    settings: dict[str, float | int | str | bool]
    """The settings that can change a result."""


class Outcome(Struct, frozen=True, kw_only=True):
    """An evaluation with what it was made from: the gold rows and our answers to them, in the same order."""

    evaluation: Evaluation
    rows: tuple[Gold, ...]
    answers: tuple[Answer, ...]


class _Cuts(Struct, frozen=True):
    language: Slices
    columns: dict[str, Slices]


def evaluate(
    task: Task,
    found: Sequence[Line],
    names: Mapping[str, str],
    models: Models,
    settings: Settings,
    asked: Asked = Asked(),  # noqa: B008 - frozen
) -> Outcome:
    """Label the gold rows and compare; everything that can be wrong with the request is found before models run.

    Raises `UsageError` when no row has gold (a gate that checks nothing must not pass), when a column of
    `asked.by` is unknown or has too many values, or when `asked` does not fit the task.
    """
    _fits(task, asked)
    rows, rejects = read(found, task, names)
    usable(rows, rejects, "gold file")
    train, train_rejects = (None, []) if asked.train is None else read(asked.train, task, names)
    if train is not None:
        usable(train, train_rejects, "training file")
    cuts = _Cuts(by_language(rows), {column: by_column(rows, column) for column in asked.by})
    answers = task.run([row.row for row in rows], models, settings)
    told = _baselines(task, rows, train) if asked.baselines else {}
    evaluation = Evaluation(
        task=task.name,
        overall=figures(task.name, rows, answers, asked.abstain),
        by_language=per_slice(task.name, rows, answers, asked.abstain, cuts.language),
        by=_by(task, rows, answers, asked, cuts),
        baselines={key: _measured(task, rows, answers, theirs, asked, cuts) for key, theirs in told.items()},
        skipped=dict(sorted(Counter(reject.code for reject in rejects).items())),
        rejects=tuple(rejects),
        train_rejects=tuple(train_rejects),
        models=_used(task, models),
        settings=settings.shown(),
    )
    return Outcome(evaluation=evaluation, rows=tuple(rows), answers=tuple(answers))


def _fits(task: Task, asked: Asked) -> None:
    if asked.train is not None and not asked.baselines:
        raise UsageError("--train is what the baselines learn from; it goes without --no-baseline")
    if asked.abstain is None:
        return
    if task.name == ARGUMENT:
        raise UsageError("--abstain is for tasks that give one label to a row; argument gives spans")
    if not 0 <= asked.abstain <= 1:
        raise UsageError(f"--abstain {asked.abstain} is not a probability; give one from 0 to 1, such as 0.6")


def _used(task: Task, models: Models) -> tuple[ModelUsed, ...]:
    """Name the models that answered: the one the user chose for the task, else ours."""
    other = models.others.get(task.name)
    return (other.used,) if other else tuple(store.named(folder, name) for folder, name in task.models)


def _baselines(task: Task, rows: Sequence[Gold], train: Sequence[Gold] | None) -> dict[str, baseline.Answers]:
    return {"ngrams": baseline.ngrams(task, rows, train), "majority": baseline.majority(task, rows, train)}


def _by(
    task: Task, rows: Sequence[Gold], answers: Sequence[Answer], asked: Asked, cuts: _Cuts
) -> dict[str, dict[str, AnyFigures]]:
    return {column: per_slice(task.name, rows, answers, asked.abstain, cut) for column, cut in cuts.columns.items()}


def _measured(
    task: Task,
    rows: Sequence[Gold],
    ours: Sequence[Answer],
    theirs: baseline.Answers,
    asked: Asked,
    cuts: _Cuts,
) -> Baseline:
    answers = theirs.answers
    if answers is None:
        return Baseline(name=theirs.name, training=theirs.training, reason=theirs.reason)
    return Baseline(
        name=theirs.name,
        training=theirs.training,
        overall=figures(task.name, rows, answers, asked.abstain),
        by_language=per_slice(task.name, rows, answers, asked.abstain, cuts.language),
        by=_by(task, rows, answers, asked, cuts),
        ours_less_theirs=difference(task.name, rows, ours, answers),
    )
