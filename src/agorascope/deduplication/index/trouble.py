"""What SQLite says when a file of ours cannot be read or written, as errors that tell what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from agorascope.errors import IndexBusyError, IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRIMARY: Final = 0xFF  # of a code that says more in its upper bits
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_KEPT: Final = "nothing half-done counts, and what was finished before is kept"
_TOLD: Final = {
    sqlite3.SQLITE_FULL: f"the disk is full; {_KEPT}: free space and run the same command again",
    sqlite3.SQLITE_IOERR: f"cannot be read or written ({{}}); {_KEPT}: look at the disk, then run the same command"
    " again",
    sqlite3.SQLITE_READONLY: "cannot be written ({}); SQLite needs to write beside it too, even to read it: let the"
    " file and its folder be written, or copy it to where they can be",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened ({}); SQLite needs to write beside it too: let the file and its folder"
    " be written, or copy it to where they can be",
    sqlite3.SQLITE_CORRUPT: "the file is damaged ({}); put a copy of it back, or move it away and begin anew: give"
    " the old inputs to --index again, and decisions that were exported to `agorascope feedback import`",
}
_TOLD_TOO: Final = {sqlite3.SQLITE_NOTADB: sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_PERM: sqlite3.SQLITE_READONLY}


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another process holds the file."""
    return _code(error) in _BUSY


def is_none(error: sqlite3.Error) -> bool:
    """Tell whether the file is no database at all."""
    return _code(error) == sqlite3.SQLITE_NOTADB


def unusable(path: Path, error: sqlite3.Error) -> IndexUnusableError | None:
    """Give the error that tells what to do; None for what is no trouble with a file, but a mistake of ours."""
    code = _code(error)
    if is_busy(error):
        return IndexBusyError(f"{path}: another run is writing to it; try again when it is done")
    told = _TOLD.get(_TOLD_TOO.get(code, code))
    return IndexUnusableError(f"{path}: {told.format(error)}") if told else None


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise `IndexUnusableError` in the place of what SQLite says of a file."""
    try:
        yield
    except sqlite3.Error as error:
        if found := unusable(path, error):
            raise found from error
        raise
