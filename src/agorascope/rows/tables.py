"""Opens a table of any known format, by its content, so that it can be read more than once."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from agorascope.errors import ReadError
from agorascope.rows import delimited, jsonl, parquet
from agorascope.rows.line import Line
from agorascope.sources import Source

ADVICE = "give JSONL, CSV, TSV or Parquet, or - for stdin"
FORMATS: dict[str, Callable[[BinaryIO], Iterator[Line]]] = {
    "jsonl": jsonl.lines,
    "json": jsonl.items,
    "csv": delimited.lines,
    "parquet": parquet.lines,
}


class Table:
    """A table that lies in a source; every call of `lines` reads it from its beginning."""

    def __init__(self, source: Source, kind: str) -> None:
        """Take a source and a name of `FORMATS`."""
        self._source, self.name, self.kind = source, source.name if source.name != "-" else "stdin", kind

    def lines(self) -> Iterator[Line]:
        """Give every row with its number, or the reason why it has none; raises `ReadError` for what is no table."""
        with self._source.opened() as file:
            try:
                yield from FORMATS[self.kind](file)
            except parquet.UNREADABLE as error:
                raise ReadError(self.name, f"not readable as {self.kind}: {error}", ADVICE) from error


@contextmanager
def table(name: str) -> Iterator[Table]:
    """Open a file or, for `-`, stdin, which is kept in a private file as long as it is needed; raises `ReadError`."""
    source = Source(name)
    try:
        yield Table(source, kind_of(source.head(), source.name))
    finally:
        source.close()


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file or, for `-`, stdin as it comes; raises `ReadError` that says what to do."""
    if name == "-":
        yield sys.stdin.buffer
        return
    with Source(name).opened() as file:
        yield file


def kind_of(head: bytes, name: str) -> str:
    """Tell a table's format by its first bytes: Parquet's mark, a brace, a bracket, else a header line of columns.

    Raises `ReadError` for what is no table.
    """
    if head.startswith(parquet.MARK):
        return "parquet"
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text or text[:1] == b"{":
        return "jsonl"
    if text[:1] == b"[":
        return "json"
    if delimited.is_header(head, name):
        return "csv"
    raise ReadError(name, "neither JSONL nor a table with a header line", ADVICE)
