"""Where what is told goes as soon as it is told: the terminal, JSON lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agorascope.records import Debate, Discussion

    Sink = Callable[[Discussion | Debate], None]


def sinks(*, as_json: bool, terminal: bool, locale: str | None) -> list[Sink]:
    """Give what takes every discussion and debate; `locale` is that of the words on the terminal, English for None."""
    return [*([_json] if as_json else []), *([_terminal(locale)] if terminal else [])]


def _json(told: Discussion | Debate) -> None:
    from agorascope.api.discussion import encoded

    sys.stdout.buffer.write(encoded(told) + b"\n")
    sys.stdout.buffer.flush()


def _terminal(locale: str | None) -> Sink:
    from rich.console import Console

    from agorascope.records import Discussion
    from agorascope.reports.terminal import show, show_debate

    console = Console(soft_wrap=False, highlight=False)

    def shown(told: Discussion | Debate) -> None:
        if isinstance(told, Discussion):
            show(told, console, locale)
        else:
            show_debate(told, console, locale)

    return shown
