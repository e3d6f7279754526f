"""Words that several commands say."""

from __future__ import annotations

from typing import Annotated

import typer

from agorascope.reports.plain import safe

TASK_HELP = "language sentiment stance reply spam argument entailment keypoint"
AbstainOption = Annotated[
    float | None, typer.Option("--abstain", min=0, max=1, help="Labels less probable than this are null.")
]
MapOption = Annotated[
    str | None, typer.Option("--map", metavar="OURS=YOURS,…", help="Columns of a table: text=body,parent=reply_to")
]


def say(message: str) -> None:
    """Tell the user on stderr; names of files are strangers' text and cannot steer the terminal."""
    typer.echo(f"agorascope: {safe(message)}", err=True)
