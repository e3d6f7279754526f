"""The file of an index: tables, version, settings. Every change is one transaction: finished, or not there."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agorascope.deduplication.index import layout
from agorascope.deduplication.index.trouble import is_busy, is_none, unusable
from agorascope.deduplication.signatures import sketch
from agorascope.errors import IndexMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION = 0x61676F72  # "agor": what `file` and we know an index by
_WAIT = 60.0  # seconds that a second process waits for the first
_PAUSE = 0.02
CACHE = 65_536  # kilobytes of pages in memory: the upper levels of a million texts' keys
_LOGGED = 8_000  # pages of the log, 32 MB, until they are put in their places


def connect(path: Path, settings: dict[str, str], cache: int = CACHE) -> sqlite3.Connection:
    """Open an index, or make one; raises `IndexMismatchError` when it was made by another version or other settings."""
    wanted = {"layout": layout.LAYOUT, "signatures": f"{sketch.VERSION}.{sketch.algorithm()}", **settings}
    _make_private(path)
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        _check(connection, path, wanted)
        connection.execute("COMMIT")
        _write_ahead(connection, cache)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.DatabaseError):
            if not is_none(error) and (found := unusable(path, error)):
                raise found from error
            raise IndexMismatchError(
                f"{path}: not an index of agorascope ({error}); name another file, or put a copy of the index back"
            ) from error
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do what follows in one transaction: all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite ends it by itself where the disk is full
            connection.execute("ROLLBACK")
        raise


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Read what follows from one state of the file: another process may write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def _write_ahead(connection: sqlite3.Connection, cache: int) -> None:
    """Let readers and one writer work at once; SQLite does not wait for this change by itself."""
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{cache}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED}")
    until = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _make_private(path: Path) -> None:
    """Make the file, for its owner's eyes alone: it holds people's comments."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        advice = (
            "an index is written to even when it is read: name a file that can be written, or copy it to where it can"
        )
        raise IndexMismatchError(f"{path}: {error.strerror}; {advice}") from error


def _refuse_programs(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `IndexMismatchError` for triggers and views: we make none, and those of a stranger run when we write."""
    found = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchall()
    if found:
        named = ", ".join(f"{kind} {name!r}" for kind, name in found)
        raise IndexMismatchError(f"{path}: holds what no index of ours does ({named}); name a file that you made")


def _check(connection: sqlite3.Connection, path: Path, wanted: dict[str, str]) -> None:
    [application] = connection.execute("PRAGMA application_id").fetchone()
    _refuse_programs(connection, path)
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
