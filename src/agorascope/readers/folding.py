"""Text as patterns see it: small letters, no accents, narrow signs; one character for each of the original."""

from __future__ import annotations

import unicodedata

WIDE = frozenset("WF")


class _Folding(dict[int, str]):
    """Fills itself: what each character folds to is worked out at its first use."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFKD", chr(code))[0]
        folded = unicodedata.normalize("NFD", base.casefold())[0]
        folded = "-" if folded in "–—―‐‑" else "'" if folded in "’ʼ‘" else folded
        self[code] = " " if folded.isspace() and folded not in "\r\n" else folded
        return self[code]


_TABLE = _Folding()


def fold(text: str) -> str:
    """Fold a text without changing its length, so that offsets in one are offsets in the other."""
    return text.translate(_TABLE)


def width(text: str) -> int:
    """Count the columns of a text on a terminal: 2 for a Chinese character, 1 for others."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in WIDE else 1 for char in text)
