"""Streams of bytes as UTF-8, whatever they were written in, in constant memory."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from agorascope.sources.decoding import BROKEN, encoding_of, whole
from agorascope.sources.labels import encoding_named

CHUNK = 1 << 18


class Utf8:
    """Reads another stream as UTF-8: other encodings are recoded, broken bytes become U+FFFD and are counted."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        """Take an open stream and what it is written in."""
        lenient = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        self._stream, self._decoder = stream, codecs.getincrementaldecoder(encoding)(lenient)
        self._kept = b""
        self.broken = 0

    def read(self, size: int = -1) -> bytes:
        """Give at most `size` bytes, all of them for -1; empty at the end."""
        while size < 0 or len(self._kept) < size:
            raw = self._stream.read(CHUNK)
            self._kept += self._recoded(raw)
            if not raw:
                break
        found = self._kept if size < 0 else self._kept[:size]
        self._kept = self._kept[len(found) :]
        return found

    def _recoded(self, raw: bytes) -> bytes:
        text = self._decoder.decode(raw, final=not raw)
        try:
            return text.encode()
        except UnicodeEncodeError:
            self.broken += len(BROKEN.findall(text))
            return whole(text).encode()


def utf8(stream: BinaryIO, head: bytes, name: str, declared: str | None = None) -> tuple[Utf8, str]:
    """Give a stream as UTF-8 and the encoding it had: its mark, what it declares, or what its head looks like.

    What a document declares is believed where its head agrees; a head of ASCII agrees with much.
    """
    found = encoding_of(head, name)
    declared = encoding_named(declared) if declared else None
    is_open = not found.startswith("utf") or (found == "utf-8" and (head.isascii() or not _fits(head, "utf-8")))
    if declared and is_open and _fits(head, declared):
        found = declared
    return Utf8(stream, "utf-8-sig" if found == "utf-8" else found), found


def _fits(head: bytes, encoding: str) -> bool:
    """Tell whether a head that may end inside a character can be read in an encoding."""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(head)
    except UnicodeError:
        return False
    return True
