"""JSON Lines and JSON arrays, a row at a time: a bad one is answered in place, never dropped."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

import msgspec

from agorascope.rows.line import Line
from agorascope.sources import json_stream
from agorascope.sources.decoding import BROKEN, encoding_of, whole
from agorascope.sources.json_stream import Mended, Once
from agorascope.sources.streams import CHUNK, utf8

HEAD = 1 << 16
MAX_LINE = 256 * 1024 * 1024
DEEPEST = 500
DECODER = msgspec.json.Decoder()


def lines(file: BinaryIO) -> Iterator[Line]:
    """Decode every non-empty line; what is not a JSON object comes with the reason instead of a row."""
    for number, content in enumerate(_raw(file), start=1):
        if content is None:
            yield Line(number, None, f"longer than {MAX_LINE // 1024 // 1024} MB")
        elif (row := content.removeprefix(codecs.BOM_UTF8) if number == 1 else content).strip():
            yield line_of(number, row)


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
            wrong = "not a JSON object" if not isinstance(item, dict) else "nested too deep" if _is_deep(item) else None
            yield Line(number, None, wrong) if wrong else Line(number, item)
    except ValueError as error:
        raise ValueError(f"not JSON after {number} objects: {error}") from error


def _is_deep(item: Any) -> bool:  # noqa: ANN401 -- whatever JSON holds
    """Tell whether an item is nested deeper than what writes rows again can follow."""
    level = [item]
    for _ in range(DEEPEST):
        inside = chain.from_iterable(one.values() if isinstance(one, dict) else one for one in level)
        level = [one for one in inside if isinstance(one, dict | list)]
        if not level:
            return False
    return True


def _raw(file: BinaryIO) -> Iterator[bytes | None]:
    """Give the lines as UTF-8, None for one that is too long to be a row; a pipe is read as it comes."""
    first = file.readline(MAX_LINE)
    encoding = encoding_of(first, "the table") if first else "utf-8"
    if not encoding.startswith("utf-8"):
        yield from _recoded(chain([first], iter(lambda: file.read(CHUNK), b"")), encoding)
        return
    content = first
    while content:
        is_row = len(content) < MAX_LINE
        if not is_row:
            _pass_over(file)
        yield content if is_row else None
        content = file.readline(MAX_LINE)


def _recoded(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes | None]:
    """Give the lines of another encoding as `_raw` does, in the memory of one."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)("replace"), translate=True)
    parts, size = [""], 0
    for piece in chain(pieces, [b""]):
        begun, *others = decoder.decode(piece, final=not piece).split("\n")
        parts.append(begun)
        size += len(begun)
        for line in others:
            yield "".join(parts).encode() if size < MAX_LINE else None
            parts, size = [line], len(line)
        if size >= MAX_LINE:
            parts.clear()
    if size:
        yield "".join(parts).encode() if size < MAX_LINE else None


def _pass_over(file: BinaryIO) -> None:
    """Read on to the end of a line without keeping it."""
    while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass


def line_of(number: int, content: bytes) -> Line:
    """Decode a line; what is not a JSON object comes with the reason instead of a row."""
    try:
        row = DECODER.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _mended(number, content, f"not JSON: {error}")
    return Line(number, row) if isinstance(row, dict) else Line(number, None, "not a JSON object")


def _mended(number: int, content: bytes, reason: str) -> Line:
    """Read a line again with broken bytes and lone surrogates, which cut emoji leave, as U+FFFD, however deep."""
    text = content.decode("utf-8", "surrogateescape")
    broken = bool(BROKEN.search(text))
    stream = Mended(Once(whole(text).encode()))
    try:
        row = json.loads(stream.read())
    except (ValueError, RecursionError):
        return Line(number, None, reason)
    if not isinstance(row, dict):
        return Line(number, None, "not a JSON object")
    return Line(number, row, mended="broken UTF-8" if broken else "lone surrogates" if stream.count else "")
