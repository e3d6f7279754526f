"""Figures of an evaluation on stdout: as JSON, or as a table to read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

Found = TypeVar("Found")
_PIPED = 120  # columns where stdout is no terminal


def print_figures(found: Found, show: Callable[[Found, Console], None], *, as_json: bool) -> None:
    """Print figures; `show` makes the table."""
    if as_json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        return
    from rich.console import Console

    width = None if sys.stdout.isatty() else _PIPED
    show(found, Console(markup=False, emoji=False, highlight=False, width=width))
