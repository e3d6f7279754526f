"""What a record keeps of the runs before: the times of what they made."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from agorascope.records import RunRecord
from tests.corpus.making import analysed, record, small

CHEAP = ("read", "language", "signals")


def test_a_run_that_does_nothing_keeps_the_times(tmp_path: Path) -> None:
    """The first run's times stand in the record of the second and of the third; those who do nothing are not kept."""
    first = analysed(tmp_path, small(), stages=CHEAP).told
    assert first["earlier"] == []
    for _ in range(2):
        analysed(tmp_path, small(), stages=CHEAP)
        told = record(tmp_path)
        assert [stage["skipped_parts"] for stage in told["stages"]] == [stage["parts"] for stage in first["stages"]]
        [before] = told["earlier"]
        assert before["stages"] == first["stages"]
        assert {name: before[name] for name in ("started", "ended", "seconds", "finished")} == {
            name: first[name] for name in ("started", "ended", "seconds", "finished")
        }
        assert before["agorascope"] == first["versions"]["agorascope"]
    assert msgspec.json.decode((tmp_path / "run.json").read_bytes(), type=RunRecord).earlier


def test_of_a_run_that_did_some_only_that_is_kept(tmp_path: Path) -> None:
    """A forced stage has a time of its own; the others' are those of the run that made them."""
    analysed(tmp_path, small(), stages=CHEAP)
    analysed(tmp_path, small(), stages=CHEAP, force=("signals",))
    analysed(tmp_path, small(), stages=CHEAP)
    assert [[stage["name"] for stage in run["stages"]] for run in record(tmp_path)["earlier"]] == [
        list(CHEAP),
        ["signals"],
    ]


def test_a_run_that_was_stopped_is_kept(tmp_path: Path) -> None:
    """What a stopped run finished keeps its time, with the word that it was stopped."""

    def stop(stage: str, _done: int, _total: int) -> None:
        if stage == "signals":
            raise KeyboardInterrupt

    try:
        analysed(tmp_path, small(), watch=stop, stages=CHEAP)
    except KeyboardInterrupt:
        pass
    else:
        raise AssertionError
    analysed(tmp_path, small(), stages=CHEAP)
    [before] = record(tmp_path)["earlier"]
    assert ([stage["name"] for stage in before["stages"]], before["finished"]) == (["read", "language"], False)
    assert before["ended"] is None


def test_the_record_of_an_older_version_is_read(tmp_path: Path) -> None:
    """A record without the new fields gives its times too; one that is none gives nothing and stops nobody."""
    analysed(tmp_path, small(), stages=CHEAP)
    old = record(tmp_path)
    for name in ("earlier", "inputs", "more_inputs", "counts"):
        del old[name]
    path = tmp_path / "run.json"
    path.write_text(json.dumps(old), encoding="utf-8")
    assert [run["stages"] for run in analysed(tmp_path, small(), stages=CHEAP).told["earlier"]] == [old["stages"]]
    for broken in (b"", b"[]", b'{"stages": 1}', b"\xff"):
        path.write_bytes(broken)
        told = analysed(tmp_path, small(), stages=CHEAP).told
        assert (told["earlier"], told["finished"]) == ([], True)
