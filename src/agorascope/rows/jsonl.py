"""JSON Lines and JSON arrays, a row at a time: a bad one is answered in place, never dropped."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from agorascope.rows.line import Line
from agorascope.sources import json_stream
from agorascope.sources.decoding import BROKEN, encoding_of, whole
from agorascope.sources.json_stream import Mended
from agorascope.sources.streams import utf8

HEAD = 1 << 16
MAX_LINE = 256 * 1024 * 1024
MARK = b"\xef\xbb\xbf"
DECODER = msgspec.json.Decoder()


def lines(file: BinaryIO) -> Iterator[Line]:
    """Decode every non-empty line; what is not a JSON object comes with the reason instead of a row."""
    for number, content in enumerate(_raw(file), start=1):
        if content is None:
            yield Line(number, None, f"longer than {MAX_LINE // 1024 // 1024} MB")
        elif (row := content.removeprefix(MARK) if number == 1 else content).strip():
            yield _line(number, row)


def items(file: BinaryIO) -> Iterator[Line]:
    """Give every object of a JSON array with its place in it, counted from 1; raises `ValueError` for what is no JSON.

    The array is never in memory as a whole.
    """
    head = file.read(HEAD)
    file.seek(0)
    stream, _ = utf8(file, head, "the array")
    number = 0
    mended = Mended(stream)
    try:
        for number, item in enumerate(json_stream.items(mended), start=1):
            yield Line(number, item) if isinstance(item, dict) else Line(number, None, "not a JSON object")
    except ValueError as error:
        raise ValueError(f"not JSON after {number} objects: {error}") from error


def _raw(file: BinaryIO) -> Iterator[bytes | None]:
    """Give the lines as UTF-8, None for one that is too long to be a row; a pipe is read as it comes."""
    first = file.readline(MAX_LINE)
    encoding = encoding_of(first, "the table") if first else "utf-8"
    if not encoding.startswith("utf-8"):
        decoded = io.StringIO((first + file.read()).decode(encoding, "replace"), newline=None)
        yield from (line.encode() for line in decoded)
        return
    content = first
    while content:
        is_row = len(content) < MAX_LINE
        if not is_row:
            _pass_over(file)
        yield content if is_row else None
        content = file.readline(MAX_LINE)


def _pass_over(file: BinaryIO) -> None:
    """Read on to the end of a line without keeping it."""
    while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass


def _line(number: int, content: bytes) -> Line:
    try:
        row = DECODER.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _mended(number, content, f"not JSON: {error}")
    return Line(number, row) if isinstance(row, dict) else Line(number, None, "not a JSON object")


def _mended(number: int, content: bytes, reason: str) -> Line:
    """Read a line again with broken bytes and lone surrogates, which cut emoji leave, as U+FFFD."""
    text = content.decode("utf-8", "surrogateescape")
    broken = bool(BROKEN.search(text))
    try:
        row = json.loads(whole(text))
    except (ValueError, RecursionError):
        return Line(number, None, reason)
    if not isinstance(row, dict):
        return Line(number, None, "not a JSON object")
    kept = {key: _whole(item) for key, item in row.items()}
    return Line(number, kept, mended="broken UTF-8" if broken else "lone surrogates")


def _whole(item: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    return whole(item) if isinstance(item, str) else item
