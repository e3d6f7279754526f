"""`label`: one prediction for every row, as `agorascope label` gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, overload

from agorascope.amounts import many
from agorascope.api.asking import Mapped, Named, models_for, settings_of
from agorascope.api.fixed import Tabled
from agorascope.api.given import Given, Rows, broadcast, columns_of, given
from agorascope.api.reading import Map, mapped
from agorascope.errors import UsageError
from agorascope.settings import Settings

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from agorascope.inference import Models
    from agorascope.rows import Line
    from agorascope.tasks import Task

TaskName: TypeAlias = Literal["language", "sentiment", "stance", "reply", "spam", "argument", "entailment", "keypoint"]
Prediction: TypeAlias = dict[str, Any]
Column: TypeAlias = "str | Sequence[str] | None"
PREDICTION: Final = "prediction"


class Labels(Tabled, Sequence[Prediction | None]):
    """Predictions in the order of the rows; None for a row that could not be labelled, which `errors` tells why.

    A prediction is what `agorascope label` writes: `label`, `score` (the label's probability) and `scores` (of all
    labels); of `language` also `script`, of `spam` also `reasons`; of `argument` only `spans`: `[start, end, role,
    score]`.

    >>> import agorascope as ag
    >>> told = ag.label("stance", ["A club? Never!", None], target="Paid clubs beat discounts.")
    >>> told.labels, told.errors
    (['against', None], {1: 'nothing stands there'})
    """

    __slots__ = ("_given", "_predictions", "errors", "task")

    _given: Given
    _predictions: tuple[Prediction | None, ...]
    task: str
    errors: Mapping[int, str]

    def __init__(
        self, task: str, given: Given, predictions: Iterable[Prediction | None], errors: Mapping[int, str]
    ) -> None:
        """Keep what was given, what was predicted, and why not."""
        self._fix(task=task, _given=given, _predictions=tuple(predictions), errors=dict(errors))

    def __reduce__(self) -> tuple[type[Labels], tuple[Any, ...]]:
        return Labels, (self.task, self._given, self._predictions, self.errors)

    @overload
    def __getitem__(self, index: int) -> Prediction | None: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Prediction | None]: ...
    def __getitem__(self, index: int | slice) -> Prediction | Sequence[Prediction | None] | None:
        return self._predictions[index]

    def __len__(self) -> int:
        return len(self._predictions)

    @property
    def labels(self) -> list[str | None]:
        """The label of each row; None where there is none, or where none is probable enough (`abstain`)."""
        return [one.get("label") if one else None for one in self]

    @property
    def scores(self) -> list[float | None]:
        """The probability of each row's most probable label; None where there is none."""
        return [one.get("score") if one else None for one in self]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give the rows with `prediction`, and with `error` where there is none, as `agorascope label` prints them."""
        return [
            {**(line.row or {}), PREDICTION: one}
            | ({} if one is not None else {"error": f"line {line.number}: {self.errors[place]}"})
            for place, (line, one) in enumerate(zip(self._given.lines, self, strict=True))
        ]

    def to_arrow(self, table: str = "rows") -> pa.Table:
        """Give the rows with `prediction` (the label), `prediction_score`, a column for the probability of each label.

        `prediction_error` says why a row has none. Raises `UsageError` for another table than `rows`, and where a
        column of the rows holds values of different types.
        """
        from agorascope.api import frames

        if table != "rows":
            raise UsageError(f"no table {table!r}; there is: rows")
        kinds = _columns(self.task)
        rows = [(line.row or {}) | one for line, one in zip(self._given.lines, self._flat(), strict=True)]
        return frames.inferred(rows, _own_columns(self._given), kinds)

    def to_pandas(self, table: str = "rows") -> pd.DataFrame:
        """Give that as a pandas frame; a frame that was given keeps its index, its types and all of its columns."""
        from agorascope.api import frames

        if not frames.is_pandas(self._given.frame):
            return frames.pandas(self.to_arrow(table))
        added = frames.pandas(frames.inferred(list(self._flat()), (), _columns(self.task)))
        return frames.widened(self._given.frame, added)

    def _flat(self) -> Iterator[dict[str, Any]]:
        ours = dict.fromkeys(_columns(self.task))  # where there is nothing, nothing of an earlier run either
        for place, one in enumerate(self):
            yield ours | _flattened(one) | {f"{PREDICTION}_error": self.errors.get(place)}

    def _repr_html_(self) -> str:
        """Show the first and last rows in a notebook."""
        from agorascope.api import showing

        return showing.labels(self, self._given.lines)

    def __repr__(self) -> str:
        from collections import Counter

        counts = Counter(label if label is not None else "null" for label in self.labels)
        told = ", ".join(f"{count} {name}" for name, count in counts.most_common(6)) if self.task != "argument" else ""
        failed = f", {len(self.errors)} not labelled" if self.errors else ""
        return f"<Labels: {self.task} of {many(len(self), 'row')}{': ' if told else ''}{told}{failed}>"


def label(  # noqa: PLR0913 - the options of the command, and a task's columns
    task: TaskName,
    rows: Rows,
    *,
    target: Column = None,
    parent: Column = None,
    key_point: Column = None,
    context: Column = None,
    lang: Column = None,
    map: Map = None,  # noqa: A002 - the command's name
    abstain: float | None = None,
    model: Named = None,
    labels: Mapped = None,
    threads: int | None = None,
    settings: Settings | None = None,
) -> Labels:
    """Label texts, dicts, a data frame or the table at a path; the same rows in the same order.

    A row needs `text`, and `target` (stance, entailment), `parent` (reply) or `key_point` (keypoint). Where known,
    these help: `lang`; for sentiment `target` and `parent`; for stance `parent`; for spam the article as `context`.
    Given as keywords they hold for every row that has no text there itself: one text for all, or a list with one for
    each. `map={"text": "body"}` names columns; labels less probable than `abstain` are None.

    A row that cannot be labelled keeps its place. Raises `UsageError` for an unknown task and where no row has the
    columns it needs, `ReadError` for a path that is no table, `ModelError`.

    >>> import agorascope as ag
    >>> ag.label("sentiment", ["What a lovely idea!", "Τι απαίσια ιδέα."]).labels
    ['positive', 'negative']
    """
    from agorascope.tasks import task as named

    wanted = named(task)
    asked = settings_of(settings, model=model, labels=labels, only=[task], abstain=abstain, threads=threads)
    found = given(rows)
    wide = broadcast(found.lines, target=target, parent=parent, key_point=key_point, context=context, lang=lang)
    lines, names = tuple(wide), mapped(map)
    _has_columns(wanted, lines, found, names)
    return _labelled(wanted, lines, found, names, asked)


def _labelled(wanted: Task, lines: Sequence[Line], found: Given, names: Mapping[str, str], asked: Settings) -> Labels:
    from agorascope.rows import chunks

    predictions: list[Prediction | None] = []
    errors: dict[int, str] = {}
    for batch in chunks(lines, asked.rows_at_once):
        for prediction, reason in predicted(batch, wanted, names, lambda: models_for(asked), asked):
            if reason is not None:
                errors[len(predictions)] = reason
            predictions.append(prediction)
    return Labels(wanted.name, found, predictions, errors)


def predicted(
    batch: Sequence[Line], wanted: Task, names: Mapping[str, str], models: Callable[[], Models], asked: Settings
) -> Iterator[tuple[Prediction | None, str | None]]:
    """Give the prediction of each line, or None and why there is none; `models` is asked where a line can be labelled.

    Raises `UsageError` for a setting that the task has no use for, `ModelError`.
    """
    from agorascope.rows import renamed
    from agorascope.tasks import missing

    rows = [None if line.row is None else renamed(line.row, names) for line in batch]
    reasons = [line.error or missing(row, wanted) for line, row in zip(batch, rows, strict=True)]
    good = [row for row, reason in zip(rows, reasons, strict=True) if row is not None and reason is None]
    told = iter(wanted.run(good, models(), asked) if good else ())
    return ((None, reason) if reason is not None else (next(told), None) for reason in reasons)


def _has_columns(wanted: Task, lines: Sequence[Line], found: Given, names: Mapping[str, str]) -> None:
    """Raise `UsageError` where a column that the task needs is in no row: it has another name."""
    columns = columns_of(lines) or list(found.columns)
    if not columns:
        return
    for ours in wanted.needs:
        theirs = names.get(ours, ours)
        if theirs not in columns:
            also = f', or give {ours}="…" for all rows' if ours != "text" else ""
            raise UsageError(
                f"{wanted.name} needs a column {theirs!r}; there are {', '.join(columns)}: "
                f'name yours, map={{"{ours}": {columns[0]!r}}}{also}'
            )


def _own_columns(found: Given) -> list[str]:
    return list(dict.fromkeys((*found.columns, *columns_of(found.lines))))


def _flattened(one: Prediction | None) -> dict[str, Any]:
    if one is None:
        return {}
    flat = {PREDICTION: one.get("label"), f"{PREDICTION}_score": one.get("score")}
    flat |= {f"{PREDICTION}_{name}": score for name, score in one.get("scores", {}).items()}
    spans = [dict(zip(("start", "end", "role", "score"), span, strict=True)) for span in one.get("spans", ())]
    reasons = [dict(zip(("code", "detail", "start", "end"), told, strict=True)) for told in one.get("reasons", ())]
    return flat | {
        f"{PREDICTION}_spans": spans,
        f"{PREDICTION}_reasons": reasons,
        f"{PREDICTION}_script": one.get("script"),
    }


def _columns(task: str) -> dict[str, pa.DataType]:
    """Give the columns of a task's predictions, the same whatever was predicted."""
    import pyarrow as pa

    from agorascope.records import LABELS

    number, place, text = pa.float64(), pa.int64(), pa.string()
    span = [("start", place), ("end", place)]
    if task == "argument":
        kinds = {"spans": pa.list_(pa.struct([*span, ("role", text), ("score", number)]))}
    else:
        kinds = {"": text, "score": number, **dict.fromkeys(LABELS.get(task, ()), number)}
    if task == "spam":
        kinds["reasons"] = pa.list_(pa.struct([("code", text), ("detail", text), *span]))
    if task == "language":
        kinds["script"] = text
    return {f"{PREDICTION}_{name}" if name else PREDICTION: kind for name, kind in (kinds | {"error": text}).items()}
