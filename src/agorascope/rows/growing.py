"""Rows of a table that grows: JSON Lines and CSV, as many as are whole; what is not is left for the next time."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.errors import ReadError
from agorascope.rows import delimited, jsonl
from agorascope.rows.line import Line
from agorascope.rows.tables import kind_of
from agorascope.sources.decoding import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.sources.growing import Place

KINDS: Final = ("jsonl", "csv")
LONGEST: Final = 1 << 20
"""A record that has not ended after so many bytes has a quotation mark too many: its first line is left out."""
ADVICE: Final = "follow JSON Lines or CSV in UTF-8, a row a comment; other formats are read without --follow"


class Form(Struct, frozen=True):
    """How a table is written: `jsonl` or `csv`, its encoding, the columns and the delimiter of a CSV."""

    kind: str
    encoding: str
    columns: tuple[str, ...] = ()
    delimiter: str = ","


class Rows(Struct, frozen=True):
    """Lines with their rows or the reason why they have none; how many bytes and lines these are."""

    lines: tuple[Line, ...]
    size: int
    count: int


def form_of(head: bytes, name: str, forced: str | None = None) -> Form:
    """Tell how a table is written by its first lines, or as is forced; raises `ReadError` for what cannot grow."""
    encoding = encoding_of(head, name)
    kind = forced or kind_of(head, name)
    if kind not in KINDS or encoding.startswith(("utf-16", "utf-32")):
        raise ReadError(name, f"{kind} in {encoding} cannot be followed", ADVICE)
    if kind == "jsonl":
        return Form(kind, encoding)
    columns = tuple(delimited.named_columns(delimited.header(head)))
    return Form(kind, encoding, columns, delimited.delimiter(head.decode(encoding, "replace")))


def rows(form: Form, data: bytes, place: Place, most: int, *, last: bool = False) -> Rows:
    """Read at most so many rows of whole lines that stand at a place of their file; they may be its last ones."""
    lines = io.BytesIO(data).readlines()
    if form.kind == "jsonl":
        return _jsonl(form, lines, place, most)
    return _csv(form, lines, place, most, LONGEST if not last and data.endswith(b"\n") else 0)


def _jsonl(form: Form, lines: Sequence[bytes], place: Place, most: int) -> Rows:
    found: list[Line] = []
    size = count = 0
    for line in lines:
        if len(found) >= most:
            break
        size, count = size + len(line), count + 1
        content = line.removeprefix(codecs.BOM_UTF8) if place.offset == 0 and count == 1 else line
        if not form.encoding.startswith("utf-8"):
            content = content.decode(form.encoding, "replace").encode()
        if content.strip():
            found.append(jsonl.line_of(place.lines + count, content))
    return Rows(tuple(found), size, count)


class _MoreError(Exception):
    """The lines have ended within a record."""


def _csv(form: Form, lines: Sequence[bytes], place: Place, most: int, longest: int) -> Rows:
    csv.field_size_limit(delimited.LONGEST_FIELD)
    found: list[Line] = []
    size = count = 0
    while count < len(lines) and len(found) < most:
        record, used, error = _record(form, lines[count:])
        if not used:
            if sum(map(len, lines[count:])) < longest:
                break
            used, error = 1, "a quotation mark too many: its record does not end"
        is_header = place.offset == 0 and count == 0
        size += sum(map(len, lines[count : count + used]))
        count += used
        if error:
            found.append(Line(place.lines + count, None, error))
        elif record and not is_header:
            found.append(delimited.line_of(place.lines + count, list(form.columns), record))
    return Rows(tuple(found), size, count)


def _record(form: Form, lines: Sequence[bytes]) -> tuple[list[str], int, str]:
    """Give the first record and the number of its lines, 0 where it does not end in them; or what is wrong with it."""
    used = 0

    def fed() -> Iterator[str]:
        nonlocal used
        for line in lines:
            used += 1
            yield line.decode(form.encoding, "replace")
        raise _MoreError

    try:
        return next(csv.reader(fed(), delimiter=form.delimiter)), used, ""
    except _MoreError:
        return [], 0, ""
    except csv.Error as error:
        return [], used, f"not CSV: {error}"
