"""Writes rows as JSONL, CSV or Parquet: a file appears whole under its name, or not at all."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec

from agorascope.errors import UsageError
from agorascope.rows import delimited, parquet

NO_PARTS: delimited.Parts = {}
SUFFIXES = (".jsonl", ".csv", ".tsv", ".parquet")


class Writer(Protocol):
    """Takes rows one by one."""

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row."""


@contextmanager
def writer(path: Path | None, parts: delimited.Parts = NO_PARTS) -> Iterator[Writer]:
    """Open a file by its ending, or for None stdout as JSONL; raises `UsageError` where nothing can be written.

    A CSV has a column for each part of a value of several parts (`duplicate_of`), and no formula in any; its columns,
    and those of Parquet, are all that stand in any row, and those that `parts` names.
    """
    if path is None:
        yield _Jsonl(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: give a name that ends in {', '.join(SUFFIXES)}")
    part = path.with_name(path.name + ".part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give a path that can be written") from error
    try:
        with file, _in(path, file, parts) as found:
            yield found
        part.replace(path)
    except OSError as error:
        if error.filename:  # what is read meanwhile
            raise
        raise UsageError(
            f"{path}: {error.strerror or error}; free space, or give a path that can be written"
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _in(path: Path, file: BinaryIO, parts: delimited.Parts) -> Iterator[Writer]:
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        yield _Jsonl(file)
        return
    with tempfile.TemporaryFile() as kept:  # until the last row nobody knows which columns there are
        yield _Jsonl(kept)
        kept.seek(0)
        rows = _Kept(kept)
        if suffix == ".parquet":
            parquet.write(rows, file, path.name)
        else:
            delimited.write(rows, file, "\t" if suffix == ".tsv" else ",", parts)


class _Kept:
    """Rows that lie in a file; every iteration reads it from its beginning."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._file.seek(0)
        decoder = msgspec.json.Decoder(dict[str, Any])
        yield from map(decoder.decode, self._file)


class _Jsonl:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._encoder = msgspec.json.Encoder(enc_hook=str)

    def write(self, row: Mapping[str, Any]) -> None:
        self._file.write(self._encoder.encode(row) + b"\n")
