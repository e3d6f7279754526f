"""`agorascope evaluate`: how good the labels are on somebody's gold."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from agorascope.cli.words import TASK_HELP


def run(
    task: Annotated[str, typer.Argument(metavar="TASK", help=TASK_HELP)],
    gold: Annotated[str, typer.Argument(metavar="GOLD.jsonl", help="Rows with `label` (or `spans` for argument).")],
    json: Annotated[bool, typer.Option("--json", help="Figures as JSON on stdout.")] = False,
    map: Annotated[str | None, typer.Option("--map", help="Your columns: label=stance,target=thesis")] = None,
) -> None:
    """Compare our labels with gold ones.

    Gives accuracy, macro F1, figures per label and language, confusion, a 95 % interval.

    \b
    Examples:
      agorascope evaluate sentiment gold.jsonl
      agorascope evaluate stance own.jsonl --map label=stance,target=thesis --json
    """
    from agorascope.evaluation import evaluate
    from agorascope.evaluation.table import show
    from agorascope.inference import Models
    from agorascope.rows import lines, mapping, opened
    from agorascope.settings import Settings
    from agorascope.tasks import task as find_task

    settings = Settings()
    wanted, names = find_task(task), mapping(map)
    with opened(gold) as file:
        figures = evaluate(wanted, list(lines(file)), names, Models(settings), settings)
    if json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(figures) + b"\n")
    else:
        from rich.console import Console

        show(figures, Console())
