"""How alike two comments are, measured exactly: edits, containment, changed order of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from agorascope.deduplication.comparing import containment, template
from agorascope.deduplication.forms.form import SHORT
from agorascope.deduplication.signatures import windows

if TYPE_CHECKING:
    from agorascope.deduplication.forms.form import Form

_BRIEF = 60
_LONG = 200
_LEAST_SHORT = 0.88
_REORDERED = 0.9
_MORE_THAN_A_WORD = 12


def similarity(first: Form, second: Form, least: float) -> float:
    """Give how alike two comments are in 0..1, or 0.0 where they are not near-duplicates at `least`.

    It is the higher of the normalised indel similarity of the normal forms and of the share of the shorter one found
    in the longer one (truncation; an added signature or link), else the similarity with the sentences in order. Short
    texts and texts that differ in a fact (see `template`) are no near-duplicates. From 10,000 characters on the
    measure is the share of common character windows (see `windows`).
    """
    if first.is_short or second.is_short:
        return 0.0
    if first.near == second.near:
        return 1.0
    if first.is_huge or second.is_huge:
        return _of_huge(first, second, least)
    least = demanded(min(first.weight, second.weight), least)
    score = _edits(first.near, second.near, least)
    if score < least or not _alike_in_length(first, second):
        score = max(score, _contained(first, second))
    if score < least and _alike_in_length(first, second) and _edits(first.letters, second.letters, _REORDERED):
        score = _edits(first.ordered, second.ordered, _REORDERED)
    if score == 1 and abs(first.weight - second.weight) > _MORE_THAN_A_WORD:
        return score  # one holds the other whole; no negation is that long
    brief = min(first.weight, second.weight) < _BRIEF
    if score < least or template.differ_in_fact(first.words, second.words, short=brief):
        return 0.0
    return score


def demanded(weight: int, least: float) -> float:
    """Give the least similarity for a text of this weight: the shorter it is, the more an edit changes what it says."""
    shortness = max(0.0, 1 - (weight - SHORT) / (_LONG - SHORT))
    return least + max(0.0, _LEAST_SHORT - least) * shortness


def _edits(first: str, second: str, least: float) -> float:
    return Indel.normalized_similarity(first, second, score_cutoff=least)


def _contained(first: Form, second: Form) -> float:
    short, long = _by_length(first, second)
    if not containment.may_repeat(short.text, long.text, (short.weight, long.weight)):
        return 0.0
    return containment.contained(short.near, long.near)


def _by_length(first: Form, second: Form) -> tuple[Form, Form]:
    in_order = (first.weight, first.near) <= (second.weight, second.near)
    return (first, second) if in_order else (second, first)


def _of_huge(first: Form, second: Form, least: float) -> float:
    short, long = _by_length(first, second)
    dice, share = windows.overlap(short.near, long.near)
    cut = share if containment.may_repeat(short.text, long.text, (short.weight, long.weight)) else 0.0
    score = max(dice, cut if cut >= containment.CONTAINED else 0.0)
    return score if score >= least else 0.0


def _alike_in_length(first: Form, second: Form) -> bool:
    one, other = len(first.near), len(second.near)
    return min(one, other) >= _REORDERED * max(one, other)
