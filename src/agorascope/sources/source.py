"""A source of bytes: a file, a member of an archive, a page fetched, the standard input."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import BinaryIO

from agorascope.errors import ReadError
from agorascope.sources.places import leads_out
from agorascope.sources.unpacking import unpacked

STDIN = "-"
HEAD = 1 << 16
IN_MEMORY = 1 << 26
LARGEST_PAGE = 1 << 29
GZIP = b"\x1f\x8b"
NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
# What the openers of compressed files raise for broken ones.
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile)
# What reading never meets: whoever does something with the bytes meanwhile found a full disk, or nobody at the pipe.
WRITING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EPIPE})


class Source:
    """Bytes named as the user named them, readable from their start any number of times; gzip is undone."""

    def __init__(
        self,
        name: str,
        stream: BinaryIO | None = None,
        *,
        opener: Callable[[], BinaryIO] | None = None,
        beside: Callable[[], Iterator[Source]] | None = None,
        columns: Mapping[str, str] = NO_COLUMNS,
        charset: str | None = None,
    ) -> None:
        """Take a path, or `-` for standard input; a seekable `stream` or an `opener` is read in its place.

        `beside` gives the other files of the same folder or archive, `columns` the user's names for ours,
        `charset` what the server said. `names` are then its own and those of the files that were read with it.
        """
        self.name, self.columns, self.charset = name, columns, charset
        self.taken: set[str] = set()
        self.names: list[str] = [name]
        self._beside, self._opener = beside, opener
        self._held: BinaryIO | None = stream
        if stream is None and opener is None and name == STDIN:
            self._held = _held(sys.stdin.buffer)

    @property
    def stem(self) -> str:
        """Give the file name without its endings, `stdin` for standard input."""
        if self.name == STDIN:
            return "stdin"
        path = PurePath(self.name)
        return (PurePath(path.stem) if path.suffix.lower() == ".gz" else path).stem

    @property
    def suffix(self) -> str:
        """Give the ending of the file name in lower case with its dot, without that of the compression."""
        name = self.name.lower().removesuffix(".gz")
        return PurePath(name).suffix

    @property
    def key(self) -> str:
        """Give what two names of one file have in common."""
        named = self._held is not None or self._opener is not None or self.name == STDIN
        return self.name if named else os.path.realpath(self.name)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open the bytes at their start; raises `ReadError` where the system refuses or what is packed is broken."""
        raw = self._raw()
        try:
            yield unpacked(raw, self.name) if _starts(raw, GZIP) else raw
        except BROKEN as error:
            if isinstance(error, OSError) and error.errno in WRITING:
                raise
            raise _refused(self.name, error) from error
        finally:
            if raw is not self._held:
                raw.close()

    def head(self) -> bytes:
        """Give the first 64 KiB."""
        with self.opened() as stream:
            return stream.read(HEAD)

    def data(self, most: int = LARGEST_PAGE) -> bytes:
        """Give all bytes; raises `ReadError` for more than `most`, which no page and no thread has."""
        with self.opened() as stream:
            found = stream.read(most + 1)
        if len(found) > most:
            advice = "Give large collections as JSONL, CSV, Parquet or a WordPress or Disqus export: they are streamed"
            raise ReadError(self.name, f"more than {most >> 20} MB in one piece", advice)
        return found

    def beside(self) -> Iterator[Source]:
        """Give the other files of the same folder or archive; none for a pipe."""
        if self._beside is not None:
            yield from self._beside()
        elif self._held is None and self._opener is None:
            yield from _neighbours(Path(self.name), self.columns)

    def take(self, other: Source) -> Source:
        """Remember that a file beside this one was read with it, so that it is not read again by itself."""
        self.taken.add(other.key)
        self.names.append(other.name)
        return other

    def file(self) -> BinaryIO | str:
        """Give what other libraries open: the path, or the stream that is held."""
        return self.name if self._held is None else self._raw()

    def close(self) -> None:
        """Let go of what was held for a source that could not be opened again."""
        if self._held is not None:
            self._held.close()

    def _raw(self) -> BinaryIO:
        if self._held is not None:
            self._held.seek(0)
            return self._held
        try:
            return self._opener() if self._opener else Path(self.name).open("rb")
        except (OSError, ValueError) as error:
            raise _refused(self.name, error) from error


def _neighbours(path: Path, columns: Mapping[str, str]) -> Iterator[Source]:
    try:
        names = sorted(near.name for near in path.parent.iterdir() if near.name != path.name)
    except OSError:
        return
    for near in (path.parent / name for name in names):
        # os.path answers where a link that leads to itself raises; another file's fault is none of this one
        if os.path.isfile(near) and not leads_out(str(near), str(path.parent)):  # noqa: PTH113
            yield Source(str(near), columns=columns)


def _starts(stream: BinaryIO, mark: bytes) -> bool:
    found = stream.read(len(mark)) == mark
    stream.seek(0)
    return found


def _held(stream: BinaryIO) -> BinaryIO:
    """Keep a stream that cannot be rewound: detection and reading both start at its first byte."""
    held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- lives as long as its source
    shutil.copyfileobj(stream, held)
    return held  # type: ignore[return-value]


def _refused(name: str, error: Exception) -> ReadError:
    if isinstance(error, OSError) and error.strerror:
        return ReadError(name, f"cannot be opened: {error.strerror.lower()}", "Check the path and its permissions")
    return ReadError(name, f"broken or cut off: {str(error).lower()}", "Copy or download it again")
