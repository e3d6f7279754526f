"""How wide a text stands on a terminal: indentation is compared in columns."""

from __future__ import annotations

import unicodedata

WIDE = frozenset("WF")


def width(text: str) -> int:
    """Count the columns of a text on a terminal: 2 for a Chinese character, 1 for others."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in WIDE else 1 for char in text)
