"""Stance of a text towards a target, and of a reply towards the comment it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.inference.inputs import says_something
from agorascope.records import Label
from agorascope.stance.cues import outright

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models


def towards(
    texts: Sequence[str], targets: Sequence[str], models: Models, parents: Sequence[str] | None = None
) -> list[Label]:
    """Label each text `favor`, `against` or `none` towards its target (a thesis or a topic), with calibrated scores.

    `parents` are what the texts answer, '' for those that answer nothing. A text that says nothing (no letter,
    digit or symbol), or whose target is empty, has stance `none`. Raises `ModelError` when the model cannot be used,
    `UsageError` for another number of targets.
    """
    asked = _asked(texts, targets)
    about = [parents[n] for n in asked] if parents else None
    told = models.predict("stance", _at(texts, asked), _at(targets, asked), about) if asked else []
    return _placed(len(texts), asked, told, Label.certain("stance", "none"))


def reply(
    texts: Sequence[str], parents: Sequence[str], models: Models, targets: Sequence[str] | None = None
) -> list[Label]:
    """Label each text `agree`, `disagree` or `neutral` towards its parent, with calibrated scores.

    `targets` are what both talk about, where it is known. What a text says outright ('I agree') moves its
    scores. A text that says nothing, or answers one that does, is `neutral`. Raises like `towards`.
    """
    asked = _asked(texts, parents)
    about = [targets[n] for n in asked] if targets else None
    told = models.predict("reply", _at(texts, asked), about, _at(parents, asked)) if asked else []
    found = _placed(len(texts), asked, told, Label.certain("reply", "neutral"))
    return [outright(label, text, "agree", "disagree") for label, text in zip(found, texts, strict=True)]


def _asked(texts: Sequence[str], others: Sequence[str]) -> list[int]:
    pairs = enumerate(zip(texts, others, strict=True))
    return [n for n, pair in pairs if all(map(says_something, pair))]


def _at(column: Sequence[str], places: Sequence[int]) -> list[str]:
    return [column[n] for n in places]


def _placed(count: int, asked: Sequence[int], told: Sequence[Label], nothing: Label) -> list[Label]:
    known = dict(zip(asked, told, strict=True))
    return [known.get(n, nothing) for n in range(count)]
