"""`evaluate`: how good the labels are on somebody's gold, as `agorascope evaluate` measures it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from msgspec import json, to_builtins

from agorascope.amounts import many
from agorascope.api.asking import IN_DISCUSSIONS, Mapped, Named, models_for, settings_of
from agorascope.api.discussions import Discussions
from agorascope.api.fixed import Tabled
from agorascope.api.given import Rows, given
from agorascope.api.labelling import TaskName
from agorascope.api.reading import Map, mapped
from agorascope.errors import UsageError
from agorascope.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

    from agorascope.evaluation.discussion import DiscussionEvaluation, GoldPage, Left
    from agorascope.evaluation.run import Evaluation as Measured
    from agorascope.evaluation.run import Outcome
    from agorascope.records import Discussion

Task: TypeAlias = TaskName | Literal["discussion"]
Row: TypeAlias = dict[str, Any]
OURS: Final = "agorascope"
_SPANS: Final = ("precision", "recall", "f1")
_LABELS: Final = ("accuracy", "macro_f1", "ece")
_MAIN: Final = (
    *(f"{task}.macro_f1" for task in ("language", "spam", "sentiment", "stance", "reply")),
    *("arguments.f1", "holders.right_share.value", "holders.false_share.value", "key_points.coverage.value"),
    *("key_points.matching.f1.value", "stance_shares.people.mean.value"),
)
"""The figures of discussions that a notebook shows; `to_pandas` has all."""


class Evaluation(Tabled):
    """The figures of one task on one gold set.

    `figures` is the object that `agorascope evaluate --json` prints (docs/evaluate.md): `overall`, `by_language`,
    `by`, `baselines`, `rejects` …; `mistakes` are the rows that are not as the gold has them, the surest first.

    >>> import agorascope as ag
    >>> rows = [{"text": "Lovely!", "label": "positive"}, {"text": "Awful.", "label": "negative"}]
    >>> ag.evaluate("sentiment", rows, baseline=False).figures.overall.rows
    2
    """

    __slots__ = ("figures", "mistakes", "task")

    figures: Any
    mistakes: Sequence[Row]
    task: str

    def __init__(
        self, task: str, figures: Measured | DiscussionEvaluation, mistakes: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Keep the figures and the rows that are not as the gold has them."""
        self._fix(task=task, figures=figures, mistakes=tuple(dict(row) for row in mistakes))

    def __reduce__(self) -> tuple[type[Evaluation], tuple[Any, ...]]:
        return Evaluation, (self.task, self.figures, self.mistakes)

    @property
    def rows(self) -> int:
        """How many rows (or discussions) were compared."""
        overall = self.figures.overall
        return int(overall.discussions if self.task == "discussion" else overall.rows)

    @property
    def notices(self) -> list[str]:
        """What was left out, and why, in a line for each kind."""
        from agorascope.evaluation import told

        if self.task == "discussion":
            return [f"{left.source}: {left.message}" for left in self.figures.rejects]
        return told(self.figures.rejects) + told(self.figures.train_rejects)

    def to_dict(self) -> dict[str, Any]:
        """Give the figures as dicts, lists and numbers: what reading the JSON gives."""
        found: dict[str, Any] = json.decode(json.encode(self.figures))
        return found

    def to_json(self) -> str:
        """Give the line that `agorascope evaluate --json` prints, without its end."""
        return json.encode(self.figures).decode()

    def tables(self) -> list[tuple[str, list[Row]]]:
        """Give the figures as rows under titles: the methods, the labels, the languages and slices."""
        if self.task == "discussion":
            return [("", self._leaves())]
        overall, others = self.figures.overall, self.figures.baselines
        names = _SPANS if self.task == "argument" else _LABELS
        methods = [(OURS, overall), *((one.name, one.overall) for one in others.values() if one.overall)]
        cuts = {"language": self.figures.by_language, **self.figures.by}
        slices = [(title, {name: _row(one, names) for name, one in cut.items()}) for title, cut in cuts.items()]
        return [
            ("", [{"method": name, **_row(one, names)} for name, one in methods]),
            ("", [{"label": name, **to_builtins(one)} for name, one in overall.per_label.items()]),
            *((title, [{title: name, **row} for name, row in cut.items()]) for title, cut in slices),
        ]

    def to_arrow(self, table: str = "figures") -> pa.Table:
        """Give every figure in a row: `slice`, `value` of that slice, `method`, `figure`, `number`.

        Or the table of `mistakes`. Raises `UsageError` for another name.
        """
        import pyarrow as pa

        from agorascope.api import frames
        from agorascope.api.given import plain

        if table == "mistakes":
            rows = [{name: plain(to_builtins(value)) for name, value in row.items()} for row in self.mistakes]
            return frames.inferred(rows, dict.fromkeys(name for row in rows for name in row), {})
        if table != "figures":
            raise UsageError(f"no table {table!r}; there are: figures, mistakes")
        text = pa.string()
        kinds = {"slice": text, "value": text, "method": text, "figure": text, "number": pa.float64()}
        return frames.arrow(self._figures(), pa.schema(list(kinds.items())))

    def _figures(self) -> Iterator[Row]:
        others = {} if self.task == "discussion" else self.figures.baselines
        for method, found in ((OURS, self.figures), *((one.name, one) for one in others.values() if one.overall)):
            cuts = {"all": {"": found.overall}, "language": found.by_language, **found.by}
            for name, cut in cuts.items():
                for value, figures in cut.items():
                    head = {"slice": name, "value": value or None, "method": method}
                    yield from (head | {"figure": path, "number": n} for path, n in _flat(to_builtins(figures)))

    def _leaves(self) -> list[Row]:
        """Put the main figures of all discussions and those of each language side by side."""
        columns = {"all": self.figures.overall, **self.figures.by_language}
        flat = {name: dict(_flat(to_builtins(one))) for name, one in columns.items()}
        return [{"figure": path, **{name: one.get(path) for name, one in flat.items()}} for path in _MAIN]

    def _repr_html_(self) -> str:
        """Show the figures in a notebook."""
        from agorascope.api import showing

        return showing.evaluation(self)

    def __repr__(self) -> str:
        if self.task == "discussion":
            return f"<Evaluation: discussion, {many(self.rows, 'discussion')}>"
        overall = self.figures.overall
        main = f"F1 {overall.f1:.3f}" if self.task == "argument" else f"macro F1 {overall.macro_f1:.3f}"
        return f"<Evaluation: {self.task}, {many(self.rows, 'row')}, {main}>"


