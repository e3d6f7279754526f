"""Runs our own command line as a reader of the tutorials does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("agorascope"))


def agorascope(folder: Path, line: str) -> None:
    """Run a command in a folder; raises `CalledProcessError` where it fails."""
    subprocess.run([COMMAND, *line.split()], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
