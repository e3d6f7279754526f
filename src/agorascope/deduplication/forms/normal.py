"""The normal form in which exact re-posts are equal: no case, accents, width, invisible or look-alike characters.

Punctuation, emoji and spacing are folded too, as long as letters remain. The form is for comparison only.
After Unicode Standard Annex 15 (normalisation forms) and Technical Standard 39 (confusables).
"""

from __future__ import annotations

import re
import unicodedata

from agorascope.deduplication.forms import lookalikes

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LOOSE_SPACE = re.compile(f"(?<=[{_HAN}]) +| +(?=[{_HAN}])")
_LETTER = re.compile("[a-z]")
_LAST_ACCENT = 0x036F
_APOSTROPHES = frozenset("'’‘ʼ＇`´ʹ΄᾽᾿")  # "don't" is often written "dont"
_SYMBOL_MARKS = range(0x20D0, 0x2100)
_HISTORIC_CYRILLIC = range(0x1C80, 0x1C89)
_SELECTORS = frozenset([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
_INVISIBLE = frozenset([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800, 0xFFFD])


def normal_form(text: str) -> str:
    """Give the form in which texts that a reader takes for the same are equal; applying it twice changes nothing.

    A text without letters keeps its signs ('👍' is not '👎', '+1' is not '-1'); the form of white space is empty.
    """
    if text.isascii():
        letters = " ".join(text.translate(_ASCII).split())
        return letters if _LETTER.search(letters) else " ".join(text.translate(_PLAIN_SIGNS).lower().split())
    letters = " ".join(_letters(text).split())
    if not any(map(str.isalpha, letters)):
        return " ".join(unicodedata.normalize("NFKC", text).translate(_VISIBLE).casefold().split())
    return _LOOSE_SPACE.sub("", letters) if " " in letters else letters


def _letters(text: str) -> str:
    """Fold character by character where no neighbour has a say: most texts, at a third of the cost."""
    alone = text.translate(_ALONE)
    if _MARK in alone:
        return _together(text, None)
    return _together(text, alone) if lookalikes.mixed(alone) else alone


def _together(text: str, alone: str | None) -> str:
    """Fold look-alike letters by their neighbours; `alone` is the text folded without, where that is possible."""
    decomposed = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    folded = lookalikes.fold(decomposed)
    if folded == decomposed and alone is not None:
        return lookalikes.fold(alone)
    again = unicodedata.normalize("NFKD", folded.casefold()).translate(_LETTERS).casefold()
    return lookalikes.fold(again)


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
        if character in _APOSTROPHES:
            return ""
        if ord(character) in _HISTORIC_CYRILLIC:
            return visible.casefold()
        if not visible or category[0] in "LN":
            return visible
        if category[0] == "M":
            return "" if ord(character) <= _LAST_ACCENT or ord(character) in _SYMBOL_MARKS else visible
        return " "


class _Alone(_Letters):
    """A translation table that folds a character whole: decomposed, without accents, in small letters."""

    def replacement(self, character: str, category: str) -> str:  # noqa: ARG002 - of its parts
        """Say what stands for `character`; `_MARK` where it may change places with its neighbours."""
        parts = unicodedata.normalize("NFKD", character).translate(_LETTERS).casefold()
        parts = unicodedata.normalize("NFKD", parts).translate(_LETTERS).casefold()
        return _MARK if any(map(unicodedata.combining, parts)) else parts


_MARK = "\0"
_VISIBLE = _Visible()
_LETTERS = _Letters()
_ALONE = _Alone()
# The same for text of the first 128 characters only, as plain tables: five times as fast, for most English text.
_ASCII = str.maketrans({code: _LETTERS[code].lower() for code in range(128)})
_PLAIN_SIGNS = str.maketrans({code: _VISIBLE[code] for code in range(128)})
