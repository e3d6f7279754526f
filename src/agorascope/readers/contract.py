"""What a reader of a format promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from agorascope.records import Thread
from agorascope.sources import Source


@runtime_checkable
class Reader(Protocol):
    """Reads one format; found through the entry-point group `agorascope.readers`.

    The first line of its docstring is what `agorascope readers` says of it.
    """

    @property
    def name(self) -> str:
        """Give the name of the format, as `--format` takes it."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Give the endings of file names that folders are searched for, in lower case with the dot."""
        ...

    def sniff(self, head: bytes, name: str) -> float:
        """Say how sure (0..1) the first bytes of the file `name` are of this format; 0 refuses."""
        ...

    def read(self, source: Source) -> Iterator[Thread]:
        """Give the threads of a source one by one; raises `ReadError` when it holds none, or where it breaks off."""
        ...
