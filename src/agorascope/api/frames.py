"""Tables in memory: rows to Arrow by a schema, and Arrow to pandas or Polars with the types that values have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from agorascope.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Row = Mapping[str, Any]
EXTRA: Final = "pip install 'agorascope[notebook]'"


def arrow(rows: Iterable[Row], schema: pa.Schema) -> pa.Table:
    """Put rows into a table; without rows it has its columns and types all the same."""
    from agorascope.corpus.folder import tabled

    return tabled(list(rows), schema)


def inferred(rows: Iterable[Row], columns: Iterable[str], typed: Mapping[str, pa.DataType]) -> pa.Table:
    """Put rows of a user into a table; `typed` are the columns of ours.

    Raises `UsageError` where a column holds values of different types.
    """
    import pyarrow as pa

    found, names = list(rows), [name for name in columns if name not in typed]
    arrays = []
    for name in names:
        try:
            arrays.append(pa.array([row.get(name) for row in found]))
        except (pa.ArrowException, OverflowError, TypeError, ValueError) as error:
            raise UsageError(f"column {name!r} holds values of different types: {error}") from error
    arrays += [pa.array([row.get(name) for row in found], kind) for name, kind in typed.items()]
    return pa.table(dict(zip([*names, *typed], arrays, strict=True)))


def pandas(table: pa.Table) -> pd.DataFrame:
    """Give a pandas frame: `Int64` and `boolean` where there may be nothing, times with their zone.

    Raises `UsageError` where pandas is not installed.
    """
    import pyarrow as pa

    library = _library("pandas")
    kinds = {pa.int64(): library.Int64Dtype(), pa.bool_(): library.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=kinds.get)
    return frame


def polars(table: pa.Table) -> pl.DataFrame:
    """Give a Polars frame. Raises `UsageError` where Polars is not installed."""
    frame: pl.DataFrame = _library("polars").from_arrow(table)
    return frame


def _library(name: str) -> Any:  # noqa: ANN401 - a module
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(f"to_{name} needs {name}: {EXTRA}") from error


def widened(frame: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """Give a pandas frame of the user's with columns of ours, row by row, whatever its index; ours win."""
    kept = frame.drop(columns=[name for name in added.columns if name in frame.columns])
    return kept.assign(**{name: added[name].array for name in added.columns})


def is_pandas(frame: object) -> bool:
    """Tell whether something is a frame of pandas, or of a class derived from it."""
    return any(
        base.__module__.partition(".")[0] == "pandas" and base.__name__ == "DataFrame" for base in type(frame).__mro__
    )
