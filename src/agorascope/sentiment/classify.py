"""The tone of a text: negative, neutral or positive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.inference.inputs import READ, says_something
from agorascope.language import heard
from agorascope.records import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models

SILENT = Label.certain("sentiment", "neutral")


def classify(
    texts: Sequence[str], models: Models, targets: Sequence[str] | None = None, parents: Sequence[str] | None = None
) -> list[Label]:
    """Label the tone of each text, with calibrated scores.

    With `targets` (what the talk is about) and `parents` (what a text answers), as many as texts and '' where there
    is none, the tone is read in its place. Capitals are read as small letters, Greek with its accents, what people are
    as a word without a tone, every full name as the same one (`language.heard`). A user's own model is given the words
    alone, as they are. A text without a letter, digit or symbol among its first 8,192 characters is `neutral`. Raises
    `ModelError` when the model cannot be used.
    """
    if "sentiment" in models.others:
        targets = parents = None
    else:
        texts = [heard(text[:READ]) for text in texts]
    asked = [n for n, text in enumerate(texts) if says_something(text)]
    columns = [[column[n] for n in asked] if column else None for column in (texts, targets, parents)]
    told = models.predict("sentiment", columns[0] or [], columns[1], columns[2]) if asked else []
    known = dict(zip(asked, told, strict=True))
    return [known.get(n, SILENT) for n in range(len(texts))]
