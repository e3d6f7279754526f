"""Runs of `agorascope analyze` over a corpus, each measured once.

A run begins with an empty folder; then the same command is given again, when everything is done already. `run.json`
tells the stages and, while the program runs, which of them is under way.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from scripts.corpus.log import Log
from scripts.corpus.making import made
from scripts.corpus.watching import Watched, watched

STAGES = {"all": (), "cheap": ("--stages", "read,language,duplicates,signals", "--kinds", "exact,near")}
"""The words on the command line for each way of analysing."""
_MEGABYTE = 1e6

Row = dict[str, Any]


class Place(Struct, frozen=True):
    """Where everything of a measurement lies, and how it is done."""

    data: Path
    folder: Path
    workers: int
    log: Log
    tell: Callable[[str], None]

    def corpus(self, comments: int) -> tuple[Path, Row]:
        """Give a corpus and what it consists of."""
        return made(self.data, self.folder, comments, self.tell)

    def key(self, run: str, comments: int) -> Row:
        """Name a measurement in the log."""
        return {"run": run, "comments": comments, "workers": self.workers}


def analysed(place: Place, way: str, comments: int) -> Row:
    """Give the figures of analysing so many comments, `all` stages or the `cheap` ones; raises `Failed`."""
    return place.log.once(place.key(way, comments), lambda: _measured(place, way, comments))


def command(corpus: Path, out: Path, workers: int, way: str = "all") -> list[str]:
    """Give the command that analyses a corpus into a folder."""
    program = [sys.executable, "-m", "agorascope", "analyze", str(corpus), "-o", str(out)]
    return [*program, "--workers", str(workers), "--quiet", *STAGES[way]]


def _measured(place: Place, way: str, comments: int) -> Row:
    corpus, about = place.corpus(comments)
    out = place.folder / f"analysed-{way}-{comments}"
    shutil.rmtree(out, ignore_errors=True)
    asked = command(corpus, out, place.workers, way)
    place.tell(f"{way}: analysing {comments:,} comments …")
    run = watched(asked, place.folder / f"{out.name}.out", lambda: _record(out).get("doing"))
    told, sizes = _record(out), _sizes(out)
    place.tell(f"{way}: {comments:,} comments in {run.seconds} s, {run.peak()} MB; once more, all done …")
    again = watched(asked, place.folder / f"{out.name}.again.out")
    return {
        "comments": comments,
        "workers": place.workers,
        "seconds": run.seconds,
        "cpu_seconds": run.cpu_seconds,
        "comments_per_second": round(comments / run.seconds, 1),
        "peak_megabytes": run.peak(),
        "processes": run.most_processes,
        "stages": [_stage(stage, run, comments) for stage in told["stages"]],
        "untimed_seconds": round(run.seconds - sum(stage["seconds"] for stage in told["stages"]), 2),
        **sizes,
        "again": {
            "seconds": again.seconds,
            "cpu_seconds": again.cpu_seconds,
            "skipped_parts": sum(stage.get("skipped_parts", 0) for stage in _record(out)["stages"]),
        },
        "counts": told.get("counts"),
        "versions": told.get("versions"),
        "corpus": about,
    }


def _record(out: Path) -> Row:
    """Read the record of a run; nothing where there is none yet."""
    with suppress(OSError, ValueError):
        told: Row = json.loads((out / "run.json").read_text("utf-8"))
        return told
    return {}


def _sizes(out: Path) -> Row:
    """Tell how much was written: what users read, and what only the program reads (under names with a dot)."""
    files = [(path.relative_to(out), path.stat().st_size) for path in out.rglob("*") if path.is_file()]
    kept = sum(size for path, size in files if path.parts[0].startswith("."))
    return {
        "output_megabytes": round((sum(size for _, size in files) - kept) / _MEGABYTE, 1),
        "work_megabytes": round(kept / _MEGABYTE, 1),
        "files": len(files),
    }


def _stage(stage: Row, run: Watched, comments: int) -> Row:
    seconds = float(stage["seconds"])
    return {
        "name": stage["name"],
        "seconds": seconds,
        "comments_per_second": round((stage.get("comments") or comments) / max(seconds, 1e-3), 1),
        "peak_megabytes": run.peak(stage["name"]),
        "steps": {step["name"]: step["seconds"] for step in stage.get("steps") or ()},
    }
