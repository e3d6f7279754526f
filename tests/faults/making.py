"""Small inputs, and commands run as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "corpora" / "discussions"
MAIN = "from agorascope.cli import main; main()"
WITHOUT_MODELS = ("--stages", "duplicates,signals", "--kinds", "exact", "--part-size", "2")
"""Options of `analyze -o` for what takes no models, in several parts."""
THREADS = {
    "tram": (
        ("Ann", "I think the new tram is a good idea, because cars make our streets loud and dirty."),
        ("Bob", "No, it is far too expensive and nobody will use it."),
        ("Eve", "BUY CHEAP WATCHES www.example.com/watches http://example.com casino casino casino"),
    ),
    "again": (
        ("Μαρία", "Το τραμ είναι απάτη, το έχω ξαναπεί εκατό φορές, γιατί κοστίζει πολύ."),
        ("Dan", "No, it is far too expensive and nobody will use it!"),
        ("Zoe", "市中心的停车费不应该再涨了。住在那里的人没有别的选择。"),
    ),
}


class Ended(Struct, frozen=True):
    """How a command ended: its code, what it printed, what it said on stderr."""

    code: int
    out: str
    words: str


def table(path: Path, *texts: str) -> Path:
    """Write a table of comments; without texts, one of each kind of comment."""
    said = [("Ann", text) for text in texts] or [row for rows in THREADS.values() for row in rows]
    rows = [{"id": f"c{n}", "author": author, "text": text} for n, (author, text) in enumerate(said)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def inputs(folder: Path) -> Path:
    """Write a folder of two threads."""
    folder.mkdir()
    for name, said in THREADS.items():
        table(folder / f"{name}.jsonl", *(text for _, text in said))
    return folder


def command(*arguments: str | Path, code: str = MAIN) -> list[str]:
    """Give the command line of `agorascope ARGUMENTS`."""
    return [sys.executable, "-c", code, *map(str, arguments)]


def agorascope(*arguments: str | Path, env: Mapping[str, str] | None = None, code: str = MAIN, **how: Any) -> Ended:
    """Run `agorascope ARGUMENTS` to its end."""
    return ran(command(*arguments, code=code), env=env, **how)


def ran(told: Sequence[str], *, env: Mapping[str, str] | None = None, **how: Any) -> Ended:
    """Run a command to its end."""
    options: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": ROOT} | how
    done = subprocess.run(told, env=os.environ | (env or {}), check=False, **options)  # noqa: S603 - our own program
    return Ended(done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode())


def layers(folder: Path) -> dict[str, bytes]:
    """Give all that a run leaves for its reader, by name; the record has times in it."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".work" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.name != "run.json"}


def halves(folder: Path) -> list[str]:
    """Name files that were left half-written."""
    return sorted(str(path) for path in folder.rglob("*.part"))


def flipped(path: Path, share: float) -> None:
    """Change the byte that lies that far in a file."""
    content = bytearray(path.read_bytes())
    content[int(share * len(content))] ^= 0x5A
    path.write_bytes(content)
