"""`ag.label`: what `agorascope label` prints, for rows of any kind, in their order."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import agorascope as ag
from agorascope.records import LABELS
from tests.api.conftest import Command

TEXTS = ["I love this club, what a great idea!", "A horrible idea, I hate it.", "Το μισώ, τι απαίσια ιδέα."]
THESIS = "A paid club beats a discount."
TASKS = ("language", "sentiment", "stance", "reply", "spam", "argument", "entailment", "keypoint")


@pytest.mark.parametrize("task", TASKS)
def test_it_is_what_the_command_prints(task: ag.TaskName, samples: Path, command: Command) -> None:
    """The same rows with the same predictions, from the file and from the rows in it; bad rows in their place."""
    path = samples / "rows.jsonl"
    printed = [json.loads(line) for line in command("label", task, path).splitlines()]
    told = ag.label(task, path)
    assert told.to_dicts() == printed
    assert [row.get("prediction") for row in printed] == list(told)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert list(ag.label(task, rows)) == list(told)
    assert len(told) == len(rows)


@pytest.mark.parametrize("task", TASKS)
def test_tables_have_the_same_columns_whatever_was_found(task: ag.TaskName) -> None:
    """With rows, with bad rows alone, with none."""
    given: tuple[list[str], list[None], list[str]] = (TEXTS, [None], [])
    told, failed, empty = (ag.label(task, rows, target=THESIS, parent=THESIS, key_point=THESIS) for rows in given)
    columns = [name for name in told.to_arrow().column_names if name.startswith("prediction")]
    for one in (failed, empty):
        for name in columns:
            assert one.to_arrow().schema.field(name).type == told.to_arrow().schema.field(name).type
    known = LABELS.get(task, ())
    assert set(columns) >= {f"prediction_{label}" for label in known}
    assert len(told.to_pandas()) == len(told.to_polars()) == 3
    assert len(empty.to_pandas()) == 0


def test_labels_and_scores_stand_beside_the_rows() -> None:
    told = ag.label("sentiment", TEXTS)
    assert told.labels == ["positive", "negative", "negative"]
    assert [one and one["score"] for one in told] == told.scores
    frame = told.to_pandas()
    assert list(frame["prediction"]) == told.labels
    assert (frame[[f"prediction_{label}" for label in LABELS["sentiment"]]].sum(axis=1) - 1).abs().max() < 1e-4
    assert repr(told) == "<Labels: sentiment of 3 rows: 2 negative, 1 positive>"
    again = pickle.loads(pickle.dumps(told))  # noqa: S301 - our own
    assert list(again) == list(told)
    assert again.to_dicts() == told.to_dicts()


def test_what_is_unsure_has_no_name() -> None:
    told = ag.label("sentiment", TEXTS, abstain=1.0)
    assert told.labels == [None, None, None]
    assert told.errors == {}
    assert told.to_pandas()["prediction"].isna().all()
    assert told.to_pandas()["prediction_score"].notna().all()


def test_keywords_hold_for_all_rows_or_for_each() -> None:
    """A row's own text wins; as many texts as rows are taken one by one."""
    rows = [{"text": text, "target": THESIS} for text in TEXTS]
    told = ag.label("stance", rows)
    assert list(ag.label("stance", TEXTS, target=THESIS)) == list(told)
    assert list(ag.label("stance", TEXTS, target=[THESIS] * 3)) == list(told)
    assert list(ag.label("stance", rows, target="Something else.")) == list(told)
    assert list(ag.label("stance", pd.DataFrame({"text": TEXTS}), target=THESIS)) == list(told)
    assert list(ag.label("stance", pd.DataFrame({"text": TEXTS}), target=pd.Series([THESIS] * 3))) == list(told)
    with pytest.raises(ag.UsageError, match="target: 2 values for 3 rows"):
        ag.label("stance", TEXTS, target=[THESIS] * 2)


def test_bad_rows_keep_their_place() -> None:
    rows = ["Lovely!", None, 3, {"text": None}, {"body": "x"}, float("nan"), {"text": "Awful."}]
    told = ag.label("sentiment", rows)
    assert [label is not None for label in told.labels] == [True, False, False, False, False, False, True]
    assert set(told.errors) == {1, 2, 3, 4, 5}
    assert told.errors[3] == "no text in column 'text'"
    assert told.to_dicts()[1] == {"prediction": None, "error": "line 2: nothing stands there"}
    assert list(told.to_polars()["prediction_error"].is_null()) == [n not in told.errors for n in range(7)]


