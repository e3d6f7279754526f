"""Ctrl-C and SIGTERM: what is finished stays, nothing is left half-written, and it is said how to go on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.faults.making import ROOT, agorascope, command, halves, inputs, layers, ran, table
from tests.faults.stopping import POINTS, SIGNALS
from tests.moderation.making import desk_of

if TYPE_CHECKING:
    from pathlib import Path

CODES = {"SIGINT": 130, "SIGTERM": 143}
SAID = "interrupted; what was printed or written so far is complete"


class Stopped:
    """What the runs told that were stopped one after the other, and the folders of the last two."""

    def __init__(self, place: Path) -> None:
        """Run them."""
        self.folder, self.undisturbed = place / "out", place / "undisturbed"
        asked = [str(inputs(place / "in")), str(self.folder), str(self.undisturbed)]
        done = ran([sys.executable, "-m", "tests.faults.stopping", *asked])
        assert done.code == 0, done.words
        assert "Traceback" not in done.words, done.words
        self.told: dict[str, Any] = json.loads(done.out)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Stopped:
    """Stop runs in every stage by both signals."""
    return Stopped(tmp_path_factory.mktemp("stopped"))


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("stage", POINTS)
def test_every_stage_is_stopped_cleanly(stopped: Stopped, stage: str, number: signal.Signals) -> None:
    """The exit code is the signal's, the words say how to go on, no half file is left, the record says where."""
    told = stopped.told[f"{stage}, {number.name}"]
    assert told["struck"]
    assert told["code"] == CODES[number.name]
    assert f"what is finished is kept in {stopped.folder}: run the same command again to go on" in told["words"]
    assert told["words"].endswith(f"{SAID}\n")
    assert told["halves"] == []
    if stage not in {"discussions", "reports"}:
        assert (told["finished"], told["doing"]) == (False, stage)


def test_the_next_run_ends_with_the_same_bytes(stopped: Stopped) -> None:
    """After all these signals everything is as in a folder that nobody disturbed."""
    assert [code for code, _ in stopped.told["end"]] == [0, 0]
    assert layers(stopped.folder) == layers(stopped.undisturbed)
    assert halves(stopped.folder) == []


LABELLING = """
import os, signal
from agorascope.cli import label
signal.signal(signal.SIGINT, signal.default_int_handler)
write, rows = label._write, []
def struck(row):
    rows.append(row)
    if len(rows) == 4:
        os.kill(os.getpid(), NUMBER)
    return write(row)
label._write = struck
from agorascope.cli import main
main()
"""
"""The signal is sent from inside, before the fourth row is printed: so it always comes there."""


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_labels_end_with_a_whole_line(number: signal.Signals, tmp_path: Path) -> None:
    """`label`: what was printed is whole rows."""
    code = LABELLING.replace("NUMBER", str(int(number)))
    done = agorascope("label", "language", table(tmp_path / "rows.jsonl"), code=code)
    assert (done.code, done.words) == (CODES[number.name], f"agorascope: {SAID}\n")
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["c0", "c1", "c2"]
    assert done.out.endswith("\n")


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_flags_say_what_becomes_of_them(number: signal.Signals, tmp_path: Path) -> None:
    """`flag` tells nothing of a part; with an index what was read is kept and the same command goes on, else it says
    how it would have been.
    """  # noqa: D205 - one sentence that needs a second line
    rows, desk = table(tmp_path / "rows.jsonl"), tmp_path / "desk.db"
    (tmp_path / "temporary").mkdir()
    asked = ("flag", rows, "--json", "-q")
    kept = _at_the_end_of_reading(number, *asked, "--index", desk, temporary=tmp_path / "temporary")
    assert kept == (
        CODES[number.name],
        "",
        _words(f"what was read is kept in {desk}: run the same command again to go on"),
    )
    gone = _at_the_end_of_reading(number, *asked, temporary=tmp_path / "temporary")
    advice = "nothing was flagged yet: all is read first. With --index DB a run that is stopped can be gone on with"
    assert gone == (CODES[number.name], "", _words(advice))
    assert list((tmp_path / "temporary").iterdir()) == []
    if number is signal.SIGTERM:
        undisturbed = agorascope(*asked, "--index", tmp_path / "other.db")
        assert agorascope(*asked, "--index", desk) == undisturbed
        assert '"kind":"spam"' in undisturbed.out


def _words(first: str) -> str:
    return f"agorascope: {first}\nagorascope: {SAID}\n"


STRUCK = """
import os, signal, sys
from agorascope.moderation.flagging import portion
signal.signal(signal.SIGINT, signal.default_int_handler)
judged = portion.Judge.all
def all_of_it(self, watch):
    os.kill(os.getpid(), int(sys.argv.pop()))
    return judged(self, watch)
portion.Judge.all = all_of_it
from agorascope.cli import main
main()
"""
"""The signal comes when all is read and nothing is judged; it is sent from inside, so that it always comes then."""


def _at_the_end_of_reading(number: signal.Signals, *asked: str | Path, temporary: Path) -> tuple[int, str, str]:
    code = STRUCK.replace("int(sys.argv.pop())", str(int(number)))
    done = agorascope(*asked, code=code, env={"TMPDIR": str(temporary)})
    return done.code, done.out, done.words


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_tables_and_measures_leave_nothing(number: signal.Signals, tmp_path: Path) -> None:
    """`duplicates -o` and `export`, stopped while a file is written: it is not there, nor is half of it."""
    rows, out = table(tmp_path / "rows.jsonl"), tmp_path / "marked.csv"
    code = WRITING.replace("NUMBER", str(int(number)))
    (tmp_path / "temporary").mkdir()
    env = {"TMPDIR": str(tmp_path / "temporary")}
    done = agorascope("duplicates", rows, "--kinds", "exact", "-o", out, code=code, env=env)
    assert (done.code, done.words) == (CODES[number.name], f"agorascope: {SAID}\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.jsonl", "temporary"]
    assert list((tmp_path / "temporary").iterdir()) == []


WRITING = """
import os, signal
from agorascope.rows import delimited
signal.signal(signal.SIGINT, signal.default_int_handler)
safe = delimited._safe
def struck(value):
    os.kill(os.getpid(), NUMBER)
    return safe(value)
delimited._safe = struck
from agorascope.cli import main
main()
"""


def test_the_page_ends_quietly_on_sigterm(tmp_path: Path) -> None:
    """`review` under a supervisor: SIGTERM ends it with 0 and without a word."""
    desk = tmp_path / "desk.db"
    desk_of(desk)
    told = command("review", "--index", desk, "--who", "ann")
    with subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own program
        assert process.stdout is not None
        with httpx.Client(follow_redirects=True) as client:
            assert client.get(process.stdout.readline().strip()).status_code == 200
        process.terminate()
        _, words = process.communicate()
    assert (process.returncode, words) == (0, "agorascope: that address opens the page; Ctrl-C ends it\n")
