"""The rows that the model is measured on: our own dev comments, the annotated discussions, the public dev sets."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from agorascope.inference.inputs import Reading
from scripts.tasks import examples
from scripts.tasks.examples import LABELS, Example
from scripts.tasks.pages import pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST = 400


def measured(data: Path, corpora: Path, most: int = MOST) -> dict[str, list[Example]]:
    """Give every test set by name, as `task/source`; of public sets at most `most` rows, always the same ones."""
    found: dict[str, list[Example]] = defaultdict(list)
    for row in ours(corpora):
        for one in single(row):
            found[f"{next(iter(one.labels))}/{row.source}"].append(one)
    for task in LABELS:
        by_source: dict[str, list[Example]] = defaultdict(list)
        for row in examples.public(data, task, "dev"):
            by_source[f"{task}/{row.source}{'-' + row.lang if row.source.startswith('xnli') else ''}"].append(row)
        for name, public in sorted(by_source.items()):
            count = len(public) if task == "keypoint" else min(most, len(public))  # key points are ranked, all of them
            found[name] = random.Random(7).sample(public, count)  # noqa: S311
    return dict(found)


def ours(corpora: Path) -> list[Example]:
    """Give our own comments on theses, and those of pages, that were not learned from."""
    return [
        *examples.comments(corpora / "comments" / "dev.jsonl"),
        *examples.comments(corpora / "comments" / "discussions-dev.jsonl", examples.WRITTEN),
        *pages(corpora / "discussions", held_out=True),
    ]


def single(row: Example) -> Iterator[Example]:
    """Give a row once for each label, with what `agorascope label` is given for it."""
    if len(row.labels) == 1:
        yield row
        return
    text, target, parent = row.reading.text, row.reading.target, row.reading.parent
    given = {"stance": Reading(text, target), "reply": Reading(text, "", parent)}
    for task, label in row.labels.items():
        if task == "sentiment" and target:
            continue  # taught in its place too; measured as `agorascope label sentiment` has it from a text alone
        yield replace(row, reading=given.get(task, row.reading), labels={task: label})
