"""Opens a table of any known format, by its content, so that it can be read more than once."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from agorascope.errors import ReadError
from agorascope.rows import delimited, jsonl, parquet
from agorascope.rows.line import Line

HEAD = 1 << 16
ADVICE = "give JSONL, CSV, TSV or Parquet, or - for stdin"
FORMATS: dict[str, Callable[[BinaryIO], Iterator[Line]]] = {
    "jsonl": jsonl.lines,
    "csv": delimited.lines,
    "parquet": parquet.lines,
}


class Table:
    """A table that lies in a file; every call of `lines` reads it from its beginning."""

    def __init__(self, file: BinaryIO, name: str, kind: str) -> None:
        """Take an open file that can be rewound, the source's name, and a name of `FORMATS`."""
        self._file, self.name, self.kind = file, name, kind

    def lines(self) -> Iterator[Line]:
        """Give every row with its number, or the reason why it has none; raises `ReadError` for what is no table."""
        self._file.seek(0)
        try:
            yield from FORMATS[self.kind](self._file)
        except parquet.UNREADABLE as error:
            raise ReadError(self.name, f"not readable as {self.kind}: {error}", ADVICE) from error


@contextmanager
def table(source: str) -> Iterator[Table]:
    """Open a file or, for `-`, stdin, which is kept in a private file as long as it is needed; raises `ReadError`."""
    with opened(source) as given:
        if source != "-":
            yield Table(given, source, _kind(given, source))
            return
        with tempfile.TemporaryFile() as kept:
            shutil.copyfileobj(given, kept)
            kept.seek(0)
            yield Table(kept, "stdin", _kind(kept, "stdin"))


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """Open a file or, for `-`, stdin; raises `ReadError` that says what to do."""
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed below; the error of opening must not cover the body's
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ReadError(source, reason or "cannot be opened", ADVICE) from error
    with file:
        yield file


def _kind(file: BinaryIO, name: str) -> str:
    """Tell the format by the first bytes: Parquet's mark, an opening brace, else a header line of columns."""
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(parquet.MARK):
        return "parquet"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text or text[:1] in {b"{", b"["}:
        return "jsonl"
    if delimited.is_header(head, name):
        return "csv"
    raise ReadError(name, "neither JSONL nor a table with a header line", ADVICE)
