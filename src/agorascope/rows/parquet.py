"""Parquet, some thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from agorascope.rows.line import Line

MARK = b"PAR1"
ROWS_AT_ONCE = 4096
# What pyarrow raises for broken files is a ValueError or an OSError; the library itself is loaded only when needed.
UNREADABLE = (ValueError, OSError)


def lines(file: BinaryIO) -> Iterator[Line]:
    """Give every row with its number, counted from 1; raises `ValueError` or `OSError` for a broken file."""
    import pyarrow.parquet

    number = 0
    for batch in pyarrow.parquet.ParquetFile(file).iter_batches(ROWS_AT_ONCE):
        rows: list[dict[str, Any]] = batch.to_pylist()
        for row in rows:
            number += 1
            yield Line(number, row)
