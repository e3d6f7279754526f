"""Writes rows as JSONL, CSV or Parquet: a file appears whole under its name, or not at all."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec

from agorascope.errors import UsageError

SUFFIXES = (".jsonl", ".csv", ".tsv", ".parquet")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_ONCE = 4096


class Writer(Protocol):
    """Takes rows one by one."""

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row."""


@contextmanager
def writer(path: Path | None) -> Iterator[Writer]:
    """Open a file by its ending, or for None stdout as JSONL; raises `UsageError` where nothing can be written."""
    if path is None:
        yield _Jsonl(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: give a name that ends in {', '.join(SUFFIXES)}")
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file, _in(path.suffix.lower(), file) as found:
            yield found
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give a path that can be written") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _in(suffix: str, file: BinaryIO) -> Iterator[Writer]:
    if suffix == ".parquet":
        found = _Parquet(file)
        yield found
        found.close()
    elif suffix == ".jsonl":
        yield _Jsonl(file)
    else:
        yield _Csv(file, "\t" if suffix == ".tsv" else ",")


class _Jsonl:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._encoder = msgspec.json.Encoder(enc_hook=str)

    def write(self, row: Mapping[str, Any]) -> None:
        self._file.write(self._encoder.encode(row) + b"\n")


class _Csv:
    """The columns are those of the first row; a value of several parts has a column for each (`duplicate_of`)."""

    def __init__(self, file: BinaryIO, delimiter: str) -> None:
        self._file, self._delimiter = file, delimiter
        self._columns: list[str] = []

    def write(self, row: Mapping[str, Any]) -> None:
        import io

        flat = _flat(row)
        line = io.StringIO()
        out = csv.writer(line, delimiter=self._delimiter, lineterminator="\n")
        if not self._columns:
            self._columns = list(flat)
            out.writerow(self._columns)
        out.writerow([_safe(flat.get(column)) for column in self._columns])
        self._file.write(line.getvalue().encode("utf-8", "replace"))


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            found.update({f"{name}_{part}": inner for part, inner in value.items()})
        else:
            found[name] = value
    return found


def _safe(value: object) -> str:
    """Write a value so that no spreadsheet takes it for a formula."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else msgspec.json.encode(value, enc_hook=str).decode()
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


class _Parquet:
    """The schema is that of the first few thousand rows."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rows: list[dict[str, Any]] = []
        self._writer: Any = None

    def write(self, row: Mapping[str, Any]) -> None:
        self._rows.append(dict(row))
        if len(self._rows) >= ROWS_AT_ONCE:
            self._flush()

    def close(self) -> None:
        self._flush()
        if self._writer:
            self._writer.close()

    def _flush(self) -> None:
        import pyarrow
        import pyarrow.parquet

        if not self._rows and self._writer:
            return
        schema = self._writer.schema if self._writer else None
        batch = pyarrow.Table.from_pylist(self._rows, schema)
        if self._writer is None:
            self._writer = pyarrow.parquet.ParquetWriter(self._file, batch.schema)
        self._writer.write_table(batch)
        self._rows = []
