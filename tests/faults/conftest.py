"""A small disk for one test."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.making import ROOT, Ended, command
from tests.faults.room import REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = 1 << 20


class Room:
    """A disk of a megabyte that can be filled and made read-only; commands that run there see it, others do not."""

    def __init__(self, process: subprocess.Popen[str], path: Path) -> None:
        """Take the process that holds the disk, and where it lies."""
        self._process, self.path = process, path

    def ask(self, **asked: Any) -> dict[str, Any]:
        """Have something done there."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def agorascope(self, *arguments: str | Path, **env: str) -> Ended:
        """Run `agorascope ARGUMENTS` there; nothing is ever told by a traceback."""
        ended = Ended(**self.ask(run=command(*arguments), env=env))
        assert "Traceback" not in ended.words, ended.words
        return ended

    def run(self, *told: str | Path) -> str:
        """Run another program there."""
        ended = Ended(**self.ask(run=list(map(str, told)), env={}))
        assert ended.code == 0, ended.words
        return ended.out

    def python(self, code: str, *arguments: str | Path, **env: str) -> Ended:
        """Run a Python program there."""
        return Ended(**self.ask(run=[sys.executable, "-c", code, *map(str, arguments)], env=env))

    def leave(self, size: int | None) -> None:
        """Fill the disk but for so many bytes; with None free it."""
        self.ask(leave=size)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Give a disk; where the kernel lends none (no root, no user namespaces) the test is left out."""
    path = tmp_path / "disk"
    path.mkdir()
    told = [sys.executable, "-m", "tests.faults.room", str(path), str(SIZE)]
    with subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own program
        assert process.stdin is not None
        assert process.stdout is not None
        if not process.stdout.readline():
            assert process.wait() == REFUSED
            pytest.skip("the kernel lends no disk: neither root nor user namespaces")
        yield Room(process, path)
        process.stdin.close()
