"""The file of an index: tables, version, settings. Every change is one transaction: finished, or not there."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agorascope.deduplication import sketch
from agorascope.deduplication.index import layout
from agorascope.errors import IndexMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION = 0x61676F72  # "agor": what `file` and we know an index by
_WAIT = 60.0  # seconds that a second process waits for the first
_PAUSE = 0.02
_CACHE = 65_536  # kilobytes of pages in memory: the upper levels of a million texts' keys
_LOGGED = 8_000  # pages of the log, 32 MB, until they are put in their places


def connect(path: Path, settings: dict[str, str]) -> sqlite3.Connection:
    """Open an index, or make one; raises `IndexMismatchError` when it was made by another version or other settings."""
    wanted = {"layout": layout.LAYOUT, "signatures": f"{sketch.VERSION}.{sketch.algorithm()}", **settings}
    _make_private(path)
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        _check(connection, path, wanted)
        connection.execute("COMMIT")
        _write_ahead(connection)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise IndexMismatchError(f"{path}: another run is writing to it; try again when it is done") from error
        if isinstance(error, sqlite3.DatabaseError):
            raise IndexMismatchError(f"{path}: not an index of agorascope ({error}); name another file") from error
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do what follows in one transaction: all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Read what follows from one state of the file: another process may write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and one writer work at once; SQLite does not wait for this change by itself."""
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED}")
    until = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _make_private(path: Path) -> None:
    """Make the file, for its owner's eyes alone: it holds people's comments."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise IndexMismatchError(f"{path}: {error.strerror}; name a file that can be written") from error


def _check(connection: sqlite3.Connection, path: Path, wanted: dict[str, str]) -> None:
    [application] = connection.execute("PRAGMA application_id").fetchone()
    if application == APPLICATION:
        found = dict(connection.execute("SELECT name, value FROM setting"))
        if all(found.get(name) == value for name, value in wanted.items() if name != "layout"):
            layout.migrate(connection, found.get("layout"))
            found = dict(connection.execute("SELECT name, value FROM setting"))
        other = [f"{name} {found.get(name)}, not {value}" for name, value in wanted.items() if found.get(name) != value]
        if other:
            raise IndexMismatchError(
                f"{path}: made with {'; '.join(other)}. Signatures of different kinds cannot be compared: "
                "run with the settings of the index, or begin a new one under another name"
            )
        return
    [tables] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application or tables:
        raise IndexMismatchError(f"{path}: a database of something else; name another file")
    layout.begin(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.executemany("INSERT INTO setting VALUES (?, ?)", wanted.items())
