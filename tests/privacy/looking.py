"""Reads everything that a folder holds as text: also what is packed, in tables, in databases."""

from __future__ import annotations

import gzip
import io
import sqlite3
import zipfile
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pyarrow.parquet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ZLIB = 0x78


def texts(folder: Path) -> dict[str, str]:
    """Give what is in every file of a folder, and its name, in small letters."""
    return {
        str(path.relative_to(folder)): "\n".join([path.name, *_of(path)]).lower()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def holding(found: dict[str, str], needle: str) -> list[str]:
    """Name the files that hold a text, with what stands around it."""
    return [
        f"{name}: …{text[max(0, at - 60) : at + 60]!r}"
        for name, text in found.items()
        if (at := text.find(needle)) >= 0
    ]


def _of(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    yield from _read(data)
    if data.startswith(b"SQLite format 3"):
        yield from _database(path)
    if path.suffix == ".parquet":
        yield str(pyarrow.parquet.read_table(path).to_pylist())
        yield str(pyarrow.parquet.read_metadata(path).metadata)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from _read(packed.read(name))


def _read(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    yield data.decode("utf-16-le", "ignore")
    if data[:1] and data[0] == ZLIB:
        with suppress(zlib.error):
            yield zlib.decompress(data).decode("utf-8", "replace")
    if data.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError):
            yield gzip.decompress(data).decode("utf-8", "replace")


def _database(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a table's own name
                for value in row:
                    yield from _read(value) if isinstance(value, bytes) else (str(value),)
