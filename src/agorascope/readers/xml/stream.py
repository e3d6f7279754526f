"""The rows of an XML export of any size, one by one, in the memory of one row.

No document type is ever parsed, and one that declares anything is refused: nothing in a file can expand, or name
another file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct, structs

from agorascope.amounts import many
from agorascope.errors import ReadError
from agorascope.readers.threads.notices import Notices
from agorascope.readers.xml.cutting import Cut, Cutter, Layout
from agorascope.readers.xml.mending import Element, Mender
from agorascope.records import Notice, Thread
from agorascope.sources import Source
from agorascope.sources.decoding import recoded
from agorascope.sources.labels import encoding_named
from agorascope.sources.source import BROKEN
from agorascope.sources.streams import CHUNK, Utf8, utf8

LONGEST_PROLOG = 1 << 22
COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
DECLARES = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b|<!DOCTYPE[^>]*\[")
ENCODING = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
BLANKED = bytes(byte if byte >= ord(" ") or byte in b"\t\n\r" else ord(" ") for byte in range(256))
ADVICE = "Export or download it again; what was whole has been read"


class Row(Struct, frozen=True):
    """A row's kind, its element, and the line it begins in."""

    kind: str
    element: Element
    line: int


class XmlStream:
    """Reads the rows of one source; what is mended or left out is told, and where it breaks off is remembered."""

    def __init__(self, source: Source, layout: Layout, notices: Notices) -> None:
        """Take the source, what it is built like, and where to tell."""
        self._source, self._layout, self._notices = source, layout, notices
        self._cutter = Cutter(layout)
        self._broke = ""

    def rows(self, kinds: Iterable[str] = ()) -> Iterator[Row]:
        """Give the rows in the order of their ends, only the `kinds` where some are named.

        Raises `ReadError` for what has no root of this kind and for a document type that declares anything.
        """
        wanted = frozenset(kinds) or frozenset(self._layout.rows)
        head = self._source.head()
        with self._source.opened() as raw:
            pieces = self._pieces(self._decoded(raw, head))
            data, root = self._begun(pieces)
            mender = Mender(self._layout, root)
            while data:
                for cut in self._cutter.rows(data):
                    row = self._row(cut, mender) if cut.kind in wanted else None
                    if row is not None:
                        yield row
                data = next(pieces, b"")
        self._remember_end()

    def closed(self, threads: Iterable[Thread], told: Callable[[], Iterable[Notice]]) -> Iterator[Thread]:
        """Give threads, the last one with what is `told` when all are read.

        Raises `ReadError` where the source broke off, with how many there were, and when there was none.
        """
        last, count = None, 0
        for thread in threads:
            if last is not None:
                yield last
            last, count = thread, count + 1
        said = tuple(told())
        if last is not None:
            yield structs.replace(last, notices=(*last.notices, *said))
        if self._broke:
            reason = f"breaks off in line {self._cutter.line:,}, after {many(count, 'discussion')}: {self._broke}"
            raise ReadError(self._source.name, reason, ADVICE)
        if not count:
            reason = "; ".join(["no discussion in it", *(notice.message for notice in said[:3])])
            raise ReadError(self._source.name, reason, "Export the posts with their comments")

    def _decoded(self, raw: BinaryIO, head: bytes) -> Utf8:
        declared = _declared(head)
        if declared and (head.isascii() if declared != "utf-8" else _is_mostly_utf8(head)):
            stream, found = Utf8(raw, "utf-8-sig" if declared == "utf-8" else declared), declared
        else:
            stream, found = utf8(raw, head, self._source.name, declared)
        if not found.startswith("utf-8"):
            self._notices.add("encoding", recoded(found).message)
        return stream

    def _pieces(self, stream: Utf8) -> Iterator[bytes]:
        """Give the document piece by piece, without the control characters that XML has no place for."""
        while True:
            broken = stream.broken
            try:
                piece = stream.read(CHUNK)
            except BROKEN as error:
                self._broke = str(error).lower() or "the file is broken"
                return
            if stream.broken > broken:
                text = f"{stream.broken - broken:,} broken byte sequences became U+FFFD, from about here"
                self._notices.add("broken-utf8", text, f"line {self._cutter.line}")
            if not piece:
                return
            yield piece.translate(BLANKED)

    def _begun(self, pieces: Iterator[bytes]) -> tuple[bytes, bytes]:
        """Read on to the root's start tag; give what was read, and the tag."""
        names = "|".join(self._layout.roots)
        start = re.compile(rf"<(?:[\w.-]+:)?(?:{names})(?=[\s/>])[^>]*>".encode())
        data = b""
        for piece in pieces:
            data += piece
            bare = COMMENT.sub(b"", data)
            root = start.search(bare)
            if DECLARES.search(bare, 0, root.start() if root else len(bare)):
                advice = "No export does; remove everything from <!DOCTYPE to ]> if you trust the file"
                raise ReadError(self._source.name, "its document type declares entities or elements", advice)
            if root:
                return data, root[0]
            if len(data) > LONGEST_PROLOG:
                break
        reason = f"no <{self._layout.roots[0]}> in it" + (f": {self._broke}" if self._broke else "")
        raise ReadError(self._source.name, reason, "Give the XML file as it was exported")

    def _row(self, cut: Cut, mender: Mender) -> Row | None:
        where, above = f"line {cut.line}", self._layout.rows[cut.kind]
        is_frame = cut.kind in self._layout.rows.values()  # the rows in it are whole, whatever it is like itself
        if cut.is_stray or (cut.is_long and not is_frame):
            reason = f"outside of any {above}" if cut.is_stray else "of more than 64 MB"
            self._notices.add("bad-row", f"a {cut.kind} {reason} is left out", where)
            return None
        if not cut.is_ended:
            self._notices.add("broken-xml", f"<{cut.kind}> does not end; ended where the next begins", where)
        parsed = mender.parsed(cut.data)
        is_lost = not len(parsed.element) and not is_frame
        if parsed.wrong:
            code, done = ("bad-row", "left out") if is_lost else ("broken-xml", "mended")
            self._notices.add(code, f"{parsed.wrong}; {done}", f"line {cut.line + parsed.line}")
        return None if is_lost else Row(cut.kind, parsed.element, cut.line)

    def _remember_end(self) -> None:
        unfinished = self._cutter.unfinished()
        if self._broke:
            return
        if unfinished:
            self._broke = f"the <{unfinished[0]}> that begins in line {unfinished[1]:,} does not end"
        elif not self._cutter.has_ended:
            self._broke = f"</{self._layout.roots[0]}> is missing"


def _is_mostly_utf8(head: bytes) -> bool:
    """Tell whether what says it is UTF-8 is so, but for accidents."""
    text = head.decode("utf-8", "surrogateescape")
    broken = len(re.findall("[\ud800-\udfff]", text))
    return 4 * len(re.findall("[^\x00-\x7f\ud800-\udfff]", text)) >= broken


def _declared(head: bytes) -> str | None:
    """Give what a document says it is written in, where that is an encoding of text."""
    found = ENCODING.search(head)
    return encoding_named(found[1].decode("ascii", "replace")) if found else None
