"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import re
from typing import Final

from agorascope.exports.files import Plain, counted
from agorascope.rows.formulas import escaped

LONGEST: Final = 32_767
"""What a cell of Excel holds, in UTF-16 units."""
CUT: Final = " …[cut]"
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Safe(Plain):
    """Values for a spreadsheet: no formulas, no characters that XML has no place for, no cell too long."""

    def __init__(self) -> None:
        """Begin with nothing changed."""
        self._escaped = self._replaced = self._cut = 0

    def __call__(self, value: object) -> str:
        """Give the text of a value; a text that might be taken for a formula gets an apostrophe before it."""
        text = super().__call__(value)
        if not isinstance(value, str):
            return text
        allowed = _REFUSED.sub("\ufffd", text)
        guarded = escaped(allowed)
        safe = _shortened(guarded)
        self._replaced += allowed != text
        self._escaped += guarded != allowed
        self._cut += safe != guarded
        return safe

    def told(self) -> tuple[str, ...]:
        """Count the cells that were changed since this was last asked."""
        notes = (
            ("cells with an apostrophe before what could be a formula", self._escaped),
            ("cells with U+FFFD for control characters", self._replaced),
            (f"cells cut at {LONGEST:,} characters", self._cut),
        )
        self._escaped = self._replaced = self._cut = 0
        return counted(notes)


def _shortened(text: str) -> str:
    """Cut a text, with a mark, where it has too many units; a character outside the first plane has two."""
    if 2 * len(text) <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT
