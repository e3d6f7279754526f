"""Exports in JSON, whole or item by item, as deep as they come; and the discussions put together from one document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

import msgspec

from agorascope.errors import ReadError
from agorascope.readers.finishing import Draft, finished
from agorascope.readers.notices import Notices
from agorascope.readers.times import iso_time
from agorascope.records import Article, Comment, Notice, Thread
from agorascope.sources import Source
from agorascope.sources.decoding import decode

Row = dict[str, Any]
MARK = b"\xef\xbb\xbf"
# 50,000 answers, each under the other, of the export that nests most; more is nobody's discussion.
MOST_LEVELS = 200_000
CHUNK = 1 << 18
# Escaped backslashes are matched so that what follows them is not taken for an escape.
SURROGATES = re.compile(
    rb"(?P<good>\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?P<cut>\\(?:u[0-9a-fA-F]{0,3}|u[dD][89abAB][0-9a-fA-F]{2}(?:\\(?:u[0-9a-fA-F]{0,3})?)?)?)\Z"
    rb"|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def document(source: Source) -> tuple[Any, tuple[Notice, ...]]:
    """Load a whole document; broken UTF-8 and lone surrogates become U+FFFD and are told.

    Raises `ReadError` for what is no JSON, is cut off or is nested more than 200,000 deep.
    """
    data = source.data()
    try:
        return msgspec.json.decode(data.removeprefix(MARK)), ()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _mended(data, source.name)


def _mended(data: bytes, name: str) -> tuple[Any, tuple[Notice, ...]]:
    """Load again with the standard library, which takes raw line breaks and NaN too, then without any recursion."""
    text, notices = decode(data, name)
    stream = Mended(_Once(text.encode()))
    mended = stream.read()
    if stream.count:
        told = Notice("broken-utf8", f"{stream.count} lone surrogates, halves of cut emoji, became U+FFFD")
        notices = (*notices, told)
    try:
        try:
            return json.loads(mended, strict=False), notices
        except RecursionError:
            return next(items(_Once(mended), whole=True), None), notices
    except ValueError as error:
        advice = "Download it again, and give it as it was sent"
        raise ReadError(name, f"not JSON, or cut off: {error}", advice) from error


class Mended:
    """Reads UTF-8 JSON with an escaped U+FFFD for every lone surrogate, and counts them."""

    def __init__(self, stream: BinaryIO | _Readable) -> None:
        """Take an open stream of UTF-8."""
        self._stream = stream
        self._kept = self._cut = b""
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Give at most `size` bytes, all of them for -1; empty at the end."""
        parts, length = [self._kept], len(self._kept)
        while size < 0 or length < size:
            raw = self._stream.read(CHUNK)
            parts.append(self._whole(raw))
            length += len(parts[-1])
            if not raw:
                break
        found = b"".join(parts)
        cut = len(found) if size < 0 else size
        self._kept = found[cut:]
        return found[:cut]

    def _whole(self, raw: bytes) -> bytes:
        data, self._cut = self._cut + raw, b""
        return SURROGATES.sub(self._replaced if raw else self._last, data)

    def _replaced(self, found: re.Match[bytes]) -> bytes:
        if found["cut"] is not None:
            self._cut = found["cut"]  # the rest comes with the next bytes
            return b""
        return found["good"] or self._last(found)

    def _last(self, found: re.Match[bytes]) -> bytes:
        """Replace at the end of the stream, where a half that waits for its other half is lone too."""
        if found["good"] or not re.match(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", found[0]):
            return found[0]
        self.count += 1
        return rb"\ufffd"


class _Once:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, size: int = -1, /) -> bytes:
        if size == 0:
            return b""
        found, self._data = self._data, b""
        return found


def items(stream: BinaryIO | _Readable, *, whole: bool = False) -> Iterator[Any]:
    """Give every item of a JSON array as it comes, or the one document where it is none or the `whole` is asked for.

    Raises `ValueError` where the JSON breaks off or is nested more than 200,000 deep. Nothing recurses, and the time
    does not grow with the depth, as that of `ijson.items` does.
    """
    import ijson

    above: list[Any] = []
    key, base = "", 0
    try:
        for event, value in ijson.basic_parse(stream, use_float=True):
            if event == "map_key":
                key = value
                continue
            if event in {"end_map", "end_array"}:
                done = above.pop()
            else:
                done = {} if event == "start_map" else [] if event == "start_array" else value
                if above:
                    _put(above[-1], key, done, kept=len(above) > base)
                if event in {"start_map", "start_array"}:
                    base = 1 if not above and event == "start_array" and not whole else base
                    above.append(done)
                    _check(len(above))
                    continue
            if len(above) == base and (base == 0 or event != "end_array" or above):
                yield done
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise ValueError(" ".join(str(error).split())[:200]) from error
