"""Undoes gzip, as far as what comes out may be a file that somebody wrote: a bomb is refused while it goes off."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, BinaryIO, Final

from agorascope.errors import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGE: Final = 1 << 28
"""Bytes from which on it is asked how much they were packed: less is read in seconds whatever it is."""
MOST: Final = 400
"""Bytes that one packed byte may hold in a large file. In comments it holds 3 to 30, in one row written again and again
294; blanks and zeros, the most that gzip can do, 1,030."""


def unpacked(raw: BinaryIO, name: str) -> io.BufferedReader:
    """Give the bytes of a gzip file that is named so; reading raises `ReadError` where they cannot be a file's."""
    return io.BufferedReader(_Unpacked(raw, name), io.DEFAULT_BUFFER_SIZE)


class _Unpacked(io.RawIOBase):
    """Bytes as they come out; seeking back begins anew, as a `GzipFile` does."""

    def __init__(self, raw: BinaryIO, name: str) -> None:
        self._raw, self._name = raw, name
        self._file = gzip.GzipFile(fileobj=raw, mode="rb")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        count = self._file.readinto(buffer)
        at = self._file.tell()
        if at > LARGE and at > MOST * self._raw.tell():
            raise ReadError(
                self._name,
                f"{at >> 20:,} MB came out of {self._raw.tell() >> 10:,} KB of gzip: no text is packed like that",
                "Unpack it yourself (gzip -d) if you know that it is what it should be",
            )
        return count
