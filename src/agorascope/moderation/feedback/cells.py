"""Cells of a spreadsheet back to what was written: the apostrophes that `exports.cells.Safe` put in are taken out."""

from __future__ import annotations

import re
from typing import Final

from agorascope.exports.cells import LONGEST, Safe

_INSIDE: Final = re.compile(r"(?<=[;\t\r\n])'")
_REACH: Final = 64


def restored(text: str) -> str:
    """Give a text without the apostrophes that kept a spreadsheet from taking a part of it for a formula.

    `Safe` itself is asked where it puts them, so this undoes what it does, but where more than 64 blanks, quotes or
    signs stand before a formula. What it cut or replaced stays so; a text too long for it was never escaped.
    """
    if "'" not in text or len(text) > LONGEST:
        return text
    if text.startswith("'") and _begins(text[1 : _REACH + 1]):
        text = text[1:]
    return _INSIDE.sub(lambda found: "" if _follows(text[found.end() : found.end() + _REACH]) else "'", text)


def _begins(rest: str) -> bool:
    """Tell whether an apostrophe is put before a cell that begins so: before a letter there is none."""
    return _length(rest) + 1 > _length(f"a{rest}")


def _follows(rest: str) -> bool:
    """Tell whether an apostrophe is put before what follows a separator within a cell."""
    return _length(f"a;{rest}") - 1 > _length(f"a{rest}")


def _length(text: str) -> int:
    return len(Safe()(text))
