"""The figure of researcher.md: the page's own blocks are run until it is there."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from scripts.tutorials.commands import COMMAND

PAGE = Path(__file__).parents[2] / "docs" / "tutorials" / "researcher.md"
_BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def figure(folder: Path, corpora: Path) -> bytes:
    """Give the SVG that the page saves; raises `CalledProcessError` where a command of it fails."""
    (folder / "corpora").symlink_to(corpora, target_is_directory=True)
    names: dict[str, Any] = {}
    for language, text in _BLOCK.findall(PAGE.read_text("utf-8")):
        if language == "sh":
            _shell(re.sub(r"^scripts/.*$", "", text, flags=re.MULTILINE), folder)
        else:
            with contextlib.chdir(folder), contextlib.redirect_stdout(None):
                exec(text, names)  # noqa: S102 - our own page
        if (folder / "stance.svg").exists():
            break
    return (folder / "stance.svg").read_bytes()


def _shell(text: str, folder: Path) -> None:
    path = f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(  # noqa: S603 - our own page
        ["bash", "-euc", text],  # noqa: S607 - whichever is there
        cwd=folder,
        env={**os.environ, "PATH": path},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
