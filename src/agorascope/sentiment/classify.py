"""The tone of a text: negative, neutral or positive."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from agorascope.records import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models

SEEN = 8192
SILENT = Label("neutral", 1.0, {"negative": 0.0, "neutral": 1.0, "positive": 0.0})


def classify(texts: Sequence[str], models: Models) -> list[Label]:
    """Label the tone of each text, with calibrated scores.

    A text without a letter, digit or symbol among its first 8,192 characters is `neutral`. Raises
    `ModelError` when the model cannot be used.
    """
    asked = [n for n, text in enumerate(texts) if _speaks(text)]
    found = [SILENT] * len(texts)
    if asked:
        for n, label in zip(asked, models.predict("sentiment", [texts[n] for n in asked]), strict=True):
            found[n] = label
    return found


def _speaks(text: str) -> bool:
    return any(unicodedata.category(character)[0] in "LNS" for character in text[:SEEN])
