"""What a run says of itself: versions, models, settings, counts that add up, and what could not be read."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from agorascope.corpus import layers
from agorascope.corpus.running import ORDER
from tests.corpus.conftest import Analysed
from tests.corpus.making import analysed, column, record, rows, small


def test_unreadable_inputs_are_named_and_the_rest_is_done(corpus: Analysed) -> None:
    """What is no page costs exit code 3 and a line with its name and the reason, in words, record and table."""
    told = record(corpus.out)
    assert corpus.code == 3
    assert "Traceback" not in corpus.words
    assert [Path(one["source"]).name for one in told["unreadable"]] == ["empty.txt", "torn.zip"]
    for one in told["unreadable"]:
        assert f"{one['source']}: {one['reason']}" in corpus.words
    refused = [row for row in rows(corpus.out, "rejects") if row["code"] == "unreadable"]
    assert [(row["source"], row["message"]) for row in refused] == [
        (one["source"], one["reason"]) for one in told["unreadable"]
    ]
    assert told["finished"]
    assert len((corpus.out / "discussions.jsonl").read_bytes().splitlines()) == told["counts"]["discussions"] == 5


def test_counts_add_up(corpus: Analysed) -> None:
    """As many rows as discussions and comments were read, as many refusals as told of, in the record and on disk."""
    told = record(corpus.out)
    counts, stages = told["counts"], {stage["name"]: stage for stage in told["stages"]}
    assert [stage["name"] for stage in told["stages"]] == list(ORDER)
    out = {name: number for stage in stages.values() for name, number in stage["out"].items()}
    assert out == {layer.name: len(rows(corpus.out, layer.name)) for layer in layers.LAYERS}
    assert {out[layer.name] for layer in layers.LAYERS if layer.each} == {counts["comments"]} == {80}
    assert out["articles"] == out["theses"] == out["summaries"] == counts["discussions"]
    assert out["rejects"] == counts["notices"] + counts["unreadable"] == sum(told["rejects"].values())
    assert told["rejects"] == Counter(column(rows(corpus.out, "rejects"), "code"))
    assert sum(column(rows(corpus.out, "articles"), "comments")) == counts["comments"]
    for stage in told["stages"][1:]:
        assert stage["in"] == {"discussions": counts["discussions"], "comments": counts["comments"]}


def test_whence_results_come_is_told(corpus: Analysed) -> None:
    """Versions, models with licence and hash, settings, times: what another run needs to give the same."""
    told = record(corpus.out)
    assert {"python", "agorascope", "daft", "pyarrow", "onnxruntime"} <= told["versions"].keys()
    assert all(told["versions"].values())
    assert len(told["models"]) == 4
    for model in told["models"]:
        assert model["name"].startswith("agorascope-")
        assert model["licence"]
        assert len(model["sha256"]) == 64
    assert told["settings"]["spam_threshold"] == 0.5
    assert told["settings"]["part"] == 10
    assert told["settings"]["kinds"] == ["exact", "near", "translation"]
    assert told["engine"] == {"name": "native", "workers": 1}
    assert datetime.fromisoformat(told["started"]) <= datetime.fromisoformat(told["ended"])
    assert told["seconds"] > 0
    assert all(stage["seconds"] >= 0 and stage["skipped_parts"] == 0 for stage in told["stages"])
    assert [step["name"] for stage in told["stages"] for step in stage["steps"]] == ["forms", "sketches", "meanings"]


def test_words_end_with_what_was_done(corpus: Analysed) -> None:
    """The last line says how much was read, into which folder, and what else was told of."""
    last = corpus.words.splitlines()[-1]
    assert f"5 discussions, 80 comments in {corpus.out}" in last
    assert "unreadable 2" in last


def test_same_name_in_two_folders_is_kept_twice(corpus: Analysed) -> None:
    """Two discussions of one name are two: the second has a name of its own, and so have its comments."""
    articles = rows(corpus.out, "articles")
    sources = {row["discussion_id"]: Path(row["source"]).relative_to(corpus.inputs).as_posix() for row in articles}
    assert (sources["el-dev"], sources["el-dev~2"]) == ("el-dev.txt", "forum/el-dev.jsonl")
    names = column(rows(corpus.out, "comments"), "comment_id")
    assert len(set(names)) == len(names) == 80


def test_every_discussion_has_a_report(corpus: Analysed) -> None:
    """There is a Markdown report for each, under a name of its own."""
    reports = {path.stem: path.read_text(encoding="utf-8") for path in (corpus.out / "reports").glob("*.md")}
    assert sorted(reports) == ["bare", "el-dev", "el-dev-2", "en-dev", "zh-dev"]
    assert all(text.startswith("# ") for text in reports.values())


def test_models_that_no_stage_asks_are_not_named(tmp_path: Path) -> None:
    """Stages without models name none, and have no others' layers."""
    told = analysed(tmp_path, small(), stages=("read", "signals")).told
    assert told["models"] == []
    assert [stage["name"] for stage in told["stages"]] == ["read", "signals"]
    assert {path.name for path in tmp_path.iterdir()} == {
        *("articles", "comments", "rejects", "signals"),
        *("run.json", ".work"),
    }
