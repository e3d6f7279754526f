"""Words that several commands say."""

from __future__ import annotations

import typer

from agorascope.reports.plain import safe


def say(message: str) -> None:
    """Tell the user on stderr; names of files are strangers' text and cannot steer the terminal."""
    typer.echo(f"agorascope: {safe(message)}", err=True)
