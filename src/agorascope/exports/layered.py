"""`csv`: each layer as a table, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agorascope.corpus import layers
from agorascope.exports.files import Written, tables
from agorascope.exports.results import Results


def write(results: Results, out: Path) -> Iterator[Written]:
    """Write a file for each layer that is there: its columns, values of several parts as JSON, null as nothing."""
    there = [name for name in layers.NAMES if results.has(name)]
    for name in there:
        yield from tables(out / f"{name}.csv", layers.schema(name).names, results.cells(name))
