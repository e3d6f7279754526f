"""`ag.duplicates`: what `agorascope duplicates` prints, with pairs, clusters and what is left."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pandas as pd
import pytest

import agorascope as ag
from tests.api.conftest import Command

LONG = "The membership fee of the shop is a plain {} and nothing else, believe me, I paid it for years."
TEXTS = [LONG.format("fraud"), "So be it.", LONG.format("swindle"), None, LONG.format("fraud").upper()]


def test_it_is_what_the_command_prints(samples: Path, tmp_path: Path, command: Command) -> None:
    """Rows, pairs and clusters, from the file and from a frame; of a CSV, too."""
    path = samples / "comments.jsonl"
    pairs, clusters = tmp_path / "pairs.jsonl", tmp_path / "clusters.jsonl"
    printed = command("duplicates", path, "--quiet", "--pairs", pairs, "--clusters", clusters)
    told = ag.duplicates(path)
    rows = [json.loads(line) for line in printed.splitlines()]
    assert told.to_dicts() == rows
    assert [row["duplicate"] for row in rows] == list(told)
    assert any(told)
    assert [row["id"] for row in told.pairs] == [json.loads(line)["id"] for line in pairs.read_text().splitlines()]
    assert [one["text"] for one in told.clusters] == [json.loads(x)["text"] for x in clusters.read_text().splitlines()]
    frame = pd.DataFrame([json.loads(line) for line in path.read_text("utf-8").splitlines()])
    assert list(ag.duplicates(frame)) == list(told)
    assert list(ag.duplicates(samples / "comments.csv")) == list(told)


def test_texts_are_named_by_their_place() -> None:
    found = ag.duplicates(TEXTS, kinds="exact,near")
    assert [one and (one["of"], one["kind"]) for one in found] == [None, None, (0, "near"), None, (0, "exact")]
    assert found.errors == {3: "nothing stands there"}
    assert found.kept() == [0, 1, 3]
    assert found.kept("none") == [1, 3]
    [cluster] = found.clusters
    assert cluster["members"] == [0, 2, 4]
    [change] = [pair["changes"] for pair in found.pairs if pair["id"] == 2]
    assert change
    (start, end), (was, until) = change[0].at, change[0].was
    assert (str(TEXTS[2])[start:end], str(TEXTS[0])[was:until]) == ("swindle", "fraud")
    assert repr(found) == "<Duplicates: 5 rows, 1 exact, 1 near>"
    assert list(pickle.loads(pickle.dumps(found))) == list(found)  # noqa: S301 - our own


def test_tables() -> None:
    frame = pd.DataFrame({"body": TEXTS, "n": range(5)}, index=[9, 9, 9, 9, 9])
    found = ag.duplicates(frame, map={"text": "body"}, kinds=["exact", "near"])
    made = found.to_pandas()
    assert list(made.index) == [9] * 5
    assert str(made["duplicate_of"].dtype) == "Int64"
    assert made["duplicate_of"].tolist()[2::2] == [0, 0]
    assert made["duplicate_error"].notna().tolist() == [False, False, False, True, False]
    assert found.to_polars("pairs")["changes"].list.len().to_list() == [c and len(c) for c in _changes(found)]
    assert found.to_pandas("clusters")["size"].tolist() == [3]
    none = ag.duplicates(["One.", "Two."], kinds="exact")
    for table in ("rows", "pairs", "clusters"):
        there = {field.name for field in found.to_arrow(table).schema} - {"body", "n", "text"}
        assert there <= {field.name for field in none.to_arrow(table).schema} | {"body", "n"}
    with pytest.raises(ag.UsageError, match="there are: rows, pairs, clusters"):
        found.to_arrow("border")


def _changes(found: ag.Duplicates) -> list[tuple[object, ...] | None]:
    return [pair["changes"] for pair in found.pairs]


def test_options() -> None:
    assert list(ag.duplicates(TEXTS, kinds="exact"))[2] is None
    assert ag.duplicates(TEXTS, kinds="exact,near", threshold=1.0)[2] is None
    rows = [{"text": LONG, "thread": name} for name in ("a", "b", "a")]
    assert [bool(one) for one in ag.duplicates(rows, kinds="exact", scope="thread")] == [False, False, True]
    near = ag.duplicates(TEXTS, kinds="exact,near").border()
    assert near[0]["duplicate"] is True
    translated = ["我交了三年会费，最后发现这家店的会员卡根本就是一个骗局，大家千万不要相信他们说的任何一句话。", "x"]
    assert list(ag.duplicates(translated)) == [None, None]


def test_nothing_and_what_is_wrong(samples: Path) -> None:
    assert list(ag.duplicates([])) == []
    assert ag.duplicates([None]).errors == {0: "nothing stands there"}
    assert ag.duplicates([]).to_pandas().empty
    with pytest.raises(
        ag.UsageError, match=r"no column 'text'; there are id, said: name yours, map=\{\"text\": 'said'\}"
    ):
        ag.duplicates([{"id": 1, "said": "x"}])
    with pytest.raises(ag.UsageError, match="kinds='all': choose from exact, near, translation"):
        ag.duplicates(TEXTS, kinds="all")
    with pytest.raises(ag.UsageError, match="scope='page'"):
        ag.duplicates(TEXTS, scope="page")  # type: ignore[arg-type]
    with pytest.raises(ag.ReadError):
        ag.duplicates(samples / "page.txt")
