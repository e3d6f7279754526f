"""Where analysed discussions go: the terminal, JSON lines, a report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.errors import UsageError

if TYPE_CHECKING:
    from agorascope.records import Discussion

Sink = Callable[["Discussion"], None]


@contextmanager
def open_sinks(*, as_json: bool, report: Path | None) -> Iterator[list[Sink]]:
    """Open what was asked for; a report appears whole, under its name, when the run ends."""
    kept: list[Discussion] = []
    sinks: list[Sink] = []
    if as_json:
        sinks.append(_json)
    elif not report:
        sinks.append(_terminal())
    if report:
        sinks.append(kept.append)
    try:
        yield sinks
    finally:
        if report and kept:
            write_report(report, kept)


def write_report(path: Path, discussions: Iterable[Discussion]) -> None:
    """Write one Markdown report of all the discussions."""
    from agorascope.reports.markdown import render

    write_whole(path, render(list(discussions)))


def reports(folder: Path, discussions: Iterable[Discussion]) -> None:
    """Write a Markdown report for each discussion into a folder; those of earlier runs that are no more are deleted."""
    from agorascope.reports.markdown import render

    folder.mkdir(parents=True, exist_ok=True)
    seen: dict[str, int] = {}
    written = set()
    for discussion in discussions:
        path = folder / f"{_name(discussion.id, seen)}.md"
        write_whole(path, render([discussion]))
        written.add(path)
    for path in set(folder.glob("*.md")) - written:
        path.unlink()


def _json(discussion: Discussion) -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(discussion) + b"\n")
    sys.stdout.buffer.flush()


def _terminal() -> Sink:
    from rich.console import Console

    from agorascope.reports.terminal import show

    console = Console(soft_wrap=False, highlight=False)
    return lambda discussion: show(discussion, console)


def _name(identity: str, seen: dict[str, int]) -> str:
    """Make a file name of a stranger's id: letters, digits, dot, dash; a number where two would collide."""
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in identity)[:80] or "discussion"
    seen[kept] = seen.get(kept, 0) + 1
    return kept if seen[kept] == 1 else f"{kept}-{seen[kept]}"


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there in full or not at all; raises `UsageError` where it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give a path that can be written") from error
