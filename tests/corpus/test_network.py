"""Nothing is sent anywhere, and nothing is asked for: not by us, nor by the engine that works for us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.confined import REFUSED
from tests.corpus.making import COMMAND, PAGES, ROOT, record

TOUCH = "import socket; socket.socket(socket.AF_UNIX).close(); print('so far', flush=True); socket.socket()"


def _confined(*arguments: str | Path, home: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    told = [sys.executable, "-m", "tests.corpus.confined", *map(str, arguments)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    env |= {"HOME": str(home)} if home else {}
    done = subprocess.run(told, cwd=ROOT, env=env, capture_output=True, check=False)  # noqa: S603 - our own words
    if done.returncode == REFUSED:
        pytest.skip("the kernel takes no filter")
    return done


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Give a folder with the beginnings of three threads."""
    few = tmp_path / "few"
    few.mkdir()
    for code in ("el", "en", "zh"):
        lines = (PAGES / f"{code}-dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (few / f"{code}.jsonl").write_text("".join(lines[:4]), encoding="utf-8")
    return few


def test_who_touches_the_network_is_killed() -> None:
    """The test can see what it looks for."""
    done = _confined(TOUCH)
    assert (done.stdout, done.returncode) == (b"so far\n", -signal.SIGSYS)


@pytest.mark.parametrize("asked", [("--workers", "1"), ("--workers", "2", "--stages", "signals")], ids=" ".join)
def test_a_run_needs_no_network_and_tries_none(few: Path, tmp_path: Path, asked: tuple[str, ...]) -> None:
    """All stages, and workers of their own, end well where making a socket of the internet is death.

    Nor is anything laid into the user's home by which a machine could be known again.
    """
    home = tmp_path / "home"
    home.mkdir()
    done = _confined(COMMAND, "analyze", few, "-o", few / "out", "--part-size", "3", "-q", *asked, home=home)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(home.rglob("*")) == []
    assert record(few / "out")["finished"]
