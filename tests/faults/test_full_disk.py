"""No room: nothing half-written counts, nothing finished is lost, and once there is room the same command goes on."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.making import (
    PAGES,
    WITHOUT_MODELS,
    Ended,
    agorascope,
    halves,
    inputs,
    layers,
    table,
)

if TYPE_CHECKING:
    from tests.faults.conftest import Room

FULL = Path("/dev/full")
EXACT = ("--kinds", "exact", "-q")
GATHERED = """
import sys
from agorascope.readers.threads import gathering
from agorascope.cli import main
gathering.CACHE, gathering.AT_ONCE = -8, 100  # kilobytes, rows: as if the input were a thousand times longer
main()
"""


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("asked", [("label", "language"), ("duplicates", *EXACT)], ids=lambda asked: asked[0])
def test_stdout_on_a_full_disk(asked: tuple[str, ...], tmp_path: Path) -> None:
    """What cannot be printed is said on stderr, and it is not the input that is to blame."""
    name, *more = asked
    rows = table(tmp_path / "rows.jsonl", *(f"a comment, the number {n} of many" for n in range(2_000)))
    with FULL.open("wb") as full:
        done = agorascope(name, *more, rows, stdout=full)
    assert done.code == 3
    assert done.words.startswith("agorascope: stdout")
    assert done.words.endswith(
        "No space left on device; what was finished before is kept: free space and run the same command again\n"
    )


def test_a_reader_that_goes_is_no_fault(tmp_path: Path) -> None:
    """`label … | head -1` ends quietly: the pipe was closed, and the table is not to blame."""
    rows = table(tmp_path / "rows.jsonl", *(f"a comment, the number {n} of many" for n in range(5_000)))
    done = agorascope("label", "language", rows, stdout=_closed_pipe())
    assert (done.code, done.words) == (1, "")  # the code that Typer gives it


def _closed_pipe() -> int:
    import os

    reader, writer = os.pipe()
    os.close(reader)
    return writer


def test_a_corpus_goes_on_when_there_is_room(room: Room, tmp_path: Path) -> None:
    """Full at the first file, and full in a later stage: said where; the parts stay, and the bytes are the same."""
    asked = ("analyze", inputs(tmp_path / "in"), "-q", *WITHOUT_MODELS, "-o")
    assert agorascope(*asked, tmp_path / "out").code == 0
    room.run("mkdir", room.path / "out")
    for left in (4_096, 45_000):
        room.leave(left)
        full = room.agorascope(*asked, room.path / "out")
        assert full.code == 3, full
        assert str(room.path / "out") in full.words
        assert "No space left on device" in full.words
        assert "what is finished is kept: run the same command again" in full.words
    kept = room.run("find", room.path / "out", "-name", "part-*.parquet", "-newermt", "2000-01-01").split()
    assert kept
    stamps = _stamps(room, kept)
    room.leave(None)
    assert room.agorascope(*asked, room.path / "out").code == 0
    assert _stamps(room, kept) == stamps
    room.run("cp", "-r", room.path / "out", tmp_path / "copied")
    assert layers(tmp_path / "copied") == layers(tmp_path / "out")
    assert halves(tmp_path / "copied") == []


def _stamps(room: Room, paths: list[str]) -> str:
    return room.run("stat", "-c", "%n %y", *paths)


@pytest.mark.parametrize("left", [0, 60_000])
def test_an_index_goes_on_when_there_is_room(room: Room, tmp_path: Path, left: int) -> None:
    """Whether it is begun or written to: said, not taken for another program's file; then it tells what it would."""
    rows, index = table(tmp_path / "rows.jsonl"), room.path / "seen.db"
    asked = ("duplicates", rows, *EXACT, "--index")
    room.leave(left)
    full = room.agorascope(*asked, index)
    assert full.code == 3
    assert full.words.startswith(f"agorascope: {index}: the disk is full; ")
    assert "what was finished before is kept: free space and run the same command again" in full.words
    room.leave(None)
    assert room.agorascope(*asked, index) == agorascope(*asked, tmp_path / "seen.db")


