"""The moderators' tables in the file of an index, and how they came to be: one migration after another."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from agorascope.deduplication import index
from agorascope.deduplication.index import trouble
from agorascope.errors import IndexMismatchError

if TYPE_CHECKING:
    from pathlib import Path

    from agorascope.settings import Settings

NAME: Final = "desk"
WAIT: Final = 60.0  # seconds that a process waits for another that writes
_FIRST = """
CREATE TABLE thread (
    number INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT, url TEXT,
    source TEXT NOT NULL, format TEXT NOT NULL, article TEXT NOT NULL, language TEXT NOT NULL);
CREATE INDEX thread_name ON thread (name);
CREATE TABLE comment (
    number INTEGER PRIMARY KEY, thread INTEGER NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL,
    author TEXT, published TEXT, digest BLOB NOT NULL, held BLOB NOT NULL, language TEXT NOT NULL,
    judged INTEGER NOT NULL DEFAULT 0, verdict TEXT, UNIQUE (thread, key));
CREATE INDEX comment_place ON comment (thread, place, number);
CREATE INDEX comment_pending ON comment (number) WHERE judged = 0;
CREATE INDEX comment_decided ON comment (verdict, digest) WHERE verdict IS NOT NULL;
CREATE TABLE run (number INTEGER PRIMARY KEY AUTOINCREMENT, begun TEXT NOT NULL, ended TEXT);
CREATE TABLE flag (
    comment INTEGER PRIMARY KEY, open INTEGER NOT NULL, kind TEXT NOT NULL, score REAL NOT NULL, language TEXT NOT NULL,
    leads INTEGER NOT NULL, folded TEXT NOT NULL, told BLOB NOT NULL);
CREATE INDEX flag_queue ON flag (open, score DESC, comment);
CREATE INDEX flag_cluster ON flag (leads);
CREATE TABLE sign (code TEXT NOT NULL, comment INTEGER NOT NULL, PRIMARY KEY (code, comment)) WITHOUT ROWID;
CREATE INDEX sign_comment ON sign (comment);
CREATE TABLE batch (
    number INTEGER PRIMARY KEY AUTOINCREMENT, verdict TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    undone_by TEXT, undone_at TEXT);
CREATE TABLE decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL, comment INTEGER NOT NULL, digest BLOB NOT NULL);
CREATE INDEX decision_batch ON decision (batch);
CREATE INDEX decision_comment ON decision (comment, number);
CREATE TABLE feature (digest BLOB PRIMARY KEY, model TEXT NOT NULL, packed BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE layer (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, told TEXT NOT NULL, packed BLOB NOT NULL)
"""
_SECOND = """
CREATE INDEX flag_kind ON flag (open, kind, language);
CREATE INDEX flag_language ON flag (open, language, score DESC, comment)
"""
_THIRD = """
CREATE TABLE followed (
    number INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, offset INTEGER NOT NULL,
    lines INTEGER NOT NULL, mark BLOB NOT NULL)
"""
MIGRATIONS: Final = (_FIRST, _SECOND, _THIRD)
"""Each leads from one layout to the next; what stands here is never changed, only added to."""


def prepare(path: Path, settings: Settings) -> None:
    """Make sure that a file is an index with the moderators' tables of this version; begin it where there is none.

    A file of an earlier version, or one that `duplicates --index` made, is brought up to date in one transaction.
    Raises `IndexMismatchError` for one of a later version, or of other settings.
    """
    index.prepare(path, settings)
    with trouble.told(path), closing(connected(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        _migrate(connection, path)
        connection.execute("COMMIT")


def connected(path: Path) -> sqlite3.Connection:
    """Open a file that is prepared."""
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def near_threshold(path: Path) -> float | None:
    """Give the near threshold that an index was begun with; None where the file is none."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        row = file.execute("SELECT value FROM setting WHERE name = 'near threshold'").fetchone()
        return float(row[0]) if row else None
    return None


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (NAME,)).fetchone()
    done = int(row[0]) if row else 0
    if done > len(MIGRATIONS):
        raise IndexMismatchError(
            f"{path}: made by a later version of agorascope (layout {done}, this one knows {len(MIGRATIONS)}): "
            "update agorascope, or name another file"
        )
    for script in MIGRATIONS[done:]:
        for statement in script.split(";"):
            connection.execute(statement)
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (NAME, str(len(MIGRATIONS))))
