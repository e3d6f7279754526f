"""Corpora for tests, runs over them in this process and in others, and what stands in their folders afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from msgspec import structs

from agorascope.corpus.engine import Engine
from agorascope.corpus.folder import Folder
from agorascope.corpus.record import Record
from agorascope.corpus.running import Plan, run
from agorascope.errors import ReadError
from agorascope.readers import read
from agorascope.records import Article, Comment, Thread
from agorascope.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "corpora" / "discussions"
DEV = tuple(str(PAGES / f"{code}-dev.txt") for code in ("el", "en", "zh"))
ONE_THREAD = Settings(threads=1)
"""So that all runs of this process share their models."""
PART = 10
COMMAND = "from agorascope.cli import main; main()"
Row = dict[str, Any]
Rows = list[Row]
Found = Iterable[Thread | ReadError]
FORUM = (
    ("a#1", None, "Μαρία", "10:00", "Οι κάρτες είναι απάτη, το έχω ξαναπεί εκατό φορές σε αυτή τη σελίδα."),
    ("b%", "a#1", "Nikos", "11:00", "> Οι κάρτες είναι απάτη\n\nΔιαφωνώ, γιατί εγώ γλιτώνω είκοσι ευρώ τον μήνα."),
    ("c", None, "Anna", "12:00", "Everybody knows that these cards track you, so I pay in cash and keep my secrets."),
    ("d", None, "Boris", "12:30", "Everybody knows that these cards track you, so I pay in cash and keep my secrets!"),
    ("e", "d", "Carla", "13:00", "Everybody knows that these cards track you, so I pay in cash & keep my secrets."),
    ("f", "d", "Dora", "14:00", "everybody knows that these cards track you, so I pay in cash and keep my secrets"),
    (
        "g",
        None,
        "X",
        "15:00",
        "BUY CHEAP WATCHES www.example.com/watches http://example.com +30 210 0000000 casino casino",
    ),
)
"""Comments of a forum: quotes, answers, a campaign, spam; ids with the signs that stand between ids."""


def thread(name: str, *texts: str, **changes: Any) -> Thread:
    """Make a thread with a comment for each text; `changes` are fields of the thread."""
    comments = tuple(Comment(id=str(n), number=n, text=text) for n, text in enumerate(texts, start=1))
    told: dict[str, Any] = {"source": f"{name}.txt", "format": "text", "article": Article(), "comments": comments}
    return Thread(id=name, **(told | changes))


def pages() -> list[Thread]:
    """Read the three pages on which rooms are developed."""
    return [item for item in read(DEV) if isinstance(item, Thread)]


def small(comments: int = 4) -> list[Thread]:
    """Give the beginnings of these pages: every language, every stage has something to find."""
    return [structs.replace(page, comments=page.comments[:comments]) for page in pages()]


def reposted() -> list[Thread]:
    """Give them with some of what they say posted again elsewhere, a little changed."""
    found = small()
    again = [f"{one.comments[2].text} {one.comments[2].text[:9]}" for one in found]
    return [*found, thread("again", *again, found[0].comments[3].text)]


def write_inputs(folder: Path) -> Path:
    """Write a folder with pages, a forum with the name of one of them, an article nobody answered, and what is none."""
    (folder / "forum").mkdir(parents=True)
    for page in DEV:
        shutil.copy(page, folder)
    names = ("id", "parent_id", "author", "published", "text")
    posts = [dict(zip(names, row, strict=True)) | {"published": f"2024-05-01T{row[3]}:00"} for row in FORUM]
    _lines(folder / "forum" / "el-dev.jsonl", [*posts, {"id": "empty", "text": ""}])
    alone = {"type": "article", "id": "bare", "title": "Nobody answered", "text": "It is alone. It should not be so."}
    _lines(folder / "forum" / "bare.jsonl", [alone])
    (folder / "empty.txt").write_bytes(b"")
    (folder / "torn.zip").write_bytes(b"PK\x03\x04torn")
    return folder


def _lines(path: Path, found: Rows) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")


def analysed(folder: Path, found: Found, *, watch: Any = None, **plan: Any) -> Record:
    """Run over threads into a folder, in this process and with one worker."""
    asked: dict[str, Any] = {"settings": ONE_THREAD, "part": PART, "source": "here", "keep": False}
    return run(folder, lambda: found, Plan(**(asked | plan)), Engine("native", None, 1), watch or _unwatched)


def _unwatched(_stage: str, _done: int, _total: int) -> None:
    return


def command(*arguments: str | Path) -> list[str]:
    """Give the command line of `agorascope ARGUMENTS` in a process of its own."""
    return [sys.executable, "-c", COMMAND, *map(str, arguments)]


def agorascope(
    *arguments: str | Path, env: Mapping[str, str] | None = None, where: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run `agorascope ARGUMENTS` to its end."""
    told = command(*arguments)
    return subprocess.run(told, capture_output=True, check=False, env=os.environ | (env or {}), cwd=where)  # noqa: S603 - our own program


def rows(folder: Path, layer: str) -> Rows:
    """Read a layer from its first part to its last."""
    return [row for table in Folder(folder).tables(layer) for row in table.to_pylist()]


def files(folder: Path) -> dict[str, bytes]:
    """Give all that a run leaves for its reader, by name; the record has times in it and is looked at apart."""
    return {name: path.read_bytes() for name, path in _files(folder)}


def times(folder: Path) -> dict[str, int]:
    """Tell when each file was written."""
    return {name: path.stat().st_mtime_ns for name, path in _files(folder)}


def written_since(folder: Path, before: Mapping[str, int]) -> set[str]:
    """Name the layers of which a file was written or deleted since `times` were taken."""
    now = times(folder)
    return {name.split("/")[0] for name in now.keys() | before.keys() if now.get(name) != before.get(name)}


def _files(folder: Path) -> Iterable[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != "run.json" and not name.startswith(".work/"):
            yield name, path


def broken(folder: Path) -> list[str]:
    """Name the parts that cannot be read."""
    found = []
    for path in folder.rglob("part-*.parquet"):
        try:
            pq.ParquetFile(path).read()
        except (OSError, ValueError) as error:
            found.append(f"{path}: {error}")
    return found


def record(folder: Path) -> dict[str, Any]:
    """Read what a run says of itself."""
    found: dict[str, Any] = json.loads((folder / "run.json").read_bytes())
    return found


def skipped(told: Mapping[str, Any]) -> set[str]:
    """Name the stages that found all their parts done."""
    return {stage["name"] for stage in told["stages"] if stage["skipped_parts"] == stage["parts"]}


def column(found: Sequence[Row], name: str) -> list[Any]:
    """Give one column of rows."""
    return [row[name] for row in found]