def _row(figures: Any, names: Sequence[str]) -> Row:  # noqa: ANN401 - of labels or of spans
    found = {name: getattr(figures, name) for name in names}
    low, high = figures.interval
    return {"rows": figures.rows, **found, "95 %": f"{low:.3f}–{high:.3f}"}


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, float]]:  # noqa: ANN401 - nested dicts of numbers
    """Give every number under a path of the names that lead to it: `per_label.favor.f1`."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _flat(one, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from _flat(one, f"{path}.{place}")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, float(value)


def evaluate(  # noqa: PLR0913 - the options of the command
    task: Task,
    gold: Rows | Sequence[str | Path],
    *,
    by: str | Sequence[str] = (),
    abstain: float | None = None,
    train: Rows | None = None,
    baseline: bool = True,
    found: Discussions | Sequence[Discussion] | None = None,
    map: Map = None,  # noqa: A002 - the command's name
    model: Named = None,
    labels: Mapped = None,
    threads: int | None = None,
    settings: Settings | None = None,
) -> Evaluation:
    """Compare our labels with gold ones: rows with `label` (or `spans`), a data frame, or the path of a table.

    A row needs what `label` needs, and `label`. `by` are columns that cut the rows into slices, `train` rows that the
    baselines learn from, `abstain` the least score of a label that counts as answered. The task `discussion` measures
    whole analysed pages: `gold` are then paths of annotations (`NAME.json` beside `NAME.txt`) or folders of them, and
    `found` discussions that are analysed already.

    Raises `UsageError` where nothing can be compared, `ReadError` for a path that is no table, `ModelError`.

    >>> import agorascope as ag
    >>> gold = [{"text": "I agree.", "parent": "It works.", "label": "agree"}]
    >>> ag.evaluate("reply", gold, baseline=False).mistakes
    ()
    """
    columns = (by,) if isinstance(by, str) else tuple(by)
    if task == "discussion":
        asked = settings_of(settings, model=model, labels=labels, only=IN_DISCUSSIONS, threads=threads)
        return _pages(gold, columns, found, asked)
    if found is not None:
        raise UsageError("found: only for the task `discussion`")
    from agorascope.evaluation import Asked, mistakes
    from agorascope.evaluation import evaluate as measured
    from agorascope.tasks import task as named

    asked = settings_of(settings, model=model, labels=labels, only=[task], threads=threads)
    learned = None if train is None else given(train, "train").lines
    question = Asked(by=columns, abstain=abstain, train=learned, baselines=baseline)
    rows = given(gold, "gold").lines
    outcome: Outcome = measured(named(task), rows, mapped(map), models_for(asked), asked, question)
    return Evaluation(task, outcome.evaluation, mistakes(outcome))


def _pages(gold: object, by: Sequence[str], found: Sequence[Discussion] | None, asked: Settings) -> Evaluation:
    """Measure whole discussions: those that were found already, or the pages beside their annotations."""
    from agorascope.evaluation.discussion import Left, evaluate_discussions, fields, read_gold

    names = [str(gold)] if isinstance(gold, str | Path) else [str(one) for one in gold]  # type: ignore[attr-defined]
    pages, _ = read_gold(names)
    fields(pages, by)  # what is wrong with the question is said before anything is analysed
    told = [_known(page, found) if found is not None else _analysed(page, asked) for page in pages]
    both = [(page, one) for page, one in zip(pages, told, strict=True) if not isinstance(one, Left)]
    left = [one for one in told if isinstance(one, Left)]
    figures = evaluate_discussions([page for page, _ in both], [one for _, one in both], by, left)
    return Evaluation("discussion", figures)


def _known(page: GoldPage, found: Sequence[Discussion]) -> Discussion | Left:
    from agorascope.evaluation.discussion import Left, about

    names = " or ".join(dict.fromkeys((page.gold.id, page.path.stem)))
    return about(page, found) or Left(str(page.path), "not-found", f"there is no discussion {names} in `found`")


def _analysed(page: GoldPage, asked: Settings) -> Discussion | Left:
    from agorascope.api.analysing import analyze_all
    from agorascope.evaluation.discussion import Left, about, page_beside
    from agorascope.readers import registry

    source, beside = str(page.path), page_beside(page.path, registry.suffixes())
    if beside is None:
        return Left(source, "no-page", f"no page {page.path.stem}.txt, or of another format we read, beside it")
    told = analyze_all(beside, settings=asked)
    if not told:
        words = "; ".join(map(str, told.errors)) or f"{beside} holds no discussion"
        return Left(source, "unreadable", words)
    one = told[0] if len(told) == 1 else about(page, told)
    return one or Left(source, "not-found", f"{beside} has no discussion {page.gold.id}")
