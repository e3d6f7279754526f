"""Text as patterns see it: small letters, no accents, narrow signs; one character for each of the original."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SHORT = 300  # lines and names come again and again


class _Folding(dict[int, str]):
    """Fills itself: what each character folds to is worked out at its first use."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def _folded(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half a character: libraries written in C cannot hold it
    if "\uac00" <= character <= "\ud7a3":
        return character  # a Korean syllable is no letter with marks
    base = unicodedata.normalize("NFKD", character)[0]
    folded = unicodedata.normalize("NFD", base.casefold())[0]
    folded = "-" if folded in "–—―‐‑" else "'" if folded in "’ʼ‘" else folded
    return " " if folded.isspace() and folded not in "\r\n" else folded


_TABLE = _Folding()


def fold(text: str) -> str:
    """Fold case, accents, width, dashes and apostrophes without changing the length: offsets stay valid."""
    return _known(text) if len(text) <= SHORT else text.translate(_TABLE)


@lru_cache(1 << 12)
def _known(text: str) -> str:
    return text.translate(_TABLE)
