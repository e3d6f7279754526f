"""Where analysed discussions go: the terminal, JSON lines, a folder, a report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.errors import UsageError

if TYPE_CHECKING:
    from agorascope.records import Discussion

Sink = Callable[["Discussion"], None]


@contextmanager
def open_sinks(*, as_json: bool, out: Path | None, report: Path | None) -> Iterator[list[Sink]]:
    """Open what was asked for; files appear whole, under their name, when the run ends."""
    kept: list[Discussion] = []
    sinks: list[Sink] = []
    if as_json:
        sinks.append(_json)
    elif not (out or report):
        sinks.append(_terminal())
    if report:
        sinks.append(kept.append)
    try:
        with _folder(out) as folder_sinks:
            yield [*sinks, *folder_sinks]
    finally:
        if report and kept:
            from agorascope.reports.markdown import render

            write_whole(report, render(kept))


def _json(discussion: Discussion) -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(discussion) + b"\n")
    sys.stdout.buffer.flush()


def _terminal() -> Sink:
    from rich.console import Console

    from agorascope.reports.terminal import show

    console = Console(soft_wrap=False, highlight=False)
    return lambda discussion: show(discussion, console)


@contextmanager
def _folder(out: Path | None) -> Iterator[list[Sink]]:
    if out is None:
        yield []
        return
    import msgspec

    from agorascope.reports.markdown import render

    reports = out / "reports"
    try:
        reports.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"-o {out}: {error.strerror}; give a folder that can be written") from error
    part = out / "discussions.jsonl.part"
    seen: dict[str, int] = {}

    def write(discussion: Discussion) -> None:
        lines.write(msgspec.json.encode(discussion) + b"\n")
        write_whole(reports / f"{_name(discussion.id, seen)}.md", render([discussion]))

    try:
        with part.open("wb") as lines:
            yield [write]
    finally:
        part.replace(out / "discussions.jsonl")


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
