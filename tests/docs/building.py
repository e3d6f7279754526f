"""Builds the documentation site as `scripts/docs build` does: once for all tests that look at it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.docs.blocks import ROOT

QUIET = {"NO_MKDOCS_2_WARNING": "1"}  # as scripts/docs sets it


def build(folder: Path) -> str:
    """Build into a folder; give what was said on stderr. Raises where MkDocs ends with an error, as for a warning."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False)  # noqa: S603 - our own site
    assert done.returncode == 0, done.stderr
    return done.stderr


@cache
def built() -> tuple[Path, str]:
    """Give the site and what building it said; the folder lives as long as the process."""
    folder = Path(_KEPT.name) / "site"
    return folder, build(folder)


_KEPT = tempfile.TemporaryDirectory(prefix="agorascope-site-")
