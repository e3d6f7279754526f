"""Small programs on the path of a page, for what a test cannot run: as strict as what they stand for."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

from tests.docs.blocks import ROOT
from tests.moderation.out.test_wp_cli import WP

_BIN = {
    "agorascope": '[ "${1:-}" != review ] || exec "$PYTHON" -m tests.docs.visit "$@"\n'
    '[ ! -d "$PAGE_PACKAGES" ] || exec "${PYTHON%/*}/agorascope" "$@"  # what a page installed was not there before\n'
    'exec "$WARM/agorascope" "$@"',
    "python": 'exec "$PYTHON" "$@"',
    "pip": 'exec "$PYTHON" -m tests.docs.install "$@"',
    "wp": '[ "${1:-}" != export ] || exec cat "$PAGE/.site/export.xml"\nexec "$PAGE/.site/wp" "$@"',
    "mail": 'exec cat >> "$PAGE/.mail"',
    "less": 'exec cat "$@"',
}


def put(page: Path) -> Path:
    """Write them below a page's folder, and the scripts of the repository beside; give the folder for the path."""
    here = page / ".bin"
    for name, words in _BIN.items():
        _program(here / name, words)
    for script in sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file() and path.suffix != ".py"):
        _program(page / "scripts" / script.name, f'exec "$PYTHON" -m tests.docs.scripts {script.name} "$@"')
    _site(page / ".site", (page / "export.xml").read_text("utf-8"))
    return here


def environment(page: Path, warm: Path) -> dict[str, str]:
    """Give the variables of a page's commands: its own home, caches and packages; nobody's keys.

    `warm` is the folder of what all pages share: `agorascope` and the hub's cache.
    """
    packages = page / ".packages"
    return {
        "PATH": f"{page / '.bin'}:{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": f"{packages}:{ROOT}",
        "PAGE_PACKAGES": str(packages),
        "PYTHON": sys.executable,
        "WARM": str(warm),
        "PAGE": str(page),
        "HOME": str(page),
        "USER": "moderator",
        "AGORASCOPE_CACHE": str(page / ".cache"),
        "HF_HOME": str(warm / "hub"),
        "HF_HUB_OFFLINE": "1",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "COLUMNS": "110",
    }


def _program(path: Path, words: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    path.chmod(0o755)


def _site(folder: Path, export: str) -> None:
    """Make a WordPress that has the comments of the export, all approved."""
    folder.mkdir()
    (folder / "export.xml").write_text(export, encoding="utf-8")
    (folder / "wp").write_text(WP, encoding="utf-8")
    (folder / "wp").chmod(0o755)
    (folder / "noise").touch()
    ids = re.findall(r"<wp:comment_id>(\d+)<", export)
    (folder / "site").write_text(json.dumps(dict.fromkeys(ids, "approve")), encoding="utf-8")


def words_of(line: str) -> list[str]:
    """Cut a command line of a page into words; what a shell could not read is cut at spaces."""
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()
