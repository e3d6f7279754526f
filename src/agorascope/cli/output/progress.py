"""Progress on stderr: a live line on a terminal, plain lines in a log, nothing when asked to be quiet."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

from agorascope.amounts import many
from agorascope.reports.plain import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID
    from rich.status import Status

    from agorascope.records import Discussion


class _Shown:
    """A line on stderr; a context manager, so that a live line never outlives its work."""

    BEGINNING = "…"

    def __init__(self, *, quiet: bool) -> None:
        """Choose the form: `quiet` wins, then whether stderr is a terminal."""
        self._live = not quiet and sys.stderr.isatty()
        self._plain = not quiet and not self._live
        self._status: Status | None = None
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        """Show the live line where there is a terminal."""
        if self._live:
            from rich.console import Console

            self._status = Console(stderr=True).status(self.BEGINNING)
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the live line away."""
        if self._status:
            self._status.stop()


class Discussions(_Shown):
    """Says which discussions were finished."""

    BEGINNING = "reading…"

    def __init__(self, *, quiet: bool) -> None:
        """Begin with nothing finished."""
        super().__init__(quiet=quiet)
        self._discussions = self._comments = 0

    def done(self, discussion: Discussion) -> None:
        """Count one finished discussion."""
        self._discussions += 1
        self._comments += len(discussion.comments)
        seconds = time.monotonic() - self._since
        line = f"{many(self._discussions, 'discussion')}, {many(self._comments, 'comment')}, {seconds:.0f} s"
        if self._status:
            self._status.update(line)
        elif self._plain:
            typer.echo(
                f"{safe(discussion.source)}: {many(len(discussion.comments), 'comment')} (in all {line})", err=True
            )


class Steps(_Shown):
    """Says which step of a long work is being done, and how far it is."""

    EVERY = 5.0  # seconds between plain lines

    def __init__(self, *, quiet: bool) -> None:
        """Begin before the first step."""
        super().__init__(quiet=quiet)
        self._step, self._told = "", self._since

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell that `done` of `total` pieces of a step are finished; a total of 0 is not known."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._since = step, now
        line = self._line(now - self._since, done, total)
        if self._status:
            self._status.update(line)
        elif self._plain and now - self._told >= self.EVERY:
            self._told = now
            typer.echo(line, err=True)

    def _line(self, seconds: float, done: int, total: int) -> str:
        if not total:
            return f"{self._step}…" if not done else f"{self._step}: {done:,}"
        left = f", {seconds * (total - done) / done:,.0f} s left" if done and done < total else ""
        return f"{self._step}: {done:,} of {total:,}{left}"


class Watching(_Shown):
    """Says on a terminal, and only there, how much has come so far."""

    BEGINNING = "following…"

    def told(self, comments: int, flagged: int) -> None:
        """Tell how many comments came, and how many were flagged; the time is that of the last ones."""
        if self._status:
            at = time.strftime("%H:%M:%S")
            self._status.update(f"following: {many(comments, 'comment')}, {flagged:,} flagged, the last at {at}")

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the live line away while something is printed."""
        if self._status:
            self._status.stop()
        try:
            yield
        finally:
            if self._status:
                self._status.start()


class Stages:
    """A line for each stage, with its rate and the time left: bars on a terminal, plain lines in a log."""

    EVERY = 10.0  # seconds between plain lines

    def __init__(self, *, quiet: bool) -> None:
        """Choose the form: `quiet` wins, then whether stderr is a terminal."""
        self._live = not quiet and sys.stderr.isatty()
        self._plain = not quiet and not self._live
        self._bars: Progress | None = None
        self._rows: dict[str, TaskID] = {}
        self._stage, self._since, self._told, self._begun, self._ended = "", 0.0, 0.0, 0, False

    def __enter__(self) -> Self:
        """Show the bars where there is a terminal."""
        if self._live:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            self._bars = Progress(
                TextColumn("{task.description:<10}"),
                BarColumn(20),
                TimeElapsedColumn(),
                TextColumn("{task.fields[shown]}"),
                console=Console(stderr=True),
            )
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the bars as they stand."""
        if self._bars:
            self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell that `done` of `total` of a stage are finished; a total of 0 is not known."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._since, self._told, self._begun, self._ended = stage, now, now, done, False
        line = self._line(now - self._since, done, total)
        if self._bars:
            self._bar(stage, done, total, line)
        elif self._plain and (now - self._told >= self.EVERY or (total and done == total)) and not self._ended:
            self._told, self._ended = now, bool(total) and done == total
            typer.echo(f"{stage}: {line}", err=True)

    def _bar(self, stage: str, done: int, total: int, line: str) -> None:
        """Show a stage on a line of its own, its steps one after the other on that line."""
        if self._bars is None:
            return
        name, _, step = stage.partition(": ")
        if name not in self._rows:
            for row in self._rows.values():
                self._bars.stop_task(row)
            self._rows[name] = self._bars.add_task(name, total=total or None, shown=line)
        shown = f"{step}: {line}" if step else line
        self._bars.update(self._rows[name], completed=done, total=total or None, shown=shown)

    def _line(self, seconds: float, done: int, total: int) -> str:
        if total and done == total and done == self._begun:
            return "done before"
        rate = (done - self._begun) / seconds if seconds > 0 else 0.0
        speed = f", {rate:,.0f}/s" if rate else ""
        if not total:
            return f"{done:,}{speed}" if done else "…"
        left = f", {(total - done) / rate:,.0f} s left" if rate and done < total else ""
        return f"{done:,} of {total:,}{speed}{left}"
