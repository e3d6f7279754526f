"""What a reader of a format promises, and the source it is handed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, runtime_checkable

from agorascope.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import Thread

STDIN = "-"
HEAD = 1 << 16
IN_MEMORY = 1 << 26


class Source:
    """A file or the standard input: named as the user named it, readable from its start any number of times."""

    def __init__(self, name: str, stream: BinaryIO | None = None) -> None:
        """Take a path, or `-` for standard input; a seekable `stream` given is read in its place."""
        self.name = name
        self._held: BinaryIO | None = stream
        if stream is None and name == STDIN:
            self._held = _held(sys.stdin.buffer)

    @property
    def stem(self) -> str:
        """Give the file name without its suffix, `stdin` for standard input."""
        return "stdin" if self.name == STDIN else Path(self.name).stem

    def open(self) -> BinaryIO:
        """Open the bytes at their start; raises `ReadError` where the system refuses."""
        if self._held is not None:
            self._held.seek(0)
            return self._held
        try:
            return Path(self.name).open("rb")
        except OSError as error:
            raise _refused(self.name, error) from error

    def head(self) -> bytes:
        """Give the first 64 KiB."""
        return self._take(HEAD)

    def data(self) -> bytes:
        """Give all bytes."""
        return self._take(-1)

    def close(self) -> None:
        """Let go of what was held for a source that could not be opened again."""
        if self._held is not None:
            self._held.close()

    def _take(self, size: int) -> bytes:
        stream = self.open()
        try:
            return stream.read(size)
        except OSError as error:
            raise _refused(self.name, error) from error
        finally:
            self.release(stream)

    def release(self, stream: BinaryIO) -> None:
        """Close what `open` gave, except what could not be opened again."""
        if stream is not self._held:
            stream.close()


@runtime_checkable
class Reader(Protocol):
    """Reads one format; found through the entry-point group `agorascope.readers`."""

    name: str
    suffixes: tuple[str, ...]

    def sniff(self, head: bytes, name: str) -> float:
        """Say how sure (0..1) the first bytes of the file `name` are of this format; 0 refuses."""
        ...

    def read(self, source: Source) -> Iterator[Thread]:
        """Give the threads of a source; raises `ReadError` when it holds none at all."""
        ...


def _held(stream: BinaryIO) -> BinaryIO:
    """Keep a stream that cannot be rewound: detection and reading both start at its first byte."""
    held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- lives as long as its source
    shutil.copyfileobj(stream, held)
    return held  # type: ignore[return-value]


def _refused(name: str, error: OSError) -> ReadError:
    reason = (error.strerror or str(error)).lower()
    return ReadError(name, f"cannot be opened: {reason}", "Check the path and its permissions")
