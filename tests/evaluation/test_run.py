"""A whole evaluation with hand-made answers: figures, slices, baselines, mistakes."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from rich.console import Console

from agorascope.errors import UsageError
from agorascope.evaluation import Asked, evaluate, mistakes
from agorascope.evaluation.figures import Figures
from agorascope.evaluation.run import Outcome
from agorascope.evaluation.spans import SpanFigures
from agorascope.evaluation.table import show
from agorascope.inference import Models
from agorascope.rows import Line, lines
from agorascope.settings import Settings
from agorascope.tasks import TASKS, Task

ROWS: list[dict[str, Any]] = [
    {"id": 1, "text": "so good", "label": "positive", "lang": "en", "source": "x", "say": ["positive", 0.9]},
    {"id": 2, "text": "so bad", "label": "negative", "lang": "en", "source": "y", "say": ["positive", 0.7]},
    {"id": 3, "text": "κακό", "label": "negative", "lang": "el", "source": "x", "say": ["negative", 0.6]},
    {"id": 4, "text": "καλό", "label": "positive", "source": 5, "say": ["negative", 0.8]},
]


def _lines(rows: Sequence[Any]) -> tuple[Line, ...]:
    return tuple(lines(io.BytesIO("\n".join(json.dumps(row) for row in rows).encode())))


def _task(name: str) -> Task:
    """Give a task whose answers stand in the rows, so that every figure is known beforehand."""

    def said(rows: Sequence[Any], _models: Models, _settings: Settings) -> list[dict[str, Any]]:
        if name == "argument":
            return [{"spans": row["say"]} for row in rows]
        return [{"label": row["say"][0], "score": row["say"][1]} for row in rows]

    return msgspec.structs.replace(TASKS[name], run=said, models=())


def _evaluate(rows: Sequence[Any], asked: Asked | None = None, name: str = "sentiment") -> Outcome:
    settings = Settings()
    return evaluate(_task(name), _lines(rows), {}, Models(settings), settings, asked or Asked())


def test_figures_overall_per_language_and_per_slice() -> None:
    """Each language and each value of --by has the figures of its own rows; those without one stand under untold."""
    found = _evaluate(ROWS, Asked(by=("source",), abstain=0.75)).evaluation
    assert isinstance(found.overall, Figures)
    assert found.overall.accuracy == 0.5
    assert found.overall.ece == round((0.1 + 0.7 + 0.4 + 0.8) / 4, 4)
    assert found.overall.answered is not None
    assert (found.overall.answered.coverage, found.overall.answered.accuracy) == (0.5, 0.5)
    assert {code: f.rows for code, f in found.by_language.items()} == {"el": 1, "en": 2, "untold": 1}
    assert {name: f.rows for name, f in found.by["source"].items()} == {"5": 1, "x": 2, "y": 1}
    assert isinstance(found.by["source"]["x"], Figures)
    assert found.by["source"]["x"].accuracy == 1.0


def test_baselines_stand_beside_ours() -> None:
    """The constant has figures and a paired difference; the learner, on four rows, only a reason."""
    found = _evaluate(ROWS).evaluation.baselines
    assert "at least 10" in str(found["ngrams"].reason)
    assert found["ngrams"].ours_less_theirs is None
    assert isinstance(found["majority"].overall, Figures)
    assert found["majority"].overall.accuracy == 0.5
    assert found["majority"].overall.ece is None
    assert set(found["majority"].by_language) == {"el", "en", "untold"}
    assert found["majority"].ours_less_theirs is not None
    assert found["majority"].ours_less_theirs["accuracy"].value == 0.0


def test_baselines_can_be_left_out() -> None:
    """Without baselines there are only our figures; a training file without them makes no sense."""
    assert _evaluate(ROWS, Asked(baselines=False)).evaluation.baselines == {}
    with pytest.raises(UsageError, match="--train"):
        _evaluate(ROWS, Asked(baselines=False, train=_lines(ROWS)))


def test_order_of_rows_does_not_matter() -> None:
    """The same rows in another order give the same figures to the last digit, baselines included."""
    rows = [
        {"text": f"n {i} {word}", "label": label, "target": f"t{i % 7}", "lang": "en", "say": [label, 0.9]}
        for i in range(28)
        for word, label in [("yes", "positive"), ("no", "negative")]
    ]
    assert _evaluate(rows).evaluation == _evaluate(rows[::-1]).evaluation


def test_mistakes_come_surest_first_with_their_own_columns() -> None:
    """The rows we have wrong keep their columns and add line, gold and prediction."""
    found = mistakes(_evaluate([{"text": 3}, *ROWS]))
    assert [(row["id"], row["line"], row["gold"]) for row in found] == [(4, 5, "positive"), (2, 3, "negative")]
    assert found[0]["prediction"] == {"label": "negative", "score": 0.8}


def test_mistakes_in_spans_name_what_is_missed_and_what_is_too_much() -> None:
    """A row whose spans all match is right; the others tell both sides, surest spurious span first."""
    text = "One is right. Two is wrong. Three is not."
    rows = [
        {"id": 1, "text": text, "spans": [[0, 13, "claim"]], "say": [[0, 13, "claim", 0.9]]},
        {"id": 2, "text": text, "spans": [[0, 13, "claim"]], "say": []},
        {"id": 3, "text": text, "spans": [[0, 13, "claim"]], "say": [[0, 12, "claim", 0.9], [14, 27, "premise", 0.4]]},
    ]
    outcome = _evaluate(rows, name="argument")
    found = mistakes(outcome)
    assert [(row["id"], row["missed"], row["spurious"]) for row in found] == [
        (3, [], [(14, 27, "premise")]),
        (2, [(0, 13, "claim")], []),
    ]
    assert isinstance(outcome.evaluation.overall, SpanFigures)
    assert (outcome.evaluation.overall.precision, outcome.evaluation.overall.recall) == (0.6667, 0.6667)


def test_lines_left_out_are_in_the_result() -> None:
    """Every line that was not compared is counted by reason and named."""
    found = _evaluate([*ROWS, {"text": "x", "label": "joy"}, {"label": "positive"}]).evaluation
    assert found.skipped == {"no-text": 1, "unknown-label": 1}
    assert [reject.line for reject in found.rejects] == [5, 6]


def test_training_lines_left_out_are_in_the_result() -> None:
    """So are those of the training file, and a training file of which nothing can be used is refused."""
    found = _evaluate(ROWS, Asked(train=_lines([*ROWS, {"text": "x"}]))).evaluation
    assert [reject.line for reject in found.train_rejects] == [5]
    with pytest.raises(UsageError, match="training file"):
        _evaluate(ROWS, Asked(train=_lines([{"text": "x"}])))


@pytest.mark.parametrize(
    ("asked", "name", "message"),
    [
        (Asked(by=("style",)), "sentiment", "the columns are id, label"),
        (Asked(abstain=60), "sentiment", "from 0 to 1"),
        (Asked(abstain=0.6), "argument", "argument gives spans"),
    ],
)
def test_wrong_requests_are_told_before_any_model_runs(asked: Asked, name: str, message: str) -> None:
    """An unknown column and an impossible threshold are errors that say what is possible."""
    with pytest.raises(UsageError, match=message):
        _evaluate(ROWS, asked, name)


def test_slices_are_few() -> None:
    """A column with another value in each row is refused: nobody can read its table."""
    rows = [{**ROWS[0], "text": f"n {i}", "id": i} for i in range(101)]
    with pytest.raises(UsageError, match="'id' has 101 values"):
        _evaluate(rows, Asked(by=("id",)))


def _printed(outcome: Outcome) -> str:
    console = Console(file=io.StringIO(), width=120, markup=False, emoji=False, highlight=False)
    show(outcome.evaluation, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_table_has_methods_labels_slices_and_confusions() -> None:
    """The terminal shows what the JSON has: methods, difference, abstention, labels, slices, confusions."""
    shown = _printed(_evaluate(ROWS, Asked(by=("source",), abstain=0.75)))
    for part in (
        "agorascope",
        "always negative",
        "no figures: 3 rows",
        "+0.000",
        "2 of 4 rows (50.0%)",
        "untold",
        "source",
    ):
        assert part in shown
    assert "gold ↓ predicted →" in shown


def test_strangers_names_cannot_steer_the_terminal() -> None:
    """Markup and control characters in labels and values are shown, not obeyed."""
    rows = [{**row, "source": "[red]\x1b[31m[/]"} for row in ROWS]
    shown = _printed(_evaluate(rows, Asked(by=("source",))))
    assert "[red]" in shown
    assert "\x1b" not in shown


def test_many_labels_show_their_confusions_as_a_list() -> None:
    """A matrix that would be too wide becomes the list of the most frequent confusions."""
    rows = [{"text": f"n{i}", "label": f"l{i}", "say": [f"l{max(i, 1)}", 0.5]} for i in range(12)]
    shown = _printed(_evaluate(rows, name="language"))
    assert "most frequent confusions" in shown
    assert "gold ↓" not in shown
