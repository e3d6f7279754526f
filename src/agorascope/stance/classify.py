"""Stance of a text towards a target, and of a reply towards the comment it answers."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from agorascope.records import Label
from agorascope.stance.cues import outright

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models

SEEN = 8192
SIDES = ("favor", "against", "none")
ANSWERS = ("agree", "disagree", "neutral")


def towards(texts: Sequence[str], targets: Sequence[str], models: Models) -> list[Label]:
    """Label each text `favor`, `against` or `none` towards its target (a thesis or a topic), with calibrated scores.

    A text that says nothing (no letter, digit or symbol), or whose target is empty, has stance `none`.
    Raises `ModelError` when the model cannot be used, `UsageError` for another number of targets.
    """
    return _labelled("stance", texts, targets, models, SIDES, "none")


def reply(texts: Sequence[str], parents: Sequence[str], models: Models) -> list[Label]:
    """Label each text `agree`, `disagree` or `neutral` towards its parent, with calibrated scores.

    What a text says outright ('I agree') moves its scores. A text that says nothing, or answers one that
    does, is `neutral`. Raises like `towards`.
    """
    found = _labelled("reply", texts, parents, models, ANSWERS, "neutral")
    return [outright(label, text, "agree", "disagree") for label, text in zip(found, texts, strict=True)]


def _labelled(
    task: str,
    texts: Sequence[str],
    others: Sequence[str],
    models: Models,
    labels: tuple[str, ...],
    silent: str,
) -> list[Label]:
    asked = [n for n, (text, other) in enumerate(zip(texts, others, strict=True)) if speaks(text) and speaks(other)]
    nothing = Label(silent, 1.0, {label: float(label == silent) for label in labels})
    found = [nothing] * len(texts)
    if asked:
        told = models.predict(task, [texts[n] for n in asked], [others[n] for n in asked])
        for n, label in zip(asked, told, strict=True):
            found[n] = label
    return found


def speaks(text: str) -> bool:
    """Whether a text has a letter, a digit or a symbol (an emoji) among its first 8,192 characters."""
    return any(unicodedata.category(character)[0] in "LNS" for character in text[:SEEN])
