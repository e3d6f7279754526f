"""What a guest is, what it counts, and the labels it answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from msgspec import Struct

from agorascope.errors import UsageError
from agorascope.inference.labeller import Labeller
from agorascope.records import LABELS, Label

OTHER = {"stance": "target", "reply": "parent", "entailment": "target", "keypoint": "target"}
UNSURE = {
    "sentiment": "neutral",
    "stance": "none",
    "reply": "neutral",
    "entailment": "neutral",
    "keypoint": "0",
}
SPAM_PRIOR = {"ham": 0.9, "spam": 0.1}  # a text that could not be judged must not be flagged for it


class Counts(Struct, frozen=True):
    """What an endpoint was asked in one run; all zero for a model that runs here.

    `asked`: different questions sent, `cached`: answered from disk, `retried`: requests sent again,
    `refused`: questions without a usable answer (cached ones too), and the tokens the server reports.
    """

    asked: int = 0
    cached: int = 0
    retried: int = 0
    refused: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0


@runtime_checkable
class Guest(Labeller, Protocol):
    """A labeller that tells what it sent."""

    @property
    def counts(self) -> Counts:
        """What was sent and answered until now."""
        ...


def label_of(task: str, shares: Mapping[str, float]) -> Label:
    """Make a label of probabilities; labels without one are at zero."""
    return Label.likeliest({label: float(shares.get(label, 0.0)) for label in LABELS[task]})


def unsure(task: str) -> Label:
    """Give the label of a text that nobody could label: every label as likely as any other, spam as rare as it is."""
    if task == "spam":
        return label_of(task, SPAM_PRIOR)
    even = label_of(task, dict.fromkeys(LABELS[task], 1 / len(LABELS[task])))
    return Label(UNSURE[task], even.score, even.scores)


def second_texts(
    task: str, texts: Sequence[str], targets: Sequence[str] | None, parents: Sequence[str] | None
) -> Sequence[str] | None:
    """Choose what a pair task compares the text with; raises `UsageError` when it is missing or of another length."""
    column = OTHER.get(task)
    found = {"target": targets, "parent": parents, None: None}[column]
    if column and (found is None or len(found) != len(texts)):
        raise UsageError(f"task '{task}': {len(texts)} texts, but {len(found or ())} in '{column}'")
    return found
