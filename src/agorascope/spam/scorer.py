"""The learned score: the sound of the words and the signals, weighed together.

The words' part is the multi-task model's, which is shown texts without their links and numbers. The weights were
learned on rows that the model had not seen, and are not negative, so that they can be read.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from agorascope.errors import ModelMismatchError
from agorascope.inference import store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER, TASK, FILE = "spam", "spam", "scorer.json"
WORDS = "words"
LEAST_WORDS, MOST_WORDS = -6.0, 6.0  # logits of the words are cut there: no text is surer than the data can show
TINY = 1e-6
NOTHING = "nothing found"
DIGITS = 6


class Scorer(Struct, frozen=True, kw_only=True):
    """The weights, one for each signal and one for the words' logit.

    `neutral` is the logit of a text that the words say nothing about (no words, an unknown language),
    `far` the distance to the article that is told as off-topic. `model` is the SHA-256 of the multi-task
    model whose logits were weighed.
    """

    model: str
    neutral: float
    far: float
    weights: dict[str, float]
    intercept: float

    def probability(self, signals: Mapping[str, float]) -> float:
        """Weigh signals by name; those that are not given count as zero."""
        logit = self.intercept + sum(weight * signals.get(name, 0.0) for name, weight in self.weights.items())
        return round(1.0 / (1.0 + math.exp(-logit)), DIGITS)


def words_logit(probability: float) -> float:
    """Turn the model's probability of spam into a logit, within what data can show."""
    share = min(max(probability, TINY), 1 - TINY)
    return max(LEAST_WORDS, min(MOST_WORDS, math.log(share / (1 - share))))


def load() -> Scorer:
    """Read the installed scorer; raises `ModelNotFoundError`, or `ModelMismatchError` if the model is another."""
    return _loaded(store.find(FOLDER), store.model_for(store.find("tasks"), "tasks").sha256)


@cache
def _loaded(folder: Path, model: str) -> Scorer:
    content = store.read(folder, store.model_for(folder, TASK), FILE)
    scorer = msgspec.json.decode(content, type=Scorer)
    if scorer.model != model:
        raise ModelMismatchError(
            f"{folder / FILE} was trained on model {scorer.model[:12]}, but {model[:12]} is installed; "
            "train it again (scripts/train_spam) or restore models/tasks"
        )
    return scorer
