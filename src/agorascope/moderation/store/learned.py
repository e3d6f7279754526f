"""What is kept of learning: what the layer sees of texts, and the layers that were trained, the newest last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

Row = tuple[bytes, str, bytes]
"""Digest of a text, of which models, features."""


def keep(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Keep features, in the place of those of other models."""
    connection.executemany("INSERT OR REPLACE INTO feature VALUES (?, ?, ?)", rows)


def kept(connection: sqlite3.Connection, digests: Iterable[bytes], model: str) -> dict[bytes, bytes]:
    """Give the features that are kept of these texts and of these models."""
    found = {}
    for digest in digests:
        row = connection.execute(
            "SELECT packed FROM feature WHERE digest = ? AND model = ?", (digest, model)
        ).fetchone()
        if row:
            found[digest] = bytes(row[0])
    return found


def write(connection: sqlite3.Connection, at: str, told: bytes, packed: bytes) -> None:
    """Write a layer that was trained, and forget the one before."""
    connection.execute("DELETE FROM layer")
    connection.execute("INSERT INTO layer (at, told, packed) VALUES (?, ?, ?)", (at, told.decode(), packed))


def last(connection: sqlite3.Connection) -> tuple[bytes, bytes] | None:
    """Give what was told of the layer that was trained last, and the layer; None where none was."""
    row = connection.execute("SELECT told, packed FROM layer ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else (row[0].encode(), bytes(row[1]))


def forget(connection: sqlite3.Connection) -> None:
    """Forget the layer."""
    connection.execute("DELETE FROM layer")
