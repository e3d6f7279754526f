"""What the tables of figures on the terminal are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from agorascope.evaluation.bootstrap import Interval

OURS = "agorascope"
NONE = "–"


def table(title: str, first: str, *numbers: str) -> Table:
    """Begin a table: a column of names, and columns of numbers, which stand to the right."""
    from rich.table import Table

    begun = Table(title=title, title_justify="left")
    begun.add_column(first)
    for head in numbers:
        begun.add_column(head, justify="right")
    return begun


def three(value: float | None) -> str:
    """Write a figure with three places."""
    return NONE if value is None else f"{value:.3f}"


def between(interval: Interval | None) -> str:
    """Write an interval."""
    return f"{three(interval[0])}–{three(interval[1])}" if interval else NONE
