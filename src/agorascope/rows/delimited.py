"""CSV and TSV: dialect and encoding found, every row by its header's names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from agorascope.errors import ReadError
from agorascope.rows.formulas import escaped
from agorascope.rows.line import Line
from agorascope.sources.decoding import encoding_of, whole

HEAD = 1 << 20
DELIMITERS = ",;\t|"
LONGEST_FIELD = 64 * 1024 * 1024
"""Characters, each of which Python's parser keeps in four bytes."""
LONGEST_LINE = 2 * LONGEST_FIELD
Parts = Mapping[str, tuple[str, ...]]


def lines(file: BinaryIO) -> Iterator[Line]:
    """Give a row for each record after the header; one with too few or too many fields is a reason, not a row."""
    csv.field_size_limit(LONGEST_FIELD)
    head = file.read(HEAD)
    file.seek(0)
    decoded = io.TextIOWrapper(file, _encoding(head), "replace", newline="")
    try:
        reader = csv.reader(_cut(decoded), delimiter=delimiter(_text(head)), strict=False)
        yield from _records(reader, named_columns(_first(reader)))
    finally:
        decoded.detach()


def _cut(decoded: io.TextIOWrapper) -> Iterator[str]:
    """Give the lines, of one that no table has only the beginning: the memory is that of one line."""
    while line := decoded.readline(LONGEST_LINE):
        yield line
        while len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            line = decoded.readline(LONGEST_LINE)


def _first(reader: Iterator[list[str]]) -> list[str]:
    """Give the header; raises `ValueError` for one that is none."""
    try:
        return next(reader, [])
    except csv.Error as error:
        raise ValueError(f"its first line: {error}") from error


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
            yield line_of(number, header, record)


def line_of(number: int, header: list[str], record: list[str]) -> Line:
    """Give a record as a row; one with too few or too many fields is a reason, not a row."""
    if len(record) != len(header):
        return Line(number, None, f"{len(record)} fields under a header of {len(header)}")
    return Line(number, {name: whole(value) for name, value in zip(header, record, strict=True)})


def delimiter(head: str) -> str:
    """Choose what separates the fields: the sign of which most stand in the header line."""
    line = _first_line(head)
    return max(DELIMITERS, key=lambda sign: (line.count(sign), -DELIMITERS.index(sign)))


def is_header(head: bytes, name: str) -> bool:
    """Tell whether the first line of some bytes names columns, one of them `text` or several of them any."""
    try:
        columns = [column for column in header(head) if column]
    except (ReadError, csv.Error):
        return False
    named = name.lower().endswith((".csv", ".tsv"))
    return bool(columns) and (len(columns) > 1 or columns == ["text"] or named)


def header(head: bytes) -> list[str]:
    """Give the names of the columns that the first bytes of a table open with."""
    line = _first_line(_text(head))
    return next(csv.reader([line], delimiter=delimiter(line)), [])


def _text(head: bytes) -> str:
    return head.decode(_encoding(head), "replace")


def _encoding(head: bytes) -> str:
    found = encoding_of(head, "the table")
    return "utf-8-sig" if found == "utf-8" else found


def _first_line(text: str) -> str:
    return re.split(r"\r\n|\r|\n", text, maxsplit=1)[0]


def named_columns(header: list[str]) -> list[str]:
    """Give every column a name of its own: the index that pandas writes has none, and some stand twice."""
    names: list[str] = []
    for number, column in enumerate(header, start=1):
        name = column or f"column_{number}"
        names.append(name if name not in names else f"{name}_{number}")
    return names


def write(rows: Iterable[Mapping[str, Any]], file: BinaryIO, delimiter: str, parts: Parts) -> None:
    """Write rows, which are iterated twice, under all columns that stand in any; no value is taken for a formula.

    A value of several parts has a column for each (`duplicate_of`); `parts` names those that columns may have.
    """
    columns = dict.fromkeys(name for row in rows for name in (*_flat(row, parts), *_named(row, parts)))
    decoded = io.TextIOWrapper(file, "utf-8", "replace", newline="")
    try:
        out = csv.writer(decoded, delimiter=delimiter, lineterminator="\r\n")  # so that a lone \r is quoted too
        out.writerow(map(_safe, columns))
        for row in rows:
            flat = _flat(row, parts)
            out.writerow([_safe(flat.get(column)) for column in columns])
        decoded.flush()
    finally:
        decoded.detach()


def _named(row: Mapping[str, Any], parts: Parts) -> list[str]:
    return [f"{name}_{part}" for name in row for part in parts.get(name, ())]


def _flat(row: Mapping[str, Any], parts: Parts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            found.update({f"{name}_{part}": inner for part, inner in value.items()})
        elif name not in parts:
            found[name] = value
    return found


def _safe(value: object) -> str:
    """Write a value so that no spreadsheet takes it for a formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return msgspec.json.encode(value, enc_hook=str).decode()
    return escaped(value)
