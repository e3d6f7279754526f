"""JSONL rows in and out, line by line: a bad line is answered in place, never dropped."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from agorascope.errors import ReadError, UsageError

MAX_LINE = 256 * 1024 * 1024


class Line(msgspec.Struct, frozen=True):
    """One non-empty line: its number, and its row or the reason why it has none."""

    number: int
    row: dict[str, Any] | None
    error: str | None = None


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """Open a file or, for `-`, stdin; raises `ReadError` that says what to do."""
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed below; the error of opening must not cover the body's
    except OSError as error:
        raise ReadError(source, error.strerror or "cannot be opened", "give a JSONL file, or - for stdin") from error
    with file:
        yield file


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


def batches(found: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """Put lines into lists of at most `size`, in order."""
    batch: list[Line] = []
    for line in found:
        batch.append(line)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def mapping(pairs: str | None) -> dict[str, str]:
    """Read `label=stance,target=thesis` as the columns to use under our names; raises `UsageError`."""
    if not pairs:
        return {}
    split = [pair.split("=", 1) for pair in pairs.split(",")]
    if not all(len(pair) == 2 and all(pair) for pair in split):  # noqa: PLR2004 - a name and a column
        raise UsageError(f"--map {pairs!r} is not of the form name=column,name=column")
    return {name.strip(): column.strip() for name, column in split}


def renamed(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Give the row with our names beside its own columns."""
    return {**row, **{name: row[column] for name, column in names.items() if column in row}}
