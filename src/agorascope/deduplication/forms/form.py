"""A comment made ready for comparison: its normal form, its near form, its length, and what else is compared."""

from __future__ import annotations

import re
from functools import cached_property

from agorascope.deduplication.forms.normal import normal_form
from agorascope.deduplication.forms.words import Words, words
from agorascope.language import chinese, sentences

SHORT = 24  # lighter texts are duplicates only of what equals them
_HUGE = 10_000
_HAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]")
_HAN_WEIGHT = 2


class Form:
    """A comment made ready for comparison; every view of it is made once, when it is first needed."""

    def __init__(self, text: str, exact: str | None = None, near: str | None = None, size: int | None = None) -> None:
        """Take a text, and its normal form, near form and weight where they are known already.

        `near` is the normal form with traditional characters as simplified ones; `weight` its length in Latin letters,
        a Han character counts for two.
        """
        self.text = text
        self.exact = normal_form(text) if exact is None else exact
        self.near = simplified(self.exact) if near is None else near
        self.weight = weight(self.near) if size is None else size

    @cached_property
    def ordered(self) -> str:
        """The near form of the sentences in alphabetical order."""
        parts = sorted(simplified(normal_form(self.text[a:b])) for a, b in sentences(self.text, "und"))
        return " ".join(parts)

    @cached_property
    def letters(self) -> str:
        """The letters of the near form in alphabetical order: the same for the same sentences in another order."""
        return "".join(sorted(self.near))

    @cached_property
    def words(self) -> Words:
        """The words as `comparing.template` compares them."""
        return words(self.text)

    @property
    def is_short(self) -> bool:
        """Whether the text is so short that only an equal one is its duplicate."""
        return self.weight < SHORT

    @property
    def is_huge(self) -> bool:
        """Whether the text is too long for a comparison letter by letter."""
        return len(self.near) > _HUGE


def simplified(form: str) -> str:
    """Write traditional characters as simplified ones."""
    return chinese.to_simplified(form) if _HAN.search(form) else form


def weight(form: str) -> int:
    """Give the length of a normal form in Latin letters; a Han character counts for two."""
    return len(form) if form.isascii() else len(form) + (_HAN_WEIGHT - 1) * len(_HAN.findall(form))
