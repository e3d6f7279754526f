"""What an index knows of its texts, read when it is asked for and remembered as long as a change is under way."""

from __future__ import annotations

import struct
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.index.asking import marks, parts
from agorascope.deduplication.index.crowds import Crowds
from agorascope.deduplication.posts import Post

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from agorascope.deduplication.forms.form import Form
    from agorascope.deduplication.index.forms import Forms
    from agorascope.deduplication.index.waiting import Waiting

Rank = tuple[bytes, str]
_FEW = 32
_PORTION = 1_000  # texts that wait, of a portion; where more do, a run began with many


class Entry(Struct):
    """A text of the index: its first post, whom it follows and how alike they are, and its place in the order.

    `rank` is what texts are put in order by: the same order as in one run over everything.
    """

    number: int
    first: Post
    keys: tuple[int, ...]
    leader: int | None
    similarity: float | None
    rank: Rank


class Shelf:
    """Texts by number, and those that share a key."""

    def __init__(self, connection: sqlite3.Connection, forms: Forms) -> None:
        """Read from an open index; nothing but `forms` is kept from one change to the next."""
        self._connection, self._forms = connection, forms
        self._entries: dict[int, Entry] = {}
        self.crowds = Crowds(connection)

    def entry(self, number: int) -> Entry:
        """Give a text."""
        known = self._entries.get(number)
        return known or self._entries.setdefault(number, self._read(number))

    def form(self, number: int) -> Form:
        """Give a text made ready for comparison."""
        return self._forms.of(self.entry(number).first.text)

    def _read(self, number: int) -> Entry:
        row = self._connection.execute(
            "SELECT t.keys, t.leader, t.similarity, t.rank, t.scope, p.id, p.written, p.author, p.thread, p.published"
            " FROM text t JOIN post p ON p.number = t.post WHERE t.number = ?",
            (number,),
        ).fetchone()
        keys, leader, similarity, rank, scope, name, written, author, thread, published = row
        first = Post(name, written, author, thread, published, scope=scope)
        return Entry(number, first, unpacked(keys), leader, similarity, (rank, written))

    def leading(self, entry: Entry, keys: Sequence[int]) -> dict[int, list[int]]:
        """Give, for each of some keys of a text, the other texts that lead and have it, in no order."""
        found: dict[int, list[int]] = defaultdict(list)
        for part in parts(keys):
            query = f"SELECT key, text FROM band WHERE leader = 0 AND key IN ({marks(part)})"  # noqa: S608
            for key, number in self._connection.execute(query, part):
                if number != entry.number:
                    found[key].append(number)
        return found

    def earlier(self, numbers: Iterable[int], entry: Entry) -> list[int]:
        """Give those of these texts that come before a text, in their order."""
        ranks = {number: rank for number, rank in self.ranks(numbers).items() if rank <= entry.rank[0]}
        order = self.in_order(ranks)
        if order and ranks[order[-1]] == entry.rank[0]:
            return [n for n in order if (ranks[n], self.entry(n).first.text) < entry.rank]
        return order

    def in_order(self, ranks: Mapping[int, bytes]) -> list[int]:
        """Put texts in order; of one time and one id there may be several, which stand in that of their words."""
        if len(set(ranks.values())) == len(ranks):
            return sorted(ranks, key=ranks.__getitem__)
        return sorted(ranks, key=lambda number: (ranks[number], self.entry(number).first.text))

    def ranks(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """Give what SQLite puts texts in order by."""
        found: dict[int, bytes] = {}
        for part in parts(sorted(numbers)):
            query = f"SELECT number, rank FROM text WHERE number IN ({marks(part)})"  # noqa: S608 - question marks
            found.update(self._connection.execute(query, part))
        return found

    def mates(self, entry: Entry, waiting: Waiting) -> set[int]:
        """Give all texts after one that share a key with it; not those that follow it or wait."""
        later = self._few_later(entry, waiting)
        if later is not None:
            return {other for other in later if self._shares(entry, other)}
        crowds = self.crowds.earlier(entry)
        others = f"SELECT text FROM band WHERE key IN ({marks(entry.keys)}) AND leader"  # noqa: S608 - question marks
        sides = ((f"{others} BETWEEN 1 AND ? - 1"), (f"{others} > ?"))
        found = {text for side in sides for (text,) in self._connection.execute(side, (*entry.keys, entry.number))}
        for leading in self.leading(entry, [key for key in entry.keys if key not in crowds]).values():
            found.update(leading)
        found |= self.crowds.later(crowds, entry)
        ranks = self.ranks(waiting.without(found.difference([entry.number])))
        return {other for other, rank in ranks.items() if rank >= entry.rank[0]}

    def _few_later(self, entry: Entry, waiting: Waiting) -> Collection[int] | None:
        """Give the texts after one that do not wait, or None where there are many: new texts are mostly the last ones.

        All that wait stand after the text that is being settled.
        """
        most = waiting.count(_PORTION) + 1 + _FEW
        if most > _PORTION:
            return None
        query = "SELECT number FROM text WHERE keys IS NOT NULL AND rank >= ? LIMIT ?"
        later = [other for (other,) in self._connection.execute(query, (entry.rank[0], most + 1))]
        return waiting.without(other for other in later if other != entry.number) if len(later) <= most else None

    def _shares(self, entry: Entry, other: int) -> bool:
        keys, leader = self._connection.execute("SELECT keys, leader FROM text WHERE number = ?", (other,)).fetchone()
        return leader != entry.number and not set(entry.keys).isdisjoint(unpacked(keys))

    def followers(self, entry: Entry) -> set[int]:
        """Give the texts that follow one."""
        query = "SELECT number FROM text WHERE leader = ?"
        return {other for (other,) in self._connection.execute(query, (entry.number,))}

    def unsteady_followers(self, entry: Entry) -> set[int]:
        """Give those that follow a text and may have too many leaders to look through all: all of a few, or these."""
        query = "SELECT number FROM text WHERE leader = ? LIMIT ?"
        few = self._connection.execute(query, (entry.number, _FEW + 1)).fetchall()
        if len(few) > _FEW:
            query = "SELECT text FROM crowd CROSS JOIN band ON band.key = crowd.key AND band.leader = ?"
            few = self._connection.execute(query, (entry.number,)).fetchall()
        return {other for (other,) in few}

    def place(
        self, entry: Entry, leader: int | None, similarity: float | None, full: Sequence[int], *, new: bool
    ) -> None:
        """Write whom a text follows, or that it leads: `full` are the keys that get a crowd by it then."""
        home, was = leader or 0, entry.leader or 0
        if entry.keys and (new or home != was):
            if not new:
                rows = [(key, was, entry.number) for key in entry.keys]
                self._connection.executemany("DELETE FROM band WHERE key = ? AND leader = ? AND text = ?", rows)
            rows = [(key, home, entry.number) for key in entry.keys]
            self._connection.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", rows)
            if not home:
                self.crowds.enter(entry, full)
            elif not was and not new:
                self.crowds.leave(entry)
        if (leader, similarity) != (entry.leader, entry.similarity):
            self._connection.execute(
                "UPDATE text SET leader = ?, similarity = ? WHERE number = ?", (leader, similarity, entry.number)
            )
        entry.leader, entry.similarity = leader, similarity


def unpacked(stored: bytes | None) -> tuple[int, ...]:
    """Read keys as the signed numbers that SQLite holds."""
    return struct.unpack(f">{len(stored) // 8}q", stored) if stored else ()
