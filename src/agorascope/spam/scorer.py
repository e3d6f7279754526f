"""The learned score: the sound of the words, the signals and the distance to the article, weighed together.

The words' part is a linear model on the encoder's pooled layers, learned on texts without their links
and numbers. The weights of the signals were learned on logits of rows that the words' model had not
seen, and are not negative, so that they can be read.
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

    import numpy as np
    from numpy.typing import NDArray

FOLDER, TASK, FILE = "spam", "spam", "scorer.json"
WORDS, DISTANCE = "words", "distance"
LEAST_WORDS, MOST_WORDS = -8.0, 8.0  # logits of the words are cut there: no text is surer than the data can show
NOTHING = "nothing found"
DIGITS = 6


class Scorer(Struct, frozen=True, kw_only=True):
    """The weights. `head` has one weight for each feature of the encoder; `weights` one for each signal.

    `neutral` is the logit of a text that the words say nothing about (no words, an unknown language),
    `centre` the usual distance of a comment to its article, `far` the distance that is told as off-topic.
    `encoder` is the SHA-256 of the encoder that the head was trained on.
    """

    encoder: str
    head: tuple[float, ...]
    bias: float
    neutral: float
    centre: float
    far: float
    weights: dict[str, float]
    intercept: float

    def words(self, features: NDArray[np.float32]) -> float:
        """Give the logit of one text's words, from its row of features."""
        import numpy as np

        weights = np.asarray(self.head, np.float64)
        logit = float((features.astype(np.float64) * weights).sum()) + self.bias
        return max(LEAST_WORDS, min(MOST_WORDS, logit))

    def probability(self, signals: Mapping[str, float]) -> float:
        """Weigh signals by name; those that are not given count as zero."""
        logit = self.intercept + sum(weight * signals.get(name, 0.0) for name, weight in self.weights.items())
        return round(1.0 / (1.0 + math.exp(-logit)), DIGITS)


def load() -> Scorer:
    """Read the installed scorer; raises `ModelNotFoundError`, or `ModelMismatchError` if the encoder is another."""
    return _loaded(store.find(FOLDER), store.model_for(store.find("encoder"), "encoder").sha256)


@cache
def _loaded(folder: Path, encoder: str) -> Scorer:
    content = store.read(folder, store.model_for(folder, TASK), FILE)
    scorer = msgspec.json.decode(content, type=Scorer)
    if scorer.encoder != encoder:
        raise ModelMismatchError(
            f"{folder / FILE} was trained on encoder {scorer.encoder[:12]}, but {encoder[:12]} is installed; "
            "train it again (scripts/train_spam) or restore the encoder"
        )
    return scorer
