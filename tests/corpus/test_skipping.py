"""What is done is not done again; what has changed, or is missing, is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from agorascope.corpus import reading
from agorascope.corpus.ending import tidied
from agorascope.corpus.folder import Folder
from agorascope.corpus.record import Record
from agorascope.corpus.running import ORDER, wanted
from agorascope.corpus.stages import STAGES, Stage
from agorascope.errors import UsageError
from agorascope.settings import Choice, Settings
from tests.corpus.making import (
    ONE_THREAD,
    agorascope,
    analysed,
    broken,
    files,
    record,
    reposted,
    rows,
    skipped,
    thread,
    times,
    written_since,
)

TELLINGS = {"summaries", "people", "between", "speakers"}
MADE_BY_SPAM = {"spam", "arguments", "theses", "stance", "sentiment"} | TELLINGS


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which everything is done; whoever changes it works on a copy."""
    folder = tmp_path_factory.mktemp("done") / "out"
    analysed(folder, reposted(), part=4)
    return folder


@pytest.fixture
def again(done: Path, tmp_path: Path) -> Path:
    """Give a copy of it, with the times of its files."""
    shutil.copytree(done, tmp_path / "out")
    return tmp_path / "out"


def _run(folder: Path, **plan: object) -> Record:
    return analysed(folder, reposted(), part=4, **plan)


def test_a_second_run_does_nothing(again: Path) -> None:
    """All parts of all stages are found done: nothing is read, nothing is written."""

    def unread() -> object:
        raise AssertionError

    before = times(again)
    told = analysed(again, (unread() for _ in "x"), part=4).told  # type: ignore[misc]
    assert skipped(told) == set(ORDER)
    assert [stage["skipped_parts"] for stage in told["stages"]] == [4] * len(ORDER)
    assert times(again) == before
    assert [step for stage in told["stages"] for step in stage["steps"]] == []


def test_what_nobody_can_know_is_read_again(again: Path) -> None:
    """A pipe is read again; what comes out the same is left as it is, with all that was made of it."""
    before = times(again)
    assert skipped(_run(again, source=None).told) == set(ORDER) - {"read"}
    assert times(again) == before


def test_a_stage_is_forced(again: Path) -> None:
    """A forced stage is done again, and when it comes out the same nothing else is."""
    before = times(again)
    assert skipped(_run(again, force=("spam",)).told) == set(ORDER) - {"spam"}
    assert times(again) == before


def test_everything_is_forced(again: Path) -> None:
    """All stages are done again, and nothing comes out another."""
    before = files(again)
    assert skipped(_run(again, force=ORDER).told) == set()
    assert files(again) == before


def test_forced_duplicates_are_looked_for_again(again: Path) -> None:
    """Re-posts are searched for anew in the whole corpus, step by step."""
    told = _run(again, force=("duplicates",)).told
    assert skipped(told) == set(ORDER) - {"duplicates"}
    [steps] = [stage["steps"] for stage in told["stages"] if stage["name"] == "duplicates"]
    assert [step["name"] for step in steps] == ["forms", "sketches", "meanings"]


def test_another_threshold_remakes_what_depends_on_it(again: Path) -> None:
    """Where all is spam, all that follows from it is made anew: not language, signals or duplicates."""
    before = times(again)
    told = _run(again, settings=structs.replace(ONE_THREAD, spam_threshold=0.0)).told
    assert skipped(told) == {"read", "language", "duplicates", "signals"}
    assert written_since(again, before) == MADE_BY_SPAM | {"discussions.jsonl"}
    assert all(row["is_spam"] for row in rows(again, "spam"))


def test_a_setting_that_changes_nothing_stops_there(again: Path) -> None:
    """Verdicts that stay the same under another threshold are no reason to make arguments of them again."""
    told = _run(again, settings=structs.replace(ONE_THREAD, spam_threshold=0.5001)).told
    assert skipped(told) == set(ORDER) - {"spam", "summaries"}


def test_other_kinds_are_other_duplicates(again: Path) -> None:
    """Another kind of re-post to look for makes duplicates anew, and only what they change."""
    told = _run(again, kinds=("exact",)).told
    assert {"read", "language", "signals"} <= skipped(told)
    assert "duplicates" not in skipped(told)
    assert {row["kind"] for row in rows(again, "duplicates")} == {None, "exact"}


def test_changed_discussions_are_seen(again: Path, tmp_path: Path) -> None:
    """A comment more, a discussion more or one less: what was not touched stays, and all is as if made at once."""
    found = reposted()
    longer = structs.replace(found[2], comments=(*found[2].comments, structs.replace(found[2].comments[0], id="n")))
    for name, changed in (("comment", [*found[:2], longer, found[3]]), ("discussion", [*found, thread("new", "New!")])):
        before = times(again)
        told = analysed(again, changed, part=4, source=name).told
        assert [s["skipped_parts"] for s in told["stages"] if s["name"] == "signals"] == [3]
        untouched = {one: time for one, time in before.items() if one.endswith("part-00001.parquet")}
        assert times(again).items() >= untouched.items()
        analysed(tmp_path / name, changed, part=4)
        assert files(again) == files(tmp_path / name)


