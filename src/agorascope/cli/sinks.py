"""Where analysed discussions go: the terminal, JSON lines, a report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.cli.reporting import file_name, write_whole

if TYPE_CHECKING:
    from agorascope.records import Discussion

__all__ = ["Sink", "open_sinks", "reports", "write_report", "write_whole"]

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
    seen: set[str] = set()
    written = set()
    for discussion in discussions:
        path = folder / f"{file_name(discussion.id, seen)}.md"
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