def test_a_frame_keeps_all_that_it_has() -> None:
    """Index (with doubles), types and columns of others; missing texts are told, the frame itself is not changed."""
    frame = pd.DataFrame(
        {"body": [*TEXTS, None], "kind": pd.Categorical(["a", "b", "a", "b"]), "label": [1, 2, 3, 4]},
        index=pd.Index(["x", "x", "y", "z"], name="row"),
    )
    before = frame.copy()
    told = ag.label("sentiment", frame, map={"text": "body"})
    made = told.to_pandas()
    assert list(made.index) == ["x", "x", "y", "z"]
    assert made["kind"].dtype == frame["kind"].dtype
    assert list(made["label"]) == [1, 2, 3, 4]
    assert list(made["prediction"][:3]) == ["positive", "negative", "negative"]
    assert made["prediction_error"].iloc[3] == "no text in column 'text'"
    frame["body"] = ""
    assert list(told.to_pandas()["body"][:3]) == TEXTS
    assert before["body"].iloc[0] == TEXTS[0]


def test_other_frames_and_iterables() -> None:
    told = ag.label("sentiment", TEXTS)
    for rows in (pl.DataFrame({"text": TEXTS}), pl.DataFrame({"text": TEXTS}).to_arrow(), iter(TEXTS), tuple(TEXTS)):
        assert list(ag.label("sentiment", rows)) == list(told)
    assert list(ag.label("sentiment", pd.Series(TEXTS))) == list(told)
    assert list(ag.label("sentiment", pd.Series(TEXTS).to_numpy())) == list(told)
    assert list(ag.label("sentiment", pd.Series(TEXTS).to_numpy(dtype="U"))) == list(told)


def test_threads_share_the_models_and_get_the_same() -> None:
    """Ten calls at once, each with texts of its own and some of all, say what one call after the other says."""
    from concurrent.futures import ThreadPoolExecutor

    from agorascope.api.asking import forget

    batches = [[*TEXTS, f"Idea number {n} is dreadful."] for n in range(10)]
    with ThreadPoolExecutor(10) as pool:
        forget()  # so that they load the models at once, too
        together = list(pool.map(lambda texts: list(ag.label("sentiment", texts, target=THESIS)), batches))
    assert together == [list(ag.label("sentiment", texts, target=THESIS)) for texts in batches]


def test_hostile_texts() -> None:
    told = ag.label("argument", ["half \ud83d a pair, because it is so \x00\x1b[31m \u202e", "", "a" * 300_000])
    assert told.errors == {}
    assert told[0] == ag.label("argument", ["half \ufffd a pair, because it is so \x00\x1b[31m \u202e"])[0]
    assert told.to_pandas()["text"].iloc[0].startswith("half \ufffd")


def test_what_is_wrong_is_said(samples: Path) -> None:
    with pytest.raises(ag.UsageError, match="unknown task 'tone'; known tasks: language"):
        ag.label("tone", TEXTS)  # type: ignore[arg-type]
    with pytest.raises(ag.UsageError, match=r"""needs a column 'target'; there are text: .* or give target="…" """):
        ag.label("stance", TEXTS)
    with pytest.raises(
        ag.UsageError, match=r"""needs a column 'text'; there are body: name yours, map=\{"text": 'body'"""
    ):
        ag.label("sentiment", pd.DataFrame({"body": []}))
    with pytest.raises(ag.ReadError, match=r"Give texts as a list"):
        ag.label("sentiment", "What a lovely idea!")
    with pytest.raises(ag.ReadError, match="a text: is no file of rows"):
        ag.label("sentiment", "What a\nlovely idea!")
    with pytest.raises(ag.ReadError, match="neither JSONL nor a table"):
        ag.label("sentiment", samples / "page.txt")
    with pytest.raises(ag.UsageError, match="give a list of texts or of dicts"):
        ag.label("sentiment", {"text": TEXTS})
    with pytest.raises(ag.UsageError, match="column 'n' holds values of different types"):
        ag.label("language", [{"text": "One", "n": 1}, {"text": "Two", "n": "two"}]).to_arrow()
