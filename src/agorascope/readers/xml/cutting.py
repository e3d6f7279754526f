"""An XML export cut into its rows (an item, a comment, a post) before anything parses it.

What is broken in one row costs no other, and only the open rows are in memory. A row ends with its end tag; where that
is missing, with the next row of its kind or with the document. What stands outside rows is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

# A post or a comment that is longer is an attack or an accident.
LARGEST_ROW = 1 << 26
LONGEST_TAG = 1 << 16
ENDS = {b"!--": b"-->", b"![CDATA[": b"]]>"}


class Layout(Struct, frozen=True):
    """How an export is built; all names without prefix.

    `rows` maps each row's name to that of the row it stands in ("" for none); `texts` are fields of text, `fields` the
    other names that are no markup of a text; `namespaces` are what prefixes mean that a file does not declare.
    """

    roots: tuple[str, ...]
    rows: Mapping[str, str]
    texts: frozenset[str]
    fields: frozenset[str]
    namespaces: Mapping[str, str]


class Cut(Struct, frozen=True):
    """The bytes of one row without the rows in it, and the line it begins in.

    `is_ended` where its end tag was there and is not ours; `is_stray` where it is outside of the row it belongs in;
    `is_long` where it was too long to be kept.
    """

    kind: str
    line: int
    data: bytes
    is_ended: bool = True
    is_stray: bool = False
    is_long: bool = False


class _Open:
    """A row whose end has not come."""

    def __init__(self, kind: str, name: bytes, line: int, *, is_stray: bool) -> None:
        self.kind, self.line = kind, line
        self._name, self._is_stray = name, is_stray
        self._parts: list[bytes] = []
        self._size = 0

    def keep(self, data: bytes) -> None:
        if data:
            self._parts.append(data)
            self._size += len(data)
        if self._size > LARGEST_ROW:
            self._parts.clear()

    def cut(self, *, is_ended: bool) -> Cut:
        data = b"".join(self._parts)
        if not is_ended:
            data += b"</" + self._name + b">"
        return Cut(self.kind, self.line, data, is_ended, self._is_stray, self._size > LARGEST_ROW)


class Cutter:
    """Takes a document piece by piece and gives its rows.

    `line` is where it is, `has_ended` tells whether the root's end tag was the last that counts.
    """

    def __init__(self, layout: Layout) -> None:
        """Begin before the first byte."""
        names = "|".join((*layout.rows, *layout.roots)).encode()
        self._mark = re.compile(rb"<(?:(!--|!\[CDATA\[)|(/?)((?:[\w.-]+:)?(" + names + rb"))(?=[\s/>]))")
        self._layout = layout
        self._open: list[_Open] = []
        self._rest = self._until = b""
        self._kept = self._counted = 0
        self.line = 1
        self.has_ended = False

    def unfinished(self) -> tuple[str, int] | None:
        """Name the outermost row that is open, and the line it begins in."""
        return (self._open[0].kind, self._open[0].line) if self._open else None

    def rows(self, more: bytes) -> Iterator[Cut]:
        """Give the rows that end in the next piece of the document."""
        data = self._rest + more
        self._kept = self._counted = at = 0
        while (mark := self._next(data, at)) is not None:
            at = mark.end()
            if mark[1]:
                self._until = ENDS[mark[1]]
            elif (end := data.find(b">", at)) >= 0:
                at = end + 1
                level = self._level(mark[4].decode(), is_end=bool(mark[2]))
                if level is not None:
                    yield from self._tag(data, mark, at, level)
            elif len(data) - mark.start() < LONGEST_TAG:
                at = mark.start()
                break
        self._put_by(data, at)

    def _next(self, data: bytes, at: int) -> re.Match[bytes] | None:
        """Find the next mark that counts: none inside of a comment or of CDATA."""
        if self._until:
            end = data.find(self._until, at)
            if end < 0:
                return None
            at, self._until = end + len(self._until), b""
        return self._mark.search(data, at)

    def _put_by(self, data: bytes, at: int) -> None:
        """Keep what was looked through; what may be half a mark waits for its other half."""
        if self._until:
            cut = max(at, len(data) - 2)
        else:
            tag = data.rfind(b"<", at)
            is_half = tag >= 0 and data.find(b">", tag) < 0 and len(data) - tag < LONGEST_TAG
            cut = tag if is_half else len(data)
        self._keep(data, cut)
        self._count(data, cut)
        self._rest = data[cut:]

    def _keep(self, data: bytes, end: int) -> None:
        if self._open:
            self._open[-1].keep(data[self._kept : end])
        self._kept = end

    def _count(self, data: bytes, end: int) -> None:
        self.line += data.count(b"\n", self._counted, end)
        self._counted = end

    def _tag(self, data: bytes, mark: re.Match[bytes], end: int, level: int) -> Iterator[Cut]:
        """Begin or end a row, or the document; end the open rows beyond a level before that."""
        kind = mark[4].decode()
        self._keep(data, mark.start())
        self._count(data, mark.start())
        yield from self._closed(level)
        is_empty = data[end - 2 : end - 1] == b"/"
        if kind in self._layout.roots:
            self.has_ended = bool(mark[2]) or is_empty
        elif mark[2]:
            self._keep(data, end)
            yield self._open.pop().cut(is_ended=True)
        else:
            is_stray = self._layout.rows[kind] != (self._open[-1].kind if self._open else "")
            self._open.append(_Open(kind, mark[3], self.line, is_stray=is_stray))
            if is_empty:
                self._keep(data, end)
                yield self._open.pop().cut(is_ended=True)

    def _level(self, kind: str, *, is_end: bool) -> int | None:
        """Say how many of the open rows go on beyond a tag; None for a tag that is no row's."""
        kinds = [row.kind for row in self._open]
        if kind in self._layout.roots:
            return 0
        if kind in kinds:
            return kinds.index(kind) + is_end
        if is_end or (kinds and kind in self._layout.fields):
            return None
        above = self._layout.rows[kind]
        return kinds.index(above) + 1 if above in kinds else 0

    def _closed(self, level: int) -> Iterator[Cut]:
        """End the rows whose end tags are missing, the innermost first."""
        while len(self._open) > level:
            yield self._open.pop().cut(is_ended=False)
