"""What a spreadsheet takes for a formula, and the apostrophe that keeps it from doing so.

A comma separates our columns, but where the decimal sign is a comma, as in Greece, Excel takes `;` for the separator
when a file is opened by a double click: then quotes do not hold a text together, and what stands behind a `;`, a tab or
a line break in it begins a cell of its own. So a sign is escaped there too, if a formula could follow.
"""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = "\"'`´‘’‚‛“”„‟«»‹›「」『』"
_UNSEEN: Final = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd"
_SIGNS: Final = r"=+\-@＝＋－＠﹦﹢﹣﹫"
_FORMULA = re.compile(rf"[\s{_MARKS}{_UNSEEN}]*[{_SIGNS}\t\r\n]")
_INSIDE = re.compile(rf"(?<=[;\t\r\n])(?=(?:[^\S\t\r\n]|[{_MARKS}{_UNSEEN}])*[{_SIGNS}]+\s*[\w(\"'])")


def escaped(text: str) -> str:
    """Give a text with an apostrophe wherever a cell that begins there might be taken for a formula."""
    guarded = _INSIDE.sub("'", text)
    return f"'{guarded}" if _FORMULA.match(guarded) else guarded
