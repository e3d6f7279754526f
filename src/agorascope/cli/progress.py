"""Progress on stderr: a live line on a terminal, plain lines in a log, nothing when asked to be quiet."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

from agorascope.reports.plain import many, safe

if TYPE_CHECKING:
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


class Progress(_Shown):
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
