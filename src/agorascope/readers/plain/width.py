"""How wide a text stands on a terminal: indentation is compared in columns."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

WIDE = frozenset("WF")


def width(text: str) -> int:
    """Count the columns of a text on a terminal: 2 for a Chinese character, 1 for others."""
    return len(text) if text.isascii() else len(text) + len(_wide().findall(text))


@cache
def _wide() -> re.Pattern[str]:
    """Give the pattern of all wide characters, as ranges."""
    ranges: list[list[int]] = []
    for code in range(0x1100, min(sys.maxunicode, 0x3FFFE)):
        if unicodedata.east_asian_width(chr(code)) in WIDE:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return re.compile("[" + "".join(f"{chr(start)}-{chr(end)}" for start, end in ranges) + "]")
