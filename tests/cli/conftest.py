"""Runs the installed command as a user does: a process, its two streams, its exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "corpora" / "discussions"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run `agorascope ARGS`, with optional stdin bytes."""
    command = [sys.executable, "-c", "from agorascope.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603 - our own program


@pytest.fixture
def agorascope() -> Run:
    """Give that function."""
    return run
