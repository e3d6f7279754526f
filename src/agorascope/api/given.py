"""Rows as Python users have them (texts, dicts, data frames, files) as numbered lines, each with a row or a reason."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from agorascope.api.frames import is_pandas
from agorascope.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from agorascope.rows import Line

Row = dict[str, Any]
Table: TypeAlias = "pd.DataFrame | pl.DataFrame | pa.Table"
Rows: TypeAlias = "str | Path | Iterable[str | Mapping[str, Any] | None] | Table"
"""Texts, dicts, a data frame (pandas, Polars, Arrow), or the path of a table (JSONL, CSV, TSV, Parquet)."""
_BROKEN = re.compile("[\ud800-\udfff]")


class Given(Struct, frozen=True):
    """What was given: its lines; its name for errors; the data frame itself where it was one, copied; its columns."""

    lines: tuple[Line, ...]
    name: str
    frame: Any = None
    columns: tuple[str, ...] = ()


def given(rows: Rows, what: str = "rows") -> Given:
    """Take rows of any kind; one that is none (None, NaN, a number) keeps its place with a reason.

    `what` names them in errors. Raises `UsageError` for what holds no rows, `ReadError` for a file that is no table.
    """
    from agorascope.rows import Line

    if isinstance(rows, str | Path):
        return _file(str(rows))
    kind = _kind(rows)
    if kind:
        found, columns = _framed(rows, kind, what)
        kept = rows.copy() if kind == "pandas" else rows  # type: ignore[union-attr]  # Polars and Arrow never change
        lines = tuple(Line(n, row) for n, row in enumerate(found, start=1))
        return Given(lines, what, kept, columns)
    if isinstance(rows, Mapping) or not isinstance(rows, Iterable):
        raise UsageError(f"{what}: give a list of texts or of dicts, a data frame, or the path of a table")
    return Given(tuple(_line(n, one) for n, one in enumerate(rows, start=1)), what)


def _file(name: str) -> Given:
    from agorascope.errors import ReadError
    from agorascope.rows.tables import table

    if name == "-" or "\n" in name or "\0" in name or not Path(name).is_file():
        shown = name if len(name) < 80 and name.isprintable() else "a text"  # noqa: PLR2004 - a line
        raise ReadError(shown, "is no file of rows", "Give texts as a list, even a single one: [text]")
    with table(name) as rows:
        return Given(tuple(rows.lines()), rows.name)


def _kind(rows: object) -> str:
    """Name the library of a data frame by its own type; no library is imported for it."""
    if isinstance(rows, list | tuple):
        return ""
    root, name = type(rows).__module__.partition(".")[0], type(rows).__name__
    if name == "LazyFrame":
        raise UsageError("a LazyFrame: collect() it first")
    if is_pandas(rows):
        return "pandas"
    return root if (root, name) in {("polars", "DataFrame"), ("pyarrow", "Table")} else ""


def _framed(frame: Any, kind: str, what: str) -> tuple[list[Row], tuple[str, ...]]:  # noqa: ANN401 - of three libraries
    names = [str(name) for name in (frame.column_names if kind == "pyarrow" else frame.columns)]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"{what}: two columns are called {twice[0]!r}; rename one")
    values = [_column(frame, number, kind) for number in range(len(names))]
    size = len(frame)
    return [{name: column[n] for name, column in zip(names, values, strict=True)} for n in range(size)], tuple(names)


def _column(frame: Any, number: int, kind: str) -> list[Any]:  # noqa: ANN401 - as above
    if kind == "pyarrow":
        return list(map(plain, frame.column(number).to_pylist()))
    if kind == "polars":
        return list(map(plain, frame.to_series(number).to_list()))
    column = frame.iloc[:, number]
    return [None if missing else plain(one) for one, missing in zip(column.tolist(), _missing(column), strict=True)]


def _missing(column: Any) -> list[bool]:  # noqa: ANN401 - a pandas Series
    return [bool(one) for one in column.isna().tolist()]


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever stands in a cell
    """Give a cell as JSON has it: NaN is nothing, times are ISO 8601, numbers of NumPy are numbers.

    Lone surrogates, which no file can hold, become U+FFFD; places in the text stay what they are.
    """
    if isinstance(value, str):
        return str(value) if value.isascii() else _BROKEN.sub("\ufffd", value)
    if isinstance(value, float):
        return None if math.isnan(value) else float(value)
    if isinstance(value, Mapping):
        return {plain(str(name)): plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else _foreign(value)


def _foreign(value: Any) -> Any:  # noqa: ANN401 - as above
    """Give a value of another library, or a time, as JSON has it."""
    if type(value).__name__ in {"NaTType", "NAType"}:
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return plain(value.tolist()) if type(value).__module__.partition(".")[0] == "numpy" else value


def _line(number: int, one: object) -> Line:
    from agorascope.rows import Line

    if isinstance(one, str):
        return Line(number, {"text": plain(one)})
    value = plain(one)
    if isinstance(value, dict):
        return Line(number, value)
    if isinstance(value, str):  # a text of NumPy
        return Line(number, {"text": value})
    return Line(number, None, "nothing stands there" if value is None else f"neither a text nor a dict: {value!r:.40}")


def broadcast(lines: Sequence[Line], **columns: str | Sequence[str] | None) -> Iterator[Line]:
    """Give the lines with columns for all of them (a text) or for each (as many texts), where a row has no text there.

    Raises `UsageError` where there are more or fewer values than rows.
    """
    from msgspec import structs

    wide = {name: _each(name, value, len(lines)) for name, value in columns.items() if value is not None}
    for place, line in enumerate(lines):
        if line.row is None or not wide:
            yield line
        else:
            added = {n: values[place] for n, values in wide.items() if not isinstance(line.row.get(n), str)}
            yield structs.replace(line, row=line.row | added)


def _each(name: str, value: str | Sequence[str], size: int) -> Sequence[str]:
    if isinstance(value, str):
        return [value] * size
    found = list(value)
    if len(found) != size:
        raise UsageError(f"{name}: {len(found)} values for {size} rows; give one for all, or one for each")
    return found


def columns_of(lines: Iterable[Line]) -> list[str]:
    """Name the columns that stand in any row, in the order in which they come."""
    return list(dict.fromkeys(name for line in lines for name in (line.row or ())))
