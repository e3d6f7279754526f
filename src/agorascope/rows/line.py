"""One row of a table, and what is done with many: columns under our names, lists of a size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from agorascope.errors import UsageError


class Line(msgspec.Struct, frozen=True):
    """One non-empty line: its number, and its row or the reason why it has none; `mended` says what had to be."""

    number: int
    row: dict[str, Any] | None
    error: str | None = None
    mended: str = ""


Item = TypeVar("Item")


def chunks(found: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Put what comes into lists of at most `size`, in order."""
    chunk: list[Item] = []
    for item in found:
        chunk.append(item)
        if len(chunk) >= size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def mapping(pairs: str | None) -> dict[str, str]:
    """Read `label=stance,target=thesis` as the columns to use under our names; raises `UsageError`."""
    if not pairs:
        return {}
    split = [pair.split("=", 1) for pair in pairs.split(",")]
    if not all(len(pair) == 2 and all(pair) for pair in split):  # noqa: PLR2004 - a name and a column
        raise UsageError(f"--map {pairs!r} is not of the form name=column,name=column")
    return {name.strip(): column.strip() for name, column in split}


def renamed(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Give the row with our names beside its own columns."""
    return {**row, **{name: row[column] for name, column in names.items() if column in row}}
