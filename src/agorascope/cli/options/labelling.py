"""What the commands that label have in common."""

from __future__ import annotations

from typing import Annotated

import typer

TASK_HELP = "language sentiment stance reply spam argument entailment keypoint"
AbstainOption = Annotated[
    float | None, typer.Option("--abstain", min=0, max=1, help="Labels less probable than this are null.")
]
