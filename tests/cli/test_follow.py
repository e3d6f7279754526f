"""`agorascope flag --follow` as people run it: processes that are fed, stopped, killed and begun again."""

from __future__ import annotations

import csv
import io
import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import PAGES, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

# A process that was begun in the background ignores Ctrl-C, and so would ours.
COMMAND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from agorascope.cli import main; main()"
)
LONG = "We tried a points card in our three shops for a year, and after the fees it had cost more than it brought in."


def advert(number: int) -> bytes:
    """Give a row that is spam."""
    text = f"Earn {number}000 EUR a week from home, no skills needed! Write my manager on WhatsApp +00 555 014 {number}"
    return json.dumps({"id": str(number), "thread": "t", "author": f"a{number}", "text": text}).encode() + b"\n"


def add(path: Path, data: bytes) -> None:
    """Append to a file as its writer does."""
    with path.open("ab") as file:
        file.write(data)


def lies_there(index: Path) -> bool:
    """Tell whether comments lie on a desk."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as desk:
        return desk.execute("SELECT 1 FROM comment LIMIT 1").fetchone() is not None
    return False


@contextmanager
def following(*arguments: str | Path, **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command until the test is done with it."""
    told = [sys.executable, "-c", COMMAND, "flag", "--follow", "--every", "0.1", *map(str, arguments)]
    with subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **streams) as process:  # noqa: S603 - ours
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[bytes]) -> str:
    """Wait for one more flagged comment and give its id."""
    assert process.stdout is not None
    return str(json.loads(process.stdout.readline())["id"])


def ended(process: subprocess.Popen[bytes], number: int) -> tuple[list[str], str, int]:
    """Send a signal; give the ids that were told since, the words and the exit code."""
    process.send_signal(number)
    output, words = process.communicate()
    assert b"Traceback" not in words
    return [json.loads(row)["id"] for row in output.splitlines()], words.decode(), process.returncode


def test_told_as_it_comes_and_once(tmp_path: Path) -> None:
    """Half a line waits, a broken one spoils none, rotation loses none; SIGTERM ends with 143, and the next goes on."""
    path, index = tmp_path / "new.jsonl", tmp_path / "desk.db"
    asked = (path, "--json", "--index", index)
    with following(*asked) as process:
        assert process.stderr is not None
        assert b"no such file yet" in process.stderr.readline()
        add(path, advert(1) + advert(2)[:40])
        assert line(process) == "1"
        add(path, advert(2)[40:] + b"{broken\n" + advert(3))
        assert {line(process), line(process)} == {"2", "3"}
        path.rename(tmp_path / "new.jsonl.1")
        add(tmp_path / "new.jsonl.1", advert(4))
        add(path, advert(5))
        assert {line(process), line(process)} == {"4", "5"}
        told, words, code = ended(process, signal.SIGTERM)
    assert (told, code) == ([], 143)
    assert "line that cannot be read" in words
    assert "5 comments, 5 flagged: 5 spam" in words
    add(path, advert(6))
    path.rename(tmp_path / "new.jsonl.2")
    add(path, advert(7))
    with following(*asked) as process:
        assert {line(process), line(process)} == {"6", "7"}
        assert ended(process, signal.SIGINT)[::2] == ([], 130)


def test_killed_it_loses_nothing(tmp_path: Path) -> None:
    """Killed in the middle of its work, what it had not told is told by the next one."""
    path, index = tmp_path / "new.csv", tmp_path / "desk.db"
    rows = [json.loads(advert(n)) for n in range(1, 9)]
    table = io.StringIO()
    writer = csv.DictWriter(table, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(table.getvalue())
    asked = (path, "--json", "--index", index)
    told: list[str] = []
    with following(*asked) as process:
        while not lies_there(index):
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
        output, _ = process.communicate()
        told += [json.loads(row)["id"] for row in output.splitlines()]
    with following(*asked) as process:
        while len(set(told)) < len(rows):
            told.append(line(process))
        told += ended(process, signal.SIGTERM)[0]
    assert sorted(told) == sorted(row["id"] for row in rows)


def test_a_pipe_is_told_to_its_end(agorascope: Run) -> None:
    """From a pipe the command ends with it; a CSV has its header once, whenever its rows come."""
    again = {"id": "9", "thread": "t", "author": "ben", "text": LONG}
    rows = json.dumps(again | {"id": "8", "author": "ann"}).encode() + b"\n" + advert(1)
    with following("-", "--csv", "--quiet", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(rows)
        process.stdin.flush()
        first = [process.stdout.readline() for _ in range(2)]
        output, words = process.communicate(json.dumps(again).encode())
    told = list(csv.DictReader(io.StringIO(b"".join([*first, output]).decode())))
    assert [(row["id"], row["kind"]) for row in told] == [("1", "spam"), ("9", "duplicate")]
    assert (process.returncode, words) == (0, b"")
    assert agorascope("flag", "-", "--follow", stdin=b"").returncode == 0


def test_it_ends_when_nobody_reads(tmp_path: Path) -> None:
    """Whoever closes the pipe, as `head` does, ends the command, though nothing more comes."""
    path = tmp_path / "new.jsonl"
    path.write_bytes(advert(1))
    with following(path, "--json") as process:
        assert line(process) == "1"
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("new.jsonl", "--follow", "--fail-on", "spam"), 2, b"--fail-on tells at the end"),
        (("new.jsonl", "--every", "5"), 2, b"give --follow with it"),
        (("--url-list", "urls.txt", "--follow"), 2, b"fetched once"),
        (("new.jsonl", "--follow", "--format", "wxr"), 3, b"cannot be followed"),
        ((PAGES / "en-dev.txt", "-", "--follow"), 3, b"not followed"),
    ],
)
def test_what_cannot_be_followed(agorascope: Run, arguments: tuple[str, ...], code: int, word: bytes) -> None:
    """What has no meaning without an end is refused, and what cannot grow is told and left."""
    done = agorascope("flag", *arguments)
    assert (done.returncode, word in done.stderr, b"Traceback" in done.stderr) == (code, True, False), done.stderr
