"""Runs: which comments were judged by an earlier one; a run that was killed is gone on with by the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def begin(connection: sqlite3.Connection, at: str) -> int:
    """Give the number of the run that begins, or of the last one if it was not ended."""
    last = unfinished(connection)
    if last is not None:
        return last
    return int(connection.execute("INSERT INTO run (begun) VALUES (?)", (at,)).lastrowid or 0)


def unfinished(connection: sqlite3.Connection) -> int | None:
    """Give the number of the last run if it was not ended."""
    row = connection.execute("SELECT number, ended FROM run ORDER BY number DESC LIMIT 1").fetchone()
    return int(row[0]) if row is not None and row[1] is None else None


def end(connection: sqlite3.Connection, run: int, at: str) -> None:
    """End a run."""
    connection.execute("UPDATE run SET ended = ? WHERE number = ? AND ended IS NULL", (at, run))
