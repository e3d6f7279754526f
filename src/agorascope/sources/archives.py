"""Members of a zip archive as sources; nothing is unpacked to a disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from agorascope.errors import ReadError
from agorascope.sources.source import Source

MARK = b"PK\x03\x04"
DOCUMENTS = {".xlsx": "a spreadsheet", ".docx": "a document", ".pptx": "a presentation", ".odt": "a document",
             ".ods": "a spreadsheet", ".epub": "a book"}  # fmt: skip
BROKEN = (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, KeyError, OSError)


def is_archive(source: Source) -> bool:
    """Tell whether a source is a zip; raises `ReadError` for office files, which are zips too."""
    if not source.head().startswith(MARK):
        return False
    if source.suffix in DOCUMENTS:
        raise ReadError(source.name, f"{DOCUMENTS[source.suffix]}, not a page or a table", "Save it as CSV or as text")
    return True


@contextmanager
def members(archive: Source) -> Iterator[list[Source]]:
    """Give the files of an archive in sorted order, named `archive.zip/inner/name`, to be read while it is open.

    Raises `ReadError` for a broken archive.
    """
    try:
        opened = zipfile.ZipFile(archive.file())
    except BROKEN as error:
        raise ReadError(archive.name, f"a broken archive: {error}", "Copy or download it again") from error
    with opened:
        yield _Members(archive, opened).all()


class _Members:
    """The files of an open archive; its directory is read once, however many there are."""

    def __init__(self, archive: Source, opened: zipfile.ZipFile) -> None:
        self._archive, self._opened = archive, opened
        self._names = sorted({name for name in opened.namelist() if not name.endswith("/")})

    def all(self) -> list[Source]:
        return [self._member(name) for name in self._names]

    def _member(self, name: str) -> Source:
        return Source(
            f"{self._archive.name}/{name}",
            opener=partial(self._bytes, name),
            beside=partial(self._beside, name),
            columns=self._archive.columns,
        )

    def _beside(self, name: str) -> Iterator[Source]:
        folder = PurePosixPath(name).parent
        others = (other for other in self._names if other != name and PurePosixPath(other).parent == folder)
        return (self._member(other) for other in others)

    def _bytes(self, name: str) -> BinaryIO:
        try:
            return cast("BinaryIO", self._opened.open(name))
        except BROKEN as error:
            where = f"{self._archive.name}/{name}"
            raise ReadError(where, f"cannot be unpacked: {error}", "Unpack it by hand") from error