def test_a_corpus_becomes_smaller(again: Path, tmp_path: Path) -> None:
    """Parts that are no more are deleted from every layer."""
    analysed(again, reposted()[:2], part=4, source="fewer")
    analysed(tmp_path / "fewer", reposted()[:2], part=4)
    assert files(again) == files(tmp_path / "fewer")


HARMS: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "emptied": lambda path: path.write_bytes(b""),
    "overwritten": lambda path: path.write_bytes(b"PAR1 not at all PAR1"),
}
HARMED = [layer for stage in STAGES for layer in stage.writes if stage.name in ORDER]


@pytest.mark.parametrize("harm", HARMS)
def test_broken_parts_are_made_again(again: Path, harm: str) -> None:
    """A part of any layer that was deleted or damaged is made again, as it was."""
    before = files(again)
    for layer in (*reading.LAYERS, *HARMED):
        HARMS[harm](again / layer / "part-00001.parquet")
    (again / "discussions.jsonl").unlink()
    told = _run(again).told
    assert files(again) == before
    assert broken(again) == []
    assert skipped(told) == set()


def test_what_lies_about_is_made_again(again: Path) -> None:
    """Without what a run keeps for the next one, everything is still made, the same as before."""
    before = files(again)
    shutil.rmtree(again / ".work")
    told = _run(again).told
    assert files(again) == before
    assert "language" in skipped(told)


def test_a_run_cleans_up(done: Path, tmp_path: Path) -> None:
    """Nothing stays that only the run needed, nor what a killed one left half-written."""
    assert {path.name for path in (done / ".work").iterdir()} == {
        "lock",
        "read.json",
        "discussions",
        "forms",
        "found",
        "meanings",
        "told",
    }
    half = [
        tmp_path / ".run.json.7.part",
        tmp_path / "spam" / ".part-00000.parquet.7.part",
        tmp_path / ".work" / "forms" / ".x.7.part",
    ]
    for path in (*half, tmp_path / "spam" / "part-00000.parquet", tmp_path / "my.part"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    tidied(Folder(tmp_path))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["my.part", "part-00000.parquet"]


def test_layers_of_an_earlier_run_are_told(again: Path) -> None:
    """Who asks only for duplicates of other kinds is told which layers no longer follow from them."""
    told = _run(again, kinds=("exact",), stages=wanted(["duplicates"])).told
    assert set(told["outdated"]) == {"spam", "arguments", "stance", "sentiment", "summaries"}
    assert _run(again).told["outdated"] == []


def test_stages_bring_what_they_need() -> None:
    """Asked for by name, in any order, stages come in theirs, with all that they read; unknown ones are refused."""
    assert wanted(["signals"]) == ("read", "signals")
    assert wanted(["signals", "duplicates"]) == ("read", "language", "duplicates", "signals")
    assert wanted(["summaries", "signals"]) == ORDER
    with pytest.raises(UsageError, match="nonsense"):
        wanted(["language", "nonsense"])


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_part_is_named_by_all_it_is_made_from(done: Path, stage: Stage) -> None:
    """Another setting, another model or other content makes another name; what is not used makes none."""
    folder, first = Folder(done), Settings()
    made = stage.made_from(folder, 0, first)
    for name, value in first.shown().items():
        another: str | float = "el" if isinstance(value, str) else value + 1
        changed = structs.replace(first, **{name: another})
        assert (stage.made_from(folder, 0, changed) != made) == (name in stage.settings)
    other = structs.replace(first, choices=(Choice("spam", "./mine"),))
    assert (stage.made_from(folder, 0, other) != made) == ("spam" in stage.replaced)
    assert stage.made_from(folder, 0, structs.replace(first, threads=7, batch_size=3)) == made
    assert stage.made_from(folder, 0, first, "more") != made
    assert stage.made_from(folder, 1, first) != made
    assert structs.replace(stage, models=()).made_from(folder, 0, first) == made or stage.models


def test_files_that_change_are_seen(tmp_path: Path) -> None:
    """By the command: the same files are not read again unless asked; a file that changed and a new one are."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    asked = (inputs, "-o", tmp_path / "out", "--stages", "signals", "--part-size", "1", "-q")

    def texts(*more: str) -> list[str]:
        assert agorascope("analyze", *asked, *more).returncode == 0
        return [row["text"] for row in rows(tmp_path / "out", "comments")]

    (inputs / "a.jsonl").write_text('{"text": "One."}\n')
    assert texts() == ["One."]
    assert texts() == ["One."]
    assert skipped(record(tmp_path / "out")) == {"read", "signals"}
    assert texts("--force", "signals") == ["One."]
    assert skipped(record(tmp_path / "out")) == {"read"}
    (inputs / "a.jsonl").write_text('{"text": "Another."}\n')
    assert texts() == ["Another."]
    (inputs / "b.jsonl").write_text('{"text": "Two."}\n')
    before = times(tmp_path / "out")
    assert texts() == ["Another.", "Two."]
    assert times(tmp_path / "out").items() >= before.items()
