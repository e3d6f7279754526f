"""Ctrl-C keeps what is finished."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PAGES, Run

# A process that was begun in the background ignores Ctrl-C, and so would ours.
COMMAND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from agorascope.cli import main; main()"
)
DEV = [str(PAGES / f"{code}-dev.txt") for code in ("el", "en", "zh")]


def interrupted(after: bytes, *arguments: str) -> tuple[int, bytes, bytes]:
    """Run a command and interrupt it as soon as a line on stderr begins with these bytes; give code, words, output."""
    told = [sys.executable, "-c", COMMAND, *arguments]
    with subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own program
        assert process.stdout is not None
        assert process.stderr is not None
        assert any(line.startswith(after) for line in iter(process.stderr.readline, b""))
        process.send_signal(signal.SIGINT)
        output, words = process.communicate()
    assert b"Traceback" not in words
    assert b"interrupted" in words
    return process.returncode, words, output


@pytest.mark.parametrize("stage", ["read", "duplicates", "spam"])
def test_interrupted_corpus_is_gone_on_with(agorascope: Run, tmp_path: Path, stage: str) -> None:
    """After SIGINT the exit code is 130 and the words say how to go on; finished parts are whole, and stay."""
    asked = ["analyze", *DEV, "-o", str(tmp_path / "out"), "--part-size", "10"]
    code, words, _ = interrupted(f"{stage}: 72 of 72".encode(), *asked)
    assert code == 130
    assert f"what is finished is kept in {tmp_path / 'out'}: run the same command again to go on" in words.decode()
    told = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert not told["finished"]
    assert not (tmp_path / "out" / "discussions.jsonl").exists()
    done = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/part-*.parquet")}
    assert {path.parent.name for path in done} >= {"comments"}
    assert agorascope(*asked, "--stages", stage, "-q").returncode == 0
    assert all(path.stat().st_mtime_ns == time for path, time in done.items())
    assert not list((tmp_path / "out").rglob("*.part"))


def test_interrupted_printing_ends_with_a_whole_line() -> None:
    """Without a folder, what was printed until SIGINT is whole discussions."""
    code, words, output = interrupted(DEV[0].encode(), "analyze", *DEV, "--json")
    assert code == 130
    assert b"what was printed or written so far is complete" in words
    assert [json.loads(line)["schema"] for line in output.splitlines()][:1] == ["agorascope/discussion/1"]
    assert output.endswith(b"\n")
