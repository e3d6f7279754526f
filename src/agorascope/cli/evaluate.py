"""`agorascope evaluate`: how good the labels are on somebody's gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.amounts import many
from agorascope.cli.options.choices import LabelsOption, ModelOption, choices, guests
from agorascope.cli.options.labelling import TASK_HELP
from agorascope.cli.output.figures import print_figures
from agorascope.cli.output.words import say
from agorascope.errors import UsageError

if TYPE_CHECKING:
    from agorascope.evaluation.run import Evaluation, Outcome
    from agorascope.rows import Line

DISCUSSION = "discussion"
WITH_DISCUSSIONS = ("sentiment", "stance", "reply", "spam")

ByOption = Annotated[list[str] | None, typer.Option("--by", metavar="COLUMN", help="Figures for each value, too.")]
AbstainOption = Annotated[
    float | None, typer.Option("--abstain", metavar="SCORE", help="Answer only labels that score this much.")
]
TrainOption = Annotated[str | None, typer.Option("--train", metavar="FILE", help="Rows that the baselines learn from.")]
ErrorsOption = Annotated[
    Path | None, typer.Option("--errors", metavar="FILE", help="Write the rows we have wrong, surest first.")
]
FoundOption = Annotated[
    Path | None,
    typer.Option("--found", metavar="FOUND.jsonl", help="Discussions analysed already: what `analyze` wrote."),
]
GOLD_HELP = "Rows with `label` (or `spans` for argument); for discussion: annotations (.json), or folders of them."

HELP = """\
Compare our labels with gold ones, or whole analysed discussions with annotated ones.

Gives accuracy, macro F1, calibration, figures per label and language, confusions, 95 % intervals,
and beside ours two baselines on the same rows: the most frequent label, and logistic regression on
tf-idf of n-grams, learned from --train or from the other folds of the gold.

A row needs `text` and `label`; stance and entailment `target`, reply `parent`, keypoint `key_point`.
Lines that cannot be compared are counted, with their numbers. Folds keep rows together that share a
`group`, `thesis_id`, `target`, `thesis`, `parent`, `topic` or `key_point`.

`discussion` measures everything that is told of a page: structure, labels, holders, key points, shares of
voices. The page stands beside its annotations (NAME.json, NAME.txt), or --found has it analysed.

\b
Examples:
  agorascope evaluate sentiment gold.jsonl
  agorascope evaluate stance own.jsonl --map label=stance,target=thesis --by style --json
  agorascope evaluate spam gold.jsonl --train train.jsonl --abstain 0.8 --errors wrong.jsonl
  agorascope evaluate sentiment gold.jsonl --model sentiment=owner/name
  agorascope evaluate discussion annotated/ --by id
  agorascope evaluate discussion annotated/ --found found.jsonl --json
"""


def run(
    task: Annotated[str, typer.Argument(metavar="TASK", help=f"{TASK_HELP} {DISCUSSION}")],
    gold: Annotated[list[str], typer.Argument(metavar="GOLD", help=GOLD_HELP)],
    json: Annotated[bool, typer.Option("--json", help="Figures as JSON on stdout.")] = False,
    map: Annotated[str | None, typer.Option("--map", help="Your columns: label=stance,target=thesis")] = None,
    by: ByOption = None,
    abstain: AbstainOption = None,
    train: TrainOption = None,
    baseline: Annotated[bool, typer.Option("--baseline/--no-baseline", help="Measure baselines beside ours.")] = True,
    errors: ErrorsOption = None,
    model: ModelOption = None,
    labels: LabelsOption = None,
    found: FoundOption = None,
) -> None:
    """Compare labels, or whole discussions, with gold ones; what it prints as help is `HELP`."""
    from agorascope.evaluation import Asked, evaluate
    from agorascope.evaluation.table import show
    from agorascope.inference import Models
    from agorascope.rows import mapping
    from agorascope.settings import Settings
    from agorascope.tasks import task as find_task

    if task == DISCUSSION:
        from agorascope.cli.evaluate_discussions import evaluate_pages

        _only_for_labels(map=map, abstain=abstain, train=train, errors=errors, no_baseline=not baseline or None)
        chosen = Settings(choices=choices(model, labels, only=WITH_DISCUSSIONS))
        evaluate_pages(gold, found, by or (), chosen, as_json=json)
        return
    wanted, names, source = find_task(task), mapping(map), _one(task, gold, found)
    if errors:
        _check(errors, source, train)
    settings = Settings(choices=choices(model, labels, only=[task]))
    asked = Asked(by=tuple(by or ()), abstain=abstain, train=_lines(train) if train else None, baselines=baseline)
    with guests(settings) as others:
        outcome = evaluate(wanted, _lines(source), names, Models(settings, others), settings, asked)
    _tell(outcome.evaluation)
    print_figures(outcome.evaluation, show, as_json=json)
    if errors:
        _write_mistakes(outcome, errors)


def _only_for_labels(**given: object) -> None:
    """Refuse the options of the labelling tasks."""
    wrong = [f"--{name.replace('_', '-')}" for name, value in given.items() if value is not None]
    if wrong:
        raise UsageError(f"{', '.join(wrong)}: only for the labelling tasks, not for whole discussions")


def _one(task: str, gold: list[str], found: Path | None) -> str:
    """Give the one gold file of a labelling task."""
    if found:
        raise UsageError(f"--found: only for `evaluate discussion`; {task} labels the rows of a gold file")
    if len(gold) > 1:
        raise UsageError(f"{task} is measured on one gold file, not {len(gold)}: put the rows together, or run each")
    return gold[0]


def _check(path: Path, *sources: str | None) -> None:
    """Refuse a place for the mistakes that cannot be written, or is read, before anything is labelled."""
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
            say(f"{many(len(rejects), f'{what} line')} left out: {'; '.join(told(rejects))}")


def _write_mistakes(outcome: Outcome, path: Path) -> None:
    import msgspec

    from agorascope.cli.output.reporting import write_whole
    from agorascope.evaluation import mistakes

    found = mistakes(outcome)
    write_whole(path, "".join(msgspec.json.encode(row).decode() + "\n" for row in found))
    say(f"{path}: {len(found)} of {len(outcome.rows)} rows are not as the gold has them")