def test_decisions_stay_when_the_disk_fills(room: Room, tmp_path: Path) -> None:
    """What was decided stands; what could not be taken is not half there; `flag` and `feedback` say the same."""
    desk, rows = room.path / "desk.db", table(tmp_path / "rows.jsonl")
    more = tmp_path / "more.csv"
    told = (f"c{n},spam,ann,2026-11-30T10:00:00+00:00,words {n} {'x' * 400}" for n in range(300))
    more.write_text("\n".join(("id,verdict,who,decided,text", *told)))
    first = tmp_path / "first.csv"
    first.write_text("id,verdict,who,text\nz,spam,ann,the words of another comment\n")
    assert room.agorascope("flag", rows, "--index", desk, "-q").code == 0
    assert room.agorascope("feedback", "import", first, "--index", desk, "-q").code == 0
    before = room.agorascope("feedback", "export", "--index", desk, "-q")
    assert len(before.out.splitlines()) == 1
    room.leave(60_000)
    full = room.agorascope("feedback", "import", more, "--index", desk, "-q")
    assert (full.code, f"{desk}: the disk is full; " in full.words) == (3, True), full
    room.leave(None)
    assert room.agorascope("feedback", "export", "--index", desk, "-q") == before
    assert room.agorascope("feedback", "import", more, "--index", desk, "-q").code == 0
    after = room.agorascope("feedback", "export", "--index", desk, "-q").out
    assert len(after.splitlines()) == 301


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_a_table_is_whole_or_not_there(room: Room, tmp_path: Path, suffix: str) -> None:
    """A table that does not fit is named, and nothing of it is left."""
    rows = table(tmp_path / "rows.jsonl", *(f"comment {n}: {'words ' * 40}{n * n}" for n in range(1_000)))
    room.leave(4_096)
    full = room.agorascope("duplicates", rows, *EXACT, "-o", room.path / f"marked.{suffix}")
    assert full.code == 2
    assert full.words.startswith(f"agorascope: {room.path / f'marked.{suffix}'}: ")
    assert "free space, or give a path that can be written" in full.words
    assert room.run("ls", room.path) == ""


def test_reports_and_exports_are_whole_or_not_there(room: Room, tmp_path: Path) -> None:
    """A report, the rows that are wrong, a table for programs: none is half there."""
    out = tmp_path / "out"
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(f'{{"text": "{"word " * 900}{n}", "label": "el"}}\n' for n in range(40)))
    assert (
        agorascope("analyze", PAGES / "en-dev.txt", "-q", "--stages", "signals", "--kinds", "exact", "-o", out).code
        == 0
    )
    room.leave(4_096)
    tried = (
        ("export", out, "--to", "csv", "-o", room.path / "tables"),
        ("evaluate", "language", gold, "--no-baseline", "--errors", room.path / "wrong.jsonl"),
    )
    for asked in tried:
        full = room.agorascope(*asked)
        assert (full.code, "No space left on device" in full.words) == (2, True), full
        assert str(room.path) in full.words
    assert room.run("find", room.path, "-name", "*.part") == ""


def test_the_folder_for_temporary_files_is_full(room: Room, tmp_path: Path) -> None:
    """It is that which is named, whatever lies there: a desk that nobody asked to keep, rows being put in order."""
    rows = table(tmp_path / "rows.jsonl", *(f"comment {n}: {'words ' * 40}{n * n}" for n in range(1_500)))
    env = {"TMPDIR": str(room.path), "SQLITE_TMPDIR": str(room.path)}
    room.leave(4_096)
    desk = room.agorascope("flag", rows, **env)
    assert (desk.code, desk.out) == (3, "")
    assert f"{room.path}/agorascope-" in desk.words
    assert "the disk is full" in desk.words
    gathered = room.python(GATHERED, "analyze", rows, "--json", "-q", **env)
    assert _without_traceback(gathered)
    assert (gathered.code, gathered.out) == (3, "")
    assert gathered.words.startswith(f"agorascope: {room.path}: no room to put its rows in order")
    assert "free space and run the same command again" in gathered.words
    assert room.run("ls", room.path) == ""


def _without_traceback(ended: Ended) -> bool:
    return "Traceback" not in ended.words


def test_a_limit_on_files_is_told(tmp_path: Path) -> None:
    """A quota of the shell (`ulimit -f`) is met like a full disk, on every system."""
    rows = table(tmp_path / "rows.jsonl", *(f"comment {n}: {'words ' * 40}{n * n}" for n in range(1_000)))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    asked = ("duplicates", rows, *EXACT, "-o", tmp_path / "marked.jsonl")
    done = agorascope(*asked, preexec_fn=limited)
    assert (done.code, done.out) == (2, "")
    assert done.words == (
        f"agorascope: {tmp_path / 'marked.jsonl'}: File too large; free space, or give a path that can be written\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.jsonl"]
