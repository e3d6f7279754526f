"""Our own formats, which `feedback import` reads again: JSONL, and CSV for a spreadsheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec
from msgspec import structs

from agorascope.moderation import sheets
from agorascope.records import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS: Final = tuple(field.name for field in structs.fields(Decision))
_LONE: Final = re.compile("[\ud800-\udfff]")


def jsonl(decisions: Sequence[Decision], file: BinaryIO) -> tuple[str, ...]:
    """Write a decision a line with all its fields; U+FFFD stands for lone surrogates, which no encoding has."""
    encode = msgspec.json.Encoder().encode
    for decision in decisions:
        try:
            line = encode(decision)
        except UnicodeEncodeError:
            line = encode({name: _whole(value) for name, value in structs.asdict(decision).items()})
        file.write(line + b"\n")
    return ()


def table(decisions: Sequence[Decision], file: BinaryIO, *, bom: bool = False) -> tuple[str, ...]:
    """Write a CSV with the same columns, of which no cell is run as a formula; tell the cells that were changed."""
    rows = (map(_whole, structs.astuple(decision)) for decision in decisions)
    return sheets.write(COLUMNS, rows, file, bom=bom)


def _whole(value: str | None) -> str | None:
    return None if value is None else _LONE.sub("\ufffd", value)
