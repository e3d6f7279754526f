"""A disk that cannot be written: said before any work is done, and what lies there is read where that is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.making import WITHOUT_MODELS, inputs, table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Room


def test_a_disk_that_is_read_only(room: Room, tmp_path: Path) -> None:
    """Each command names the file or folder and says what to give; an analysed folder can still be exported."""
    rows, given = table(tmp_path / "rows.jsonl"), inputs(tmp_path / "in")
    out, desk = room.path / "out", room.path / "seen.db"
    assert room.agorascope("analyze", given, "-q", *WITHOUT_MODELS, "-o", out).code == 0
    assert room.agorascope("duplicates", rows, "--kinds", "exact", "-q", "--index", desk).code == 0
    room.ask(read_only=True)
    refused = {
        ("analyze", given, *WITHOUT_MODELS, "-o", out): f"-o {out}: Read-only file system; give a folder that can be",
        (
            "duplicates",
            rows,
            "--kinds",
            "exact",
            "--index",
            desk,
        ): f"{desk}: Read-only file system; an index is written",
        ("duplicates", rows, "--kinds", "exact", "-o", room.path / "x.csv"): "give a path that can be written",
        ("feedback", "export", "--index", desk): "copy it to where it can",
        ("export", out, "--to", "csv"): "cannot be written (Read-only file system); give -o a folder that can",
    }
    for asked, words in refused.items():
        done = room.agorascope(*asked)
        assert (done.code, done.out) == (2, ""), done
        assert words in done.words
    assert room.agorascope("export", out, "--to", "csv", "-o", tmp_path / "tables", "-q").code == 0
    assert (tmp_path / "tables" / "comments.csv").is_file()
    room.ask(read_only=False)
    assert room.agorascope("analyze", given, "-q", *WITHOUT_MODELS, "-o", out).code == 0
