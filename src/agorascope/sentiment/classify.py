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


def classify(
    texts: Sequence[str], models: Models, targets: Sequence[str] | None = None, parents: Sequence[str] | None = None
) -> list[Label]:
    """Label the tone of each text, with calibrated scores.

    With `targets` (what the talk is about) and `parents` (what a text answers), as many as texts and '' where there
    is none, the tone is read in its place; a user's own model is given the words alone. A text without a letter,
    digit or symbol among its first 8,192 characters is `neutral`. Raises `ModelError` when the model cannot be
    used.
    """
    if "sentiment" in models.others:
        targets = parents = None
    asked = [n for n, text in enumerate(texts) if _speaks(text)]
    columns = [[column[n] for n in asked] if column else None for column in (texts, targets, parents)]
    told = models.predict("sentiment", columns[0] or [], columns[1], columns[2]) if asked else []
    known = dict(zip(asked, told, strict=True))
    return [known.get(n, SILENT) for n in range(len(texts))]


def _speaks(text: str) -> bool:
    return any(unicodedata.category(character)[0] in "LNS" for character in text[:SEEN])
