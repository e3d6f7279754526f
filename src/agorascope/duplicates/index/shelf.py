"""What an index knows of its texts, read when it is asked for and remembered as long as a change is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.duplicates.cluster import standing
from agorascope.duplicates.posts import Order, Post, order
from agorascope.duplicates.similarity import Form

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

Rank = tuple[int, Order]
_SIGN = 1 << 63


class Entry(Struct):
    """A text of the index: its first post, whom it follows and how alike they are, and its place in the order.

    `rank` is what texts are put in order by: the same order as in one run over everything.
    """

    number: int
    first: Post
    weight: int
    keys: tuple[int, ...]
    leader: int | None
    similarity: float | None
    rank: Rank

    @property
    def form(self) -> Form:
        """The text made ready for comparison."""
        return Form(self.first.text)


class Shelf:
    """Texts by number, and those that share a key."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from an open index; nothing is kept from one change to the next."""
        self._connection = connection
        self._entries: dict[int, Entry] = {}
        self._forms: dict[int, Form] = {}

    def entry(self, number: int) -> Entry:
        """Give a text."""
        known = self._entries.get(number)
        return known or self._entries.setdefault(number, self._read(number))

    def form(self, number: int) -> Form:
        """Give a text made ready for comparison."""
        known = self._forms.get(number)
        return known or self._forms.setdefault(number, self.entry(number).form)

    def forget(self, number: int) -> None:
        """Read a text anew when it is next asked for: its copies or its first post changed."""
        self._entries.pop(number, None)
        self._forms.pop(number, None)

    def _read(self, number: int) -> Entry:
        row = self._connection.execute(
            "SELECT t.scope, t.copies, t.weight, t.keys, t.leader, t.similarity,"
            " p.id, p.written, p.author, p.thread, p.published FROM text t JOIN post p ON p.number = t.post"
            " WHERE t.number = ?",
            (number,),
        ).fetchone()
        scope, copies, weight, keys, leader, similarity, name, written, author, thread, published = row
        first = Post(name, written, author, thread, published, scope=scope)
        rank = (-standing(copies), order(first))
        return Entry(number, first, weight, unpacked(keys), leader, similarity, rank)

    def mates(self, entry: Entry) -> set[int]:
        """Give all texts that share a key with one."""
        query = "SELECT text FROM band WHERE key = ?"
        met = {other for key in entry.keys for (other,) in self._connection.execute(query, (key,))}
        return met - {entry.number}

    def earlier_leaders(self, entry: Entry) -> list[list[int]]:
        """Give, for each key of a text, the earlier texts that lead and have it too, in their order."""
        query = "SELECT text FROM band WHERE key = ? AND leads = 1"
        lists = []
        for key in entry.keys:
            found = (self.entry(other) for (other,) in self._connection.execute(query, (key,)) if other != entry.number)
            lists.append([other.number for other in sorted(found, key=lambda e: e.rank) if other.rank < entry.rank])
        return [found for found in lists if found]

    def place(self, entry: Entry, leader: int | None, similarity: float | None) -> None:
        """Write whom a text follows, or that it leads."""
        leads = int(leader is None)
        if entry.keys:
            self._connection.executemany(
                "DELETE FROM band WHERE key = ? AND leads = ? AND text = ?",
                [(key, 1 - leads, entry.number) for key in entry.keys],
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO band VALUES (?, ?, ?)", [(key, leads, entry.number) for key in entry.keys]
            )
        self._connection.execute(
            "UPDATE text SET leader = ?, similarity = ? WHERE number = ?", (leader, similarity, entry.number)
        )
        entry.leader, entry.similarity = leader, similarity


def packed(keys: Iterable[int]) -> bytes:
    """Write keys as bytes."""
    return b"".join(key.to_bytes(8, "big") for key in keys)


def unpacked(stored: bytes | None) -> tuple[int, ...]:
    """Read keys as the signed numbers that SQLite holds."""
    if not stored:
        return ()
    found = (int.from_bytes(stored[at : at + 8], "big") for at in range(0, len(stored), 8))
    return tuple(key - (key >= _SIGN) * 2 * _SIGN for key in found)
