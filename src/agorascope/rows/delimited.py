"""CSV and TSV: dialect and encoding found, every row by its header's names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from agorascope.errors import ReadError
from agorascope.readers.decoding import encoding_of, whole
from agorascope.rows.line import Line

HEAD = 1 << 20
DELIMITERS = ",;\t|"
LONGEST_FIELD = 256 * 1024 * 1024
EXTRA = "extra"


def lines(file: BinaryIO) -> Iterator[Line]:
    """Give a row for each record after the header; one with too few or too many fields is a reason, not a row."""
    csv.field_size_limit(LONGEST_FIELD)
    head = file.read(HEAD)
    file.seek(0)
    encoding = encoding_of(head, "the table")
    decoded = io.TextIOWrapper(file, encoding.replace("utf-8", "utf-8-sig", 1), "replace", newline="")
    try:
        reader = csv.reader(decoded, delimiter=delimiter(_text(head)), strict=False)
        header = next(reader, [])
        yield from _records(reader, header)
    finally:
        decoded.detach()


def _records(reader: Iterator[list[str]], header: list[str]) -> Iterator[Line]:
    number = 1
    while True:
        number += 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            yield Line(number, None, f"not CSV: {error}")
            continue
        if record is None:
            return
        if record:
            yield _line(number, header, record)


def _line(number: int, header: list[str], record: list[str]) -> Line:
    if len(record) != len(header):
        return Line(number, None, f"{len(record)} fields under a header of {len(header)}")
    return Line(number, {name: whole(value) for name, value in zip(header, record, strict=True)})


def delimiter(head: str) -> str:
    """Choose what separates the fields: the sign of which most stand in the header line."""
    header = next(csv.reader([head.partition("\n")[0]], delimiter="\0"), [""])
    line = header[0] if header else ""
    return max(DELIMITERS, key=lambda sign: (line.count(sign), -DELIMITERS.index(sign)))


def is_header(head: bytes, name: str) -> bool:
    """Tell whether the first line of some bytes names columns, one of them `text` or several of them any."""
    try:
        line = _text(head).partition("\n")[0]
    except ReadError:
        return False
    columns = next(csv.reader([line], delimiter=delimiter(line)), [])
    named = name.lower().endswith((".csv", ".tsv"))
    return bool(columns) and all(columns) and (len(columns) > 1 or columns == ["text"] or named)


def _text(head: bytes) -> str:
    return head.decode(encoding_of(head, "the table").replace("utf-8", "utf-8-sig", 1), "replace")
