"""`agorascope models`: which models are installed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def run(json: Annotated[bool, typer.Option("--json", help="As JSON on stdout.")] = False) -> None:
    """List the installed models and their licences.

    For each: version, licence, hash, size, figures, the data it was made from.

    \b
    Example:
      agorascope models
    """
    from agorascope.inference.store import installed

    cards = installed()
    if json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(cards) + b"\n")
        return
    from rich.console import Console

    from agorascope.reports.cards import show

    show(cards, Console())
