"""`agorascope label`: one prediction for every row."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agorascope.amounts import many
from agorascope.cli.options.choices import LabelsOption, ModelOption, choices, guests
from agorascope.cli.options.labelling import TASK_HELP, AbstainOption
from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.rows import Line
    from agorascope.settings import Settings
    from agorascope.tasks import Task


def run(
    task: Annotated[str, typer.Argument(metavar="TASK", help=TASK_HELP)],
    source: Annotated[str, typer.Argument(metavar="[FILE or -]", help="JSONL; - or nothing reads stdin.")] = "-",
    map: Annotated[str | None, typer.Option("--map", help="Your columns: text=body,target=thesis")] = None,
    abstain: AbstainOption = None,
    model: ModelOption = None,
    labels: LabelsOption = None,
) -> None:
    """Label the rows of a JSONL file.

    The same rows come out in the same order, each with `prediction`.

    A row needs `text`, and `target` (stance, entailment), `parent` (reply) or `key_point`
    (keypoint). Where known, these help: `lang`; for sentiment `target` and `parent`; for stance
    `parent`, or `context` with the earlier turns of the talk, oldest first; for spam the article as
    `context`. A row that cannot be labelled keeps its place with `prediction` null and an `error`.

    \b
    Examples:
      agorascope label sentiment comments.jsonl > labelled.jsonl
      agorascope label stance --map target=thesis --abstain 0.6 < rows.jsonl
      echo '{"text": "Kala ta les!"}' | agorascope label language
      agorascope label sentiment --model sentiment=./my-model --labels LABEL_0=negative,LABEL_1=positive rows.jsonl
      agorascope label stance --model stance=openai:llama3@http://localhost:11434/v1 < rows.jsonl
    """
    from agorascope.inference import Models
    from agorascope.rows import chunks, lines, mapping, opened
    from agorascope.settings import Settings
    from agorascope.tasks import task as find_task

    wanted, names, settings = (
        find_task(task),
        mapping(map),
        Settings.with_(abstain=abstain, choices=choices(model, labels, only=[task])),
    )
    failed = 0
    with guests(settings) as others, opened(source) as file:
        models = Models(settings, others)
        for batch in chunks(lines(file), settings.rows_at_once):
            failed += _answer(batch, wanted, names, models, settings)
    if failed:
        say(f"{many(failed, 'row')} could not be labelled; the `error` there says why")


def _answer(batch: list[Line], wanted: Task, names: dict[str, str], models: Models, settings: Settings) -> int:
    """Write the rows with what they are labelled; count those that could not be."""
    from agorascope.api.labelling import predicted

    failed = 0
    for line, (prediction, reason) in zip(
        batch, predicted(batch, wanted, names, lambda: models, settings), strict=True
    ):
        why = {} if reason is None else {"error": f"line {line.number}: {reason}"}
        _write({**(line.row or {}), "prediction": prediction, **why})
        failed += reason is not None
    sys.stdout.buffer.flush()
    return failed


def _write(row: dict[str, Any]) -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
