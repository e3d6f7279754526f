"""Tables for a spreadsheet: CSV of which no cell is run as a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO


def write(
    columns: Sequence[str], rows: Iterable[Iterable[object]], file: BinaryIO, *, bom: bool, header: bool = True
) -> tuple[str, ...]:
    """Write rows under their columns, UTF-8, with a mark before it where `bom` asks for one; tell what was changed.

    Without a `header`, rows go on that were begun before.
    """
    from agorascope.exports.cells import Safe

    safe = Safe()
    text = io.TextIOWrapper(file, "utf-8-sig" if bom and header else "utf-8", "replace", newline="")
    try:
        out = csv.writer(text, lineterminator="\r\n")
        if header:
            out.writerow(columns)
        out.writerows([safe(value) for value in row] for row in rows)
        text.flush()
    finally:
        text.detach()
    return safe.told()
