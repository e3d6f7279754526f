"""The normal form in which exact re-posts are equal: no case, accents, width, invisible or look-alike characters.

Punctuation, emoji and spacing are folded too, as long as letters remain. The form is for comparison only.
After Unicode Standard Annex 15 (normalisation forms) and Technical Standard 39 (confusables).
"""

from __future__ import annotations

import re
import unicodedata

from agorascope.duplicates import lookalikes

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LOOSE_SPACE = re.compile(f"(?<=[{_HAN}]) +| +(?=[{_HAN}])")
_LAST_ACCENT = 0x036F
_SYMBOL_MARKS = range(0x20D0, 0x2100)
_HISTORIC_CYRILLIC = range(0x1C80, 0x1C89)
_SELECTORS = frozenset([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
_INVISIBLE = frozenset([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800])


def normal_form(text: str) -> str:
    """Give the form in which texts that a reader takes for the same are equal; applying it twice changes nothing.

    A text without letters keeps its signs ('👍' is not '👎', '+1' is not '-1'); the form of white space is empty.
    """
    letters = " ".join(_plain(text).split())
    if not any(map(str.isalpha, letters)):
        return " ".join(unicodedata.normalize("NFKC", text).translate(_VISIBLE).casefold().split())
    return _LOOSE_SPACE.sub("", letters)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    folded = lookalikes.fold(decomposed).casefold()
    return lookalikes.fold(unicodedata.normalize("NFKD", folded).translate(_LETTERS).casefold())


class _Visible(dict[int, str]):
    """A translation table, filled as characters are met, that drops what nobody sees."""

    def __missing__(self, code: int) -> str:
        self[code] = self.replacement(chr(code), unicodedata.category(chr(code)))
        return self[code]

    def replacement(self, character: str, category: str) -> str:
        """Say what stands for `character`, whose Unicode category is `category`."""
        if ord(character) in _INVISIBLE or ord(character) in _SELECTORS or category == "Cf":
            return ""
        if category in {"Cc", "Cs"}:
            return " " if character.isspace() else ""
        return character


class _Letters(_Visible):
    """A translation table that also drops accents and turns all but letters and digits into spaces."""

    def replacement(self, character: str, category: str) -> str:
        """Say what stands for `character`; vowel signs of Indic and other scripts are letters, accents are not."""
        visible = super().replacement(character, category)
        if ord(character) in _HISTORIC_CYRILLIC:
            return visible.casefold()
        if not visible or category[0] in "LN":
            return visible
        if category[0] == "M":
            return "" if ord(character) <= _LAST_ACCENT or ord(character) in _SYMBOL_MARKS else visible
        return " "


_VISIBLE = _Visible()
_LETTERS = _Letters()
