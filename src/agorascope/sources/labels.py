"""Names that documents give their encodings, as what files that say so are really written in."""

from __future__ import annotations

import codecs
import re

# What browsers take these names for (WHATWG Encoding, labels): the wider sets that pages are really written in.
WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "iso8859-9": "cp1254",
    "big5": "big5hkscs", "euc_kr": "cp949", "shift_jis": "cp932", "tis-620": "cp874",
}  # fmt: skip
# Python has codecs that are no encodings of text ("zip", "unicode_escape").
OF_TEXT = re.compile(
    r"utf-(?:8|16|32)\S*|iso8859-\d+|cp\d+|gb\w+|big5\w*|hz|euc_\w+|shift_jis\w*|iso2022\w*|koi8-\w|mac-\w+|tis-620"
)


def encoding_named(label: str) -> str | None:
    """Give the encoding that a label means; None for what is no encoding of text, and for ASCII, which says nothing."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return WIDER.get(name, name) if OF_TEXT.fullmatch(name) else None
