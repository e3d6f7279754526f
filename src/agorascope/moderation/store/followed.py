"""How far files were read that are followed, by their paths: whoever begins again goes on there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.sources.growing import Place

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping


def places(connection: sqlite3.Connection) -> dict[str, Place]:
    """Give the places of all files by their paths, the one that was read last first."""
    rows = connection.execute("SELECT path, offset, lines, mark FROM followed ORDER BY number DESC")
    return {path: Place(offset, lines, bytes(mark)) for path, offset, lines, mark in rows}


def keep(connection: sqlite3.Connection, read: Mapping[str, Place]) -> None:
    """Write down how far files were read; to be called within a transaction."""
    rows = [(path, place.offset, place.lines, place.mark) for path, place in read.items()]
    connection.executemany("INSERT OR REPLACE INTO followed (path, offset, lines, mark) VALUES (?, ?, ?, ?)", rows)
