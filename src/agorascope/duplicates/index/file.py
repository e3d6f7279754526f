"""The file of an index: tables, version, settings. Every change is one transaction: finished, or not there."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING

from agorascope.duplicates import sketch
from agorascope.errors import IndexMismatchError

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION = 0x61676F72  # "agor": what `file` and we know an index by
LAYOUT = "1"
_WAIT = 60.0  # seconds that a second process waits for the first
_PAUSE = 0.02

_TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE text (
    number INTEGER PRIMARY KEY, scope TEXT NOT NULL, digest BLOB NOT NULL, copies INTEGER NOT NULL,
    post INTEGER NOT NULL, weight INTEGER NOT NULL, keys BLOB, leader INTEGER, similarity REAL,
    UNIQUE (digest));
CREATE INDEX text_leader ON text (leader) WHERE leader IS NOT NULL;
CREATE TABLE post (
    number INTEGER PRIMARY KEY, identity BLOB NOT NULL UNIQUE, id TEXT NOT NULL, text INTEGER NOT NULL,
    written TEXT NOT NULL, author TEXT, thread TEXT, published TEXT);
CREATE INDEX post_text ON post (text);
CREATE TABLE band (key INTEGER, leads INTEGER, text INTEGER, PRIMARY KEY (key, leads, text)) WITHOUT ROWID;
CREATE TABLE across (text INTEGER PRIMARY KEY, kind TEXT NOT NULL, leader INTEGER NOT NULL, similarity REAL NOT NULL);
CREATE INDEX across_leader ON across (leader);
CREATE TABLE meaning (digest BLOB PRIMARY KEY, vector BLOB NOT NULL, model TEXT NOT NULL) WITHOUT ROWID;
"""


def connect(path: Path, settings: dict[str, str]) -> sqlite3.Connection:
    """Open an index, or make one; raises `IndexMismatchError` when it was made by another version or other settings."""
    wanted = {"layout": LAYOUT, "signatures": f"{sketch.VERSION}.{sketch.algorithm()}", **settings}
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


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers and one writer work at once; SQLite does not wait for this change by itself."""
    connection.execute("PRAGMA synchronous = NORMAL")
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
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.executemany("INSERT INTO setting VALUES (?, ?)", wanted.items())
