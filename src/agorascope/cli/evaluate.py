"""`agorascope evaluate`: how good the labels are on somebody's gold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.cli.choices import LabelsOption, ModelOption, choices, guests
from agorascope.cli.words import TASK_HELP, say

if TYPE_CHECKING:
    from agorascope.evaluation.run import Evaluation, Outcome
    from agorascope.rows import Line


ByOption = Annotated[list[str] | None, typer.Option("--by", metavar="COLUMN", help="Figures for each value, too.")]
AbstainOption = Annotated[
    float | None, typer.Option("--abstain", metavar="SCORE", help="Answer only labels that score this much.")
]
TrainOption = Annotated[str | None, typer.Option("--train", metavar="FILE", help="Rows that the baselines learn from.")]
ErrorsOption = Annotated[
    Path | None, typer.Option("--errors", metavar="FILE", help="Write the rows we have wrong, surest first.")
]


def run(
    task: Annotated[str, typer.Argument(metavar="TASK", help=TASK_HELP)],
    gold: Annotated[str, typer.Argument(metavar="GOLD.jsonl", help="Rows with `label` (or `spans` for argument).")],
    json: Annotated[bool, typer.Option("--json", help="Figures as JSON on stdout.")] = False,
    map: Annotated[str | None, typer.Option("--map", help="Your columns: label=stance,target=thesis")] = None,
    by: ByOption = None,
    abstain: AbstainOption = None,
    train: TrainOption = None,
    baseline: Annotated[bool, typer.Option("--baseline/--no-baseline", help="Measure baselines beside ours.")] = True,
    errors: ErrorsOption = None,
    model: ModelOption = None,
    labels: LabelsOption = None,
) -> None:
    """Compare our labels with gold ones.

    Gives accuracy, macro F1, calibration, figures per label and language, confusions, 95 % intervals,
    and beside ours two baselines on the same rows: the most frequent label, and logistic regression on
    tf-idf of n-grams, learned from --train or from the other folds of the gold.

    A row needs `text` and `label`; stance and entailment `target`, reply `parent`, keypoint `key_point`.
    Lines that cannot be compared are counted, with their numbers. Folds keep rows together that share a
    `group`, `thesis_id`, `target`, `thesis`, `parent`, `topic` or `key_point`.

    \b
    Examples:
      agorascope evaluate sentiment gold.jsonl
      agorascope evaluate stance own.jsonl --map label=stance,target=thesis --by style --json
      agorascope evaluate spam gold.jsonl --train train.jsonl --abstain 0.8 --errors wrong.jsonl
      agorascope evaluate sentiment gold.jsonl --model sentiment=owner/name
    """
    from agorascope.evaluation import Asked, evaluate
    from agorascope.inference import Models
    from agorascope.rows import mapping
    from agorascope.settings import Settings
    from agorascope.tasks import task as find_task

    if errors:
        _check(errors, gold, train)
    wanted, names = find_task(task), mapping(map)
    settings = Settings(choices=choices(model, labels, only=[task]))
    asked = Asked(by=tuple(by or ()), abstain=abstain, train=_lines(train) if train else None, baselines=baseline)
    with guests(settings) as others:
        outcome = evaluate(wanted, _lines(gold), names, Models(settings, others), settings, asked)
    _tell(outcome.evaluation)
    _show(outcome.evaluation, as_json=json)
    if errors:
        _write_mistakes(outcome, errors)


def _check(path: Path, *sources: str | None) -> None:
    """Refuse a place for the mistakes that cannot be written, or is read, before anything is labelled."""
    from agorascope.errors import UsageError

    if not path.parent.is_dir():
        raise UsageError(f"--errors {path}: there is no folder {path.parent}; make it, or name another")
    if any(source and path.resolve() == Path(source).resolve() for source in sources):
        raise UsageError(f"--errors {path}: that file is read; name another, it would be overwritten")


def _lines(source: str) -> tuple[Line, ...]:
    from agorascope.rows import lines, opened

    with opened(source) as file:
        return tuple(lines(file))


def _tell(found: Evaluation) -> None:
    from agorascope.evaluation import told

    for what, rejects in (("gold", found.rejects), ("training", found.train_rejects)):
        if rejects:
            say(f"{len(rejects)} {what} lines left out: {'; '.join(told(rejects))}")


def _show(found: Evaluation, *, as_json: bool) -> None:
    if as_json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        return
    from rich.console import Console

    from agorascope.evaluation.table import show

    width = None if sys.stdout.isatty() else 120
    show(found, Console(markup=False, emoji=False, highlight=False, width=width))


def _write_mistakes(outcome: Outcome, path: Path) -> None:
    import msgspec

    from agorascope.cli.sinks import write_whole
    from agorascope.evaluation import mistakes

    found = mistakes(outcome)
    write_whole(path, "".join(msgspec.json.encode(row).decode() + "\n" for row in found))
    say(f"{path}: {len(found)} of {len(outcome.rows)} rows are not as the gold has them")
