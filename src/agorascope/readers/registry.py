"""The readers there are, and which of them a source is for."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from agorascope.errors import ReadError, UnknownFormatError
from agorascope.sources.decoding import BOMS

if TYPE_CHECKING:
    from agorascope.readers.contract import Reader
    from agorascope.sources import Source

GROUP = "agorascope.readers"


@cache
def readers() -> dict[str, Reader]:
    """Give every installed reader by its name, in the order of names."""
    found = {entry.name: entry.load() for entry in entry_points(group=GROUP)}
    return {name: found[name]() for name in sorted(found)}


def suffixes() -> tuple[str, ...]:
    """Give the file-name endings that some reader knows."""
    return tuple(sorted({suffix for reader in readers().values() for suffix in reader.suffixes}))


def named(name: str) -> Reader:
    """Give the reader of a format; raises `UnknownFormatError` naming the formats there are."""
    if name not in readers():
        raise UnknownFormatError(name, "no such format", f"Known formats: {', '.join(readers())}")
    return readers()[name]


def chosen(source: Source) -> Reader:
    """Give the reader that is surest of the content; raises `ReadError` for what is empty or unknown."""
    head = source.head()
    if not head.strip():
        if not source.data().strip():
            raise ReadError(source.name, "the file is empty", "There is nothing to read in it")
        head = source.data().lstrip()
    shown = _as_utf8(head)
    sure = {name: reader.sniff(shown, source.name) for name, reader in readers().items()}
    best = max(sure, key=lambda name: (sure[name], name), default="")
    if not best or sure[best] <= 0:
        advice = f"Force a format with --format: {', '.join(readers())}"
        raise UnknownFormatError(source.name, "no reader recognises the content", advice)
    return readers()[best]


def _as_utf8(head: bytes) -> bytes:
    """Give a head as UTF-8 where its first bytes say that it is UTF-16 or UTF-32, as PowerShell writes."""
    encoding = next((name for mark, name in BOMS if head.startswith(mark)), None)
    return (
        head
        if encoding is None or encoding == "utf-8-sig"
        else head.decode(encoding, "ignore").encode("utf-8", "ignore")
    )
