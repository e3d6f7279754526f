"""Parquet, some thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from agorascope.errors import UsageError
from agorascope.rows.line import Line, chunks

MARK = b"PAR1"
ROWS_AT_ONCE = 4096
# What pyarrow raises for broken files is a ValueError or an OSError; the library itself is loaded only when needed.
UNREADABLE = (ValueError, OSError, NotImplementedError, OverflowError)


def lines(file: BinaryIO) -> Iterator[Line]:
    """Give every row with its number, counted from 1; raises `ValueError` or `OSError` for a broken file."""
    import pyarrow.parquet as pq

    number = 0
    for batch in pq.ParquetFile(file).iter_batches(ROWS_AT_ONCE):
        rows: list[dict[str, Any]] = batch.to_pylist()
        for row in rows:
            number += 1
            yield Line(number, row)


def write(rows: Iterable[dict[str, Any]], file: BinaryIO, name: str) -> None:
    """Write rows, which are iterated twice; raises `UsageError` where a column holds values of different types."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = dict.fromkeys(name for row in rows for name in row)
    whole = _Whole(rows, columns)
    try:
        schemas = [pa.Table.from_pylist(chunk).schema for chunk in chunks(whole, ROWS_AT_ONCE)]
        schema = pa.unify_schemas(schemas, promote_options="permissive") if schemas else pa.schema([])
        with pq.ParquetWriter(file, schema) as out:
            for chunk in chunks(whole, ROWS_AT_ONCE):
                out.write_table(pa.Table.from_pylist(chunk, schema))
    except (pa.ArrowException, OverflowError, TypeError) as error:
        raise UsageError(f"{name}: a column holds values of different types ({error}); write .jsonl") from error


class _Whole:
    """Rows with every column: pyarrow takes the columns of a part from its first row alone."""

    def __init__(self, rows: Iterable[dict[str, Any]], columns: Iterable[str]) -> None:
        self._rows, self._columns = rows, tuple(columns)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return ({name: row.get(name) for name in self._columns} for row in self._rows)
