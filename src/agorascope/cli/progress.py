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


class Progress:
    """Says what was finished; a context manager, so that a live line never outlives its work."""

    def __init__(self, *, quiet: bool) -> None:
        """Choose the form: `quiet` wins, then whether stderr is a terminal."""
        self._live = not quiet and sys.stderr.isatty()
        self._plain = not quiet and not self._live
        self._status: Status | None = None
        self._discussions = self._comments = 0
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        """Show the live line where there is a terminal."""
        if self._live:
            from rich.console import Console

            self._status = Console(stderr=True).status("reading…")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the live line away."""
        if self._status:
            self._status.stop()

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
