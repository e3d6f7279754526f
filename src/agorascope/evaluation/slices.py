"""Gold rows cut by the values of a column: which rows belong to which value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from agorascope.errors import UsageError
from agorascope.evaluation.gold import Gold

UNTOLD = "untold"
MOST = 100
LONGEST = 80

Slices = Mapping[str, Sequence[int]]


def by_language(rows: Sequence[Gold]) -> Slices:
    """Give the rows of each `lang`, those that tell none under `untold`; raises `UsageError` like `by_column`."""
    return _cut(rows, "lang")


def by_column(rows: Sequence[Gold], column: str) -> Slices:
    """Give the rows of each value of a column, sorted; rows without one stand under `untold`.

    Raises `UsageError` when no row has the column, or when it has over a hundred values.
    """
    if not any(column in row.row for row in rows):
        known = ", ".join(sorted({name for row in rows for name in row.row})[:MOST])
        raise UsageError(f"--by {column}: no row has that column; the columns are {known}")
    return _cut(rows, column)


def _cut(rows: Sequence[Gold], column: str) -> Slices:
    found: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        found.setdefault(named(row.row.get(column)), []).append(i)
    if len(found) > MOST:
        raise UsageError(
            f"column {column!r} has {len(found)} values, too many to tell apart in a table (at most {MOST}); "
            "give a column of few values, or name another with --map"
        )
    return {name: found[name] for name in sorted(found)}


def is_told(value: object) -> bool:
    """Tell whether a value says anything."""
    return value is not None and value != ""


def named(value: object) -> str:
    """Name the slice of a value: the value itself, as JSON where it is no text; `untold` where it says nothing."""
    if not is_told(value):
        return UNTOLD
    return (value if isinstance(value, str) else msgspec.json.encode(value).decode())[:LONGEST]
