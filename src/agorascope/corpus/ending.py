"""What is left to do when all stages are done: the discussions in one file, nothing that only the run needed."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING, Final

from agorascope.corpus.folder import DISCUSSIONS, HALF, Folder, content_name, whole
from agorascope.corpus.layers import NAMES
from agorascope.corpus.stages import STAGES, TOLD
from agorascope.inference.kept import digest, forget

if TYPE_CHECKING:
    from pathlib import Path

    from agorascope.settings import Settings

_PASSING: Final = ("texts", "keys", "firsts", "leads", "bundles", "led", "beats")
KEPT: Final = "kept.sqlite"
"""What the models said, for the time of a run."""


def discussions(folder: Folder, parts: int) -> None:
    """Put the discussions of all parts into one file, unless the same stand there."""
    made = digest(*(content_name(folder, "summaries", part) + _size(folder, part) for part in range(parts))).hex()
    mark, path = folder.work / "discussions", folder.path / DISCUSSIONS
    if path.is_file() and mark.is_file() and mark.read_bytes() == f"{made} {_digest(path)}".encode():
        return
    with whole(path) as part, part.open("wb") as file:
        for number in range(parts):
            with folder.file(TOLD, number, "jsonl").open("rb") as lines:
                shutil.copyfileobj(lines, file)
    mark.write_text(f"{made} {_digest(path)}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(folder: Folder, part: int) -> str:
    stat = folder.file(TOLD, part, "jsonl").stat()
    return f" {stat.st_size} {stat.st_mtime_ns}"


def outdated(folder: Folder, parts: int, settings: Settings, done: tuple[str, ...], more: str) -> list[str]:
    """Name the stages of earlier runs whose layers were made from something else, or from such layers."""
    old: list[str] = []
    stale: set[str] = set()
    for stage in STAGES:
        if stage.name in done or not all((folder.path / name).is_dir() for name in stage.writes):
            continue
        also = more if stage.name == "duplicates" else ""
        wanted = (stage.made_from(folder, n, settings, also) for n in range(parts))
        marks = (folder.mark(stage.writes[-1], n) for n in range(parts))
        same = all(mark is not None and mark.made == made for mark, made in zip(marks, wanted, strict=True))
        if not same or not stale.isdisjoint(stage.reads):
            old.append(stage.name)
            stale |= set(stage.writes)
    return old


def tidied(folder: Folder) -> None:
    """Delete what only helped this run, and what killed ones left half-written; what spares work next time stays."""
    for name in _PASSING:
        shutil.rmtree(folder.work / name, ignore_errors=True)
    forget(folder.work / KEPT)
    for root in (folder.path, folder.work, *folder.work.glob("*/"), *(folder.path / name for name in NAMES)):
        for path in root.glob(HALF):
            path.unlink(missing_ok=True)
