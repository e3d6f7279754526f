"""Exports: what was found in a corpus, in the formats of other programs.

Public names: `FORMATS`, `Written`, `export`. Importing the room loads neither pyarrow nor spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from agorascope.errors import UsageError
from agorascope.exports.files import Written
from agorascope.exports.results import Results

__all__ = ["FORMATS", "Written", "export"]

FORMATS: Final = {
    "csv": "layered",
    "xlsx-safe-csv": "spreadsheet",
    "polis": "polis",
    "conll": "conll",
    "docbin": "docbin",
}
"""The formats, and the module that writes each."""


def export(path: Path, to: str, out: Path | None = None) -> Iterator[Written]:
    """Write an analysed folder in a format, under `out` or else in its own `exports`; tell of each finished file.

    Raises `UsageError` for an unknown format or where nothing can be written, `CorpusError` where the folder lacks
    what the format needs.
    """
    if to not in FORMATS:
        raise UsageError(f"--to {to}: choose one of {', '.join(FORMATS)}")
    results = Results(path)
    written: Iterator[Written] = import_module(f"{__name__}.{FORMATS[to]}").write(results, out or path / "exports" / to)
    return written
