"""The language of a text, as translations tell languages apart: Greek in Latin letters is one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agorascope import language
from agorascope.language.remembering import remembering

if TYPE_CHECKING:
    from collections.abc import Sequence

LATIN, GREEK = "el-Latn", "el"
LANGUAGES = (GREEK, "en", "zh")
TEXTS: Final = 1 << 11
"""Texts about which is remembered what is found out here: where comments come one by one, the last are compared anew
with each, and there is nothing new to be found out about them."""
CHARACTERS: Final = 1_000
"""Characters of a text about which anything is remembered."""


def codes(texts: Sequence[str]) -> list[str]:
    """Tell the language of each text: `el`, `el-Latn`, `zh`, `en`, or `` for every other."""
    return [_code(text) for text in texts]


@remembering(TEXTS, CHARACTERS)
def _code(text: str) -> str:
    return known(language.detect(text).code)


def known(code: str) -> str:
    """Give the code of a language as this room tells languages apart: see `codes`."""
    plain = code if code == LATIN else base(code)
    return plain if base(plain) in LANGUAGES else ""


def base(code: str) -> str:
    """Give the language of a code without its script: Greeklish is Greek."""
    return code.partition("-")[0]
