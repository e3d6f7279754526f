"""Ctrl-C keeps what is finished."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import PAGES

COMMAND = "from agorascope.cli import main; main()"


def test_interrupted_run_keeps_finished_discussions(tmp_path: Path) -> None:
    """After SIGINT the exit code is 130, the words say so, and what was finished is a whole file of whole lines."""
    arguments = [sys.executable, "-c", COMMAND, "analyze", str(PAGES), "-o", str(tmp_path / "out")]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own program
        assert process.stderr is not None
        assert b"comments" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        words = process.stderr.read()
    assert process.returncode == 130
    assert b"interrupted" in words
    assert b"Traceback" not in words
    lines = (tmp_path / "out" / "discussions.jsonl").read_bytes().splitlines()
    assert lines
    assert all(json.loads(line)["schema"] == "agorascope/discussion/1" for line in lines)
    assert not list((tmp_path / "out").rglob("*.part"))
