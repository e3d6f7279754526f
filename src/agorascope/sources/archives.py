"""Members of a zip archive as sources; nothing is unpacked to a disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
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


def members(archive: Source) -> list[Source]:
    """Give the files of an archive in sorted order, named `archive.zip/inner/name`; raises `ReadError`."""
    try:
        with zipfile.ZipFile(archive.file()) as opened:
            names = sorted({name for name in opened.namelist() if not name.endswith("/")})
    except BROKEN as error:
        raise ReadError(archive.name, f"a broken archive: {error}", "Copy or download it again") from error
    return [_member(archive, name, names) for name in names]


def _member(archive: Source, name: str, names: list[str]) -> Source:
    return Source(
        f"{archive.name}/{name}",
        opener=partial(_opened, archive, name),
        beside=partial(_beside, archive, name, names),
        columns=archive.columns,
    )


def _beside(archive: Source, name: str, names: list[str]) -> Iterator[Source]:
    folder = PurePosixPath(name).parent
    others = (other for other in names if other != name and PurePosixPath(other).parent == folder)
    return (_member(archive, other, names) for other in others)


def _opened(archive: Source, name: str) -> BinaryIO:
    try:
        with zipfile.ZipFile(archive.file()) as opened:  # the member keeps the file open until it is closed itself
            return cast("BinaryIO", opened.open(name))
    except BROKEN as error:
        raise ReadError(f"{archive.name}/{name}", f"cannot be unpacked: {error}", "Unpack it by hand") from error
