"""The rows of an XML export of any size, one by one, in the memory of one row.

No document type is ever parsed, and one that declares anything is refused: nothing in a file can expand, or name
another file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct, structs

from agorascope.errors import ReadError
from agorascope.readers.notices import Notices
from agorascope.readers.xml_cutting import Cut, Cutter, Layout
from agorascope.readers.xml_mending import Element, Mender
from agorascope.records import Notice, Thread
from agorascope.sources import Source
from agorascope.sources.decoding import recoded
from agorascope.sources.source import BROKEN
from agorascope.sources.streams import CHUNK, Utf8, utf8

LONGEST_PROLOG = 1 << 24
COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
DECLARES = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b|<!DOCTYPE[^>]*\[")
ENCODING = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# What people say they write, and what they write; only encodings of text, which Python has others beside.
WRITTEN = {
    "ascii": "utf-8", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932",
}  # fmt: skip
TEXTUAL = re.compile(r"ascii|utf-8|utf-16|iso8859-\d+|cp\d+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|koi8-\w|mac-\w+")
BLANKS = bytes(byte if byte >= ord(" ") or byte in b"\t\n\r" else ord(" ") for byte in range(256))


class Row(Struct, frozen=True):
    """A row's kind, its element, the line it begins in; `is_stray` where it is outside of the row it belongs in."""

    kind: str
    element: Element
    line: int
    is_stray: bool


class XmlStream:
    """Reads the rows of one source; what it cannot keep is told in its notices, where it broke off in `broke`."""

    def __init__(self, source: Source, layout: Layout, notices: Notices) -> None:
        """Take the source and where to tell what was mended."""
        self._source, self._layout, self._notices = source, layout, notices
        self._cutter = Cutter(layout)
        self.broke = ""

    def rows(self, kinds: Iterable[str] = ()) -> Iterator[Row]:
        """Give the rows in the order of their ends, only the `kinds` where some are named.

        Raises `ReadError` for what is no export of this kind and for a document type that declares anything.
        """
        wanted = frozenset(kinds) or frozenset(self._layout.rows)
        head = self._source.head()
        with self._source.opened() as raw:
            stream = self._decoded(raw, head)
            pieces = self._pieces(stream)
            first, root = self._begun(pieces)
            mender = Mender(self._layout, root)
            for piece in (first, *()):
                yield from self._cut(piece, mender, wanted)
            for piece in pieces:
                yield from self._cut(piece, mender, wanted)
        self._say_end(stream)
