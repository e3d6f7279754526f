"""How alike two comments are, measured exactly: edits, containment, changed order of sentences."""

from __future__ import annotations

import re
from functools import cached_property

from agorascope.duplicates import containment, template
from agorascope.duplicates.normalise import normal_form
from agorascope.language import chinese, sentences

_HAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]")
_HAN_WEIGHT = 2
_SHORT = 24
_BRIEF = 60
_LONG = 200
_LEAST_SHORT = 0.92
_REORDERED = 0.9
_COMPARED = 10_000


class Form:
    """A comment made ready for comparison; every view of it is made once, when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.exact = normal_form(text)

    @cached_property
    def near(self) -> str:
        """The normal form with traditional characters as simplified ones, cut to what is compared."""
        return chinese.to_simplified(self.exact[:_COMPARED])

    @cached_property
    def weight(self) -> int:
        """The length in Latin letters; a Han character counts for two."""
        return len(self.near) + (_HAN_WEIGHT - 1) * len(_HAN.findall(self.near))

    @cached_property
    def ordered(self) -> str:
        """The near form of the sentences in alphabetical order."""
        text = self.text[:_COMPARED]
        parts = sorted(chinese.to_simplified(normal_form(text[a:b])) for a, b in sentences(text, "und"))
        return " ".join(parts)

    @property
    def is_short(self) -> bool:
        """Whether the text is so short that only an equal one is its duplicate."""
        return self.weight < _SHORT


def similarity(first: Form, second: Form, least: float) -> float:
    """Give how alike two comments are in 0..1, or 0.0 where they are not near-duplicates at `least`.

    It is the highest of the normalised indel similarity of the normal forms, the share of the shorter one found in the
    longer one (truncation; an added signature or link), and the similarity with the sentences in order. Short texts and
    texts that differ in a fact only (see `template`) are no near-duplicates.
    """
    if first.is_short or second.is_short:
        return 0.0
    if first.near == second.near:
        return 1.0
    least = _demanded(min(first.weight, second.weight), least)
    score = max(_edits(first.near, second.near, least), _contained(first, second))
    if score < least and len(first.ordered) and _alike_in_length(first, second):
        score = _edits(first.ordered, second.ordered, _REORDERED)
    brief = min(first.weight, second.weight) < _BRIEF
    if score < least or template.differ_in_fact_only(first.text, second.text, short=brief):
        return 0.0
    return score


def _demanded(weight: int, least: float) -> float:
    """Give the least similarity for a text of this weight: the shorter it is, the more an edit changes what it says."""
    shortness = max(0.0, 1 - (weight - _SHORT) / (_LONG - _SHORT))
    return least + max(0.0, _LEAST_SHORT - least) * shortness


def _edits(first: str, second: str, least: float) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(first, second, score_cutoff=least)


def _contained(first: Form, second: Form) -> float:
    short, long = sorted((first, second), key=lambda form: (form.weight, form.near))
    if not containment.may_repeat(short.text, long.text, (short.weight, long.weight)):
        return 0.0
    return containment.contained(short.near, long.near)


def _alike_in_length(first: Form, second: Form) -> bool:
    sizes = sorted((len(first.near), len(second.near)))
    return sizes[0] >= _REORDERED * sizes[1]
