"""The formats there are, and what writes each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from agorascope.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.records import Decision

Notes = tuple[str, ...]
"""What could not be written, each kind counted, in words for stderr."""


class Format(NamedTuple):
    """The ending and the media type of a format's files."""

    suffix: str
    media_type: str


FORMATS: Final[dict[str, Format]] = {
    "jsonl": Format(".jsonl", "application/x-ndjson"),
    "csv": Format(".csv", "text/csv"),
    "wp-cli": Format(".sh", "text/x-shellscript"),
    "wordpress": Format(".csv", "text/csv"),
    "disqus": Format(".csv", "text/csv"),
}
_WRITERS: Final = {
    "jsonl": ("own", "jsonl"),
    "csv": ("own", "table"),
    "wp-cli": ("wordpress", "script"),
    "wordpress": ("wordpress", "table"),
    "disqus": ("disqus", "table"),
}


def write(to: str, decisions: Sequence[Decision], file: BinaryIO, *, bom: bool = False) -> Notes:
    """Write decisions in one of `FORMATS`, UTF-8, and tell what could not be written; the same in, the same bytes out.

    `bom` puts the mark before a `csv` by which Excel knows UTF-8. Raises `UsageError` for an unknown format, and for
    the mark before another one.
    """
    if to not in FORMATS:
        raise UsageError(f"{to}: no such format; choose one of {', '.join(FORMATS)}")
    if bom and to != "csv":
        raise UsageError("--bom is for --to csv: what reads the others would take the mark for text")
    module, name = _WRITERS[to]
    writer = getattr(import_module(f"agorascope.moderation.out.{module}"), name)
    notes: Notes = writer(decisions, file, bom=bom) if to == "csv" else writer(decisions, file)
    return notes
