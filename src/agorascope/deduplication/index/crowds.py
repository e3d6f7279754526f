"""Keys that many leading texts have, as the fillings of one mould do: those texts in their order, and how many.

One run looks through the shortest lists of a text's keys only, and through the beginning of the last one. So that this
takes as long for ten thousand fillings as for fifty, the lists of crowded keys are kept in their order here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.deduplication.index.layout import CROWDED
from agorascope.deduplication.signatures.sketch import BANDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from agorascope.deduplication.index.shelf import Entry

_KEYS = ",".join("?" * BANDS)


class Crowds:
    """The lists of crowded keys; a key once crowded stays so."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on an open index."""
        self._connection = connection
        self._none = connection.execute("SELECT 1 FROM crowd LIMIT 1").fetchone() is None

    def earlier(self, entry: Entry) -> dict[int, int]:
        """Give the crowded keys of a text, and how many texts that lead and have it stand before this one."""
        if self._none:
            return {}
        later = "SELECT count(*) FROM crowded c WHERE c.key = crowd.key AND c.rank >= ?"
        query = f"SELECT key, leaders - ({later}) FROM crowd WHERE key IN ({_KEYS})"  # noqa: S608 - question marks
        return dict(self._connection.execute(query, (entry.rank[0], *entry.keys)))

    def first(self, key: int, entry: Entry, most: int) -> list[tuple[int, bytes]]:
        """Give the first texts of a list, none of them after a text, each with what it is put in order by."""
        query = "SELECT text, rank FROM crowded WHERE key = ? AND rank < ? ORDER BY rank LIMIT ?"
        return self._connection.execute(query, (key, entry.rank[0], most)).fetchall()

    def later(self, keys: Iterable[int], entry: Entry) -> set[int]:
        """Give the texts that lead, have one of these keys and stand after a text."""
        query = "SELECT text FROM crowded WHERE key = ? AND rank >= ?"
        rows = (row for key in keys for row in self._connection.execute(query, (key, entry.rank[0])))
        return {text for (text,) in rows}

    def enter(self, entry: Entry, full: Sequence[int]) -> None:
        """Let a text lead that has its place among the keys already; `full` are keys that it makes crowded."""
        if not self._none:
            self._changed(entry, 1)
            query = "INSERT OR IGNORE INTO crowded SELECT key, ?, ? FROM crowd WHERE key = ?"
            rank, number = entry.rank[0], entry.number
            self._connection.executemany(query, [(rank, number, key) for key in entry.keys])
        for key in full:
            self._none = False
            self._connection.execute(
                "INSERT INTO crowded SELECT key, rank, text FROM band JOIN text ON number = text"
                " WHERE key = ? AND band.leader = 0",
                (key,),
            )
            self._connection.execute(
                "INSERT INTO crowd SELECT key, count(*) FROM crowded WHERE key = ? GROUP BY key", (key,)
            )

    def leave(self, entry: Entry) -> None:
        """Let a text lead no more."""
        if not self._none:
            self._changed(entry, -1)
            query = "DELETE FROM crowded WHERE key = ? AND rank = ? AND text = ?"
            self._connection.executemany(query, [(key, entry.rank[0], entry.number) for key in entry.keys])

    def _changed(self, entry: Entry, by: int) -> None:
        query = f"UPDATE crowd SET leaders = leaders + ? WHERE key IN ({_KEYS})"  # noqa: S608 - question marks
        self._connection.execute(query, (by, *entry.keys))

    def move(self, number: int, keys: Sequence[int], ranks: tuple[bytes, bytes]) -> None:
        """Let a text stand elsewhere in the order: from the first of two ranks to the second."""
        if not self._none:
            query = "UPDATE crowded SET rank = ? WHERE key = ? AND rank = ? AND text = ?"
            self._connection.executemany(query, [(ranks[1], key, ranks[0], number) for key in keys])


def is_full(leaders: Sequence[int]) -> bool:
    """Tell whether one more text that leads makes a crowd."""
    return len(leaders) >= CROWDED
