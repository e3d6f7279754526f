"""The language of a text, as translations tell languages apart: Greek in Latin letters is one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope import language

if TYPE_CHECKING:
    from collections.abc import Sequence

LATIN, GREEK = "el-Latn", "el"
LANGUAGES = (GREEK, "en", "zh")


def codes(texts: Sequence[str]) -> list[str]:
    """Tell the language of each text: `el`, `el-Latn`, `zh`, `en`, or `` for every other."""
    return [known(detected.code) for detected in language.detect_all(texts)]


def known(code: str) -> str:
    """Give the code of a language as this room tells languages apart: see `codes`."""
    plain = code if code == LATIN else base(code)
    return plain if base(plain) in LANGUAGES else ""


def base(code: str) -> str:
    """Give the language of a code without its script: Greeklish is Greek."""
    return code.partition("-")[0]
