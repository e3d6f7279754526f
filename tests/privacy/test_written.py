"""What strangers write, in a terminal and in spreadsheets: it steers neither."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import json
from rich.console import Console
from typer.testing import CliRunner

from agorascope.cli import app
from agorascope.errors import IndexMismatchError
from agorascope.exports.cells import Safe
from agorascope.moderation.desk import Desk
from agorascope.moderation.out import write as decisions_out
from agorascope.reports.terminal import show, show_debate
from agorascope.rows import writer
from agorascope.settings import Settings
from tests.moderation.review.making import hostile as desk_of
from tests.pages import making
from tests.privacy.payloads import EVERYTHING, FORMULAS

if TYPE_CHECKING:
    from pathlib import Path

    from agorascope.records import Discussion

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile("\x1b\\[[0-9;]*m")
BLANKS = re.compile("^[\\s\"'`´‘’‚‛“”„‟«»‹›「」『』\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]*")
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")
ROWS = [{"id": str(at), "text": one, "author": one, "thread": one} for at, one in enumerate(FORMULAS)]


@pytest.fixture
def worst(monkeypatch: pytest.MonkeyPatch) -> Discussion:
    """Make a discussion whose every field is a payload."""
    monkeypatch.setattr(making, "PAYLOADS", EVERYTHING)
    return making.hostile()


@pytest.mark.parametrize("colours", [True, False])
def test_a_terminal_is_not_steered(worst: Discussion, colours: bool) -> None:  # noqa: FBT001
    """Nothing but colours of ours: no clearing, no title, no link, no clipboard, no words over others, no markup."""
    console = Console(file=io.StringIO(), force_terminal=colours, width=100)
    whole = making.full()
    show(whole, console, "en")
    show(worst, console, "en")
    show_debate(making.debate(worst, whole), console, "el")
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert not STEERING.search(COLOUR.sub("", text))
    assert "[red]rich[/red]" in text
    assert colours or "\x1b" not in text


def cells(text: str, delimiter: str = ",") -> list[str]:
    """Give the cells of a table, header and all, as a program reads them."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]


def formulas(found: list[str]) -> list[str]:
    """Name the cells that a spreadsheet might take for a formula, also behind blanks, marks and what cannot be seen."""
    pieces = [piece for cell in found for piece in (cell, *re.split("[;\t\r\n]", cell)[1:])]
    return [piece for piece in pieces if BLANKS.sub("", piece).startswith(SIGNS) and not _kept(piece)]


def _kept(piece: str) -> bool:
    """Tell whether an apostrophe stands before it, or a number or a lone sign, which is no formula."""
    return piece.lstrip(' "\u00a0').startswith("'") or re.fullmatch(r"\W*-?[\d.]*\W*", piece) is not None


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_tables_of_rows(tmp_path: Path, suffix: str) -> None:
    """`duplicates -o` gives rows back: in columns and their names too."""
    path = tmp_path / f"rows.{suffix}"
    with writer(path) as sink:
        for row in [*ROWS, {one: one for one in FORMULAS}]:
            sink.write(row)
    found = cells(path.read_text(encoding="utf-8"), "\t" if suffix == "tsv" else ",")
    assert formulas(found) == []
    assert len(found) > len(FORMULAS) * 4


def test_tables_of_commands(tmp_path: Path) -> None:
    """`flag --csv` and `duplicates` to a file, as they are run."""
    (tmp_path / "rows.jsonl").write_bytes(b"\n".join(json.encode(row) for row in ROWS))
    run = CliRunner()
    out = tmp_path / "found.csv"
    done = run.invoke(app, ["duplicates", str(tmp_path / "rows.jsonl"), "--kinds", "exact", "-o", str(out), "-q"])
    assert done.exit_code == 0, done.output
    assert formulas(cells(out.read_text(encoding="utf-8"))) == []
    flagged = run.invoke(app, ["flag", str(tmp_path / "rows.jsonl"), "--csv", "-q"])
    assert flagged.exit_code == 0, flagged.output
    assert formulas(cells(flagged.output)) == []


@pytest.mark.parametrize("to", ["csv", "wordpress", "disqus"])
def test_tables_of_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: Any) -> None:
    """What is decided goes out as a table; what is for a site has numbers of its own alone."""
    monkeypatch.setattr("tests.moderation.review.making.PAYLOADS", FORMULAS)
    desk = desk_of(tmp_path / "desk.db")
    with desk.reading() as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM comment ORDER BY number")]
    desk.decide(numbers, "spam", FORMULAS[0])
    held = io.BytesIO()
    decisions_out(to, desk.standing(), held)
    found = cells(held.getvalue().decode("utf-8-sig"))
    assert formulas(found) == []
    assert len(found) > len(FORMULAS) or to != "csv"


@pytest.mark.parametrize("text", FORMULAS)
def test_cells(text: str) -> None:
    """The spreadsheet export has one way of writing a cell."""
    assert formulas([Safe()(text)]) == []


def test_a_desk_of_a_stranger(tmp_path: Path) -> None:
    """A file with triggers or views among its tables is not opened: they would run at our writing."""
    path = tmp_path / "desk.db"
    desk_of(path)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON batch BEGIN DELETE FROM comment; END")
    connection.close()
    with pytest.raises(IndexMismatchError, match="evil"):
        Desk(path, Settings())
