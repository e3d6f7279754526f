"""JSONL, line by line: a bad line is answered in place, never dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from agorascope.rows.line import Line

MAX_LINE = 256 * 1024 * 1024


def lines(file: BinaryIO) -> Iterator[Line]:
    """Decode every non-empty line; what is not a JSON object comes with the reason instead of a row."""
    for number, raw in enumerate(file, start=1):
        content = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if content.strip():
            yield _line(number, content)


def _line(number: int, content: bytes) -> Line:
    if len(content) > MAX_LINE:
        return Line(number, None, f"longer than {MAX_LINE // 1024 // 1024} MB")
    try:
        row = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Line(number, None, f"not JSON: {error}")
    return Line(number, row) if isinstance(row, dict) else Line(number, None, "not a JSON object")
