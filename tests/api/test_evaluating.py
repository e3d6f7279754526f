"""`ag.evaluate`: the figures that `agorascope evaluate --json` prints."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pandas as pd
import pytest

import agorascope as ag
from tests.api.conftest import PAGES, Command


def test_it_is_what_the_command_prints(samples: Path, tmp_path: Path, command: Command) -> None:
    """Figures and mistakes, by file, rows and frame."""
    errors = tmp_path / "errors.jsonl"
    path = samples / "gold.jsonl"
    line = command("evaluate", "sentiment", path, "--json", "--by", "lang", "--abstain", "0.6", "--errors", errors)
    told = ag.evaluate("sentiment", path, by="lang", abstain=0.6)
    assert told.to_json().encode() + b"\n" == line
    assert told.to_dict() == json.loads(line)
    assert json.loads(json.dumps(told.mistakes)) == [json.loads(one) for one in errors.read_text("utf-8").splitlines()]
    frame = pd.DataFrame([json.loads(one) for one in path.read_text("utf-8").splitlines()])
    alone = ag.evaluate("sentiment", frame, by=["lang"], abstain=0.6, baseline=False)
    assert alone.to_dict() == told.to_dict() | {"baselines": {}}
    assert alone.mistakes == told.mistakes
    assert repr(told).startswith("<Evaluation: sentiment, 24 rows, macro F1 0.")
    assert pickle.loads(pickle.dumps(told)).to_json() == told.to_json()  # noqa: S301 - our own


def test_columns_have_other_names(samples: Path) -> None:
    told = ag.evaluate("stance", samples / "own.jsonl", map={"label": "stance", "target": "thesis"}, baseline=False)
    assert told.task == "stance"
    assert told.figures.baselines == {}
    with pytest.raises(ag.UsageError, match="no row can be compared"):
        ag.evaluate("stance", samples / "own.jsonl", baseline=False)


def test_figures_as_a_table(samples: Path) -> None:
    told = ag.evaluate("sentiment", samples / "gold.jsonl", by="lang")
    frame = told.to_pandas().set_index(["slice", "value", "method", "figure"])["number"]
    everything = frame.xs("all", level="slice")
    ours = everything[everything.index.get_level_values("method") == "agorascope"].droplevel(["value", "method"])
    assert ours["macro_f1"] == told.figures.overall.macro_f1
    assert ours["per_label.negative.support"] == told.figures.overall.per_label["negative"].support
    assert set(frame.index.get_level_values("slice")) == {"all", "language", "lang"}
    assert len(told.to_pandas("mistakes")) == len(told.mistakes)
    with pytest.raises(ag.UsageError, match="there are: figures, mistakes"):
        told.to_arrow("rows")


def test_whole_discussions(page: ag.Discussion, tmp_path: Path, command: Command) -> None:
    """Analysed already, or the page beside its annotations."""
    gold = PAGES / "en-dev.json"
    told = ag.evaluate("discussion", [gold], found=[page])
    assert told.rows == 1
    assert told.to_json() == ag.evaluate("discussion", gold).to_json()
    assert told.to_pandas().query("figure == 'structure.comments' and slice == 'all'")["number"].tolist() == [24.0]
    assert "sentiment.macro_f1" in told._repr_html_()
    (tmp_path / "found.jsonl").write_text(page.to_json() + "\n", encoding="utf-8")
    line = command("evaluate", "discussion", gold, "--found", tmp_path / "found.jsonl", "--json")
    assert line == told.to_json().encode() + b"\n"
    with pytest.raises(ag.UsageError, match="no discussion can be compared"):
        ag.evaluate("discussion", [gold], found=[])
    with pytest.raises(ag.UsageError, match="found: only for"):
        ag.evaluate("stance", [], found=[page])
