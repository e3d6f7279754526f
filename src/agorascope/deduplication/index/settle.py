"""Who follows whom after a change: only what the change can reach is compared again.

The order of texts is that of one run over everything, and each text depends on earlier leaders alone. So texts are
settled in that order; whenever one begins to lead, ceases to, or leads from another place or in other words, all later
texts that share a key with it are settled too. What comes out is what one run would give.

Where that takes long, what is left waits in the file, so that the lock can be given up and the work be taken up again.
"""

from __future__ import annotations

import heapq
import time
from typing import TYPE_CHECKING

from agorascope.deduplication.index import homes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

    from agorascope.deduplication.index.shelf import Entry, Shelf

REACHED, MOVED, CHANGED, NEW = 0, 1, 2, 4
"""Why a text waits: an earlier one changed; it stands earlier than it did; its first post is another; it is new."""


class Waiting:
    """Texts that have to be settled, in their order."""

    def __init__(self, connection: sqlite3.Connection, shelf: Shelf) -> None:
        """Begin with those that an interrupted change has left in the file."""
        self._connection, self._shelf = connection, shelf
        self._stored = dict(connection.execute("SELECT number, how FROM waiting"))
        self._how: dict[int, int] = {}
        self._heap: list[tuple[bytes, int]] = []
        self.add(self._stored)

    def __bool__(self) -> bool:
        """Tell whether any is left."""
        return bool(self._heap)

    @property
    def numbers(self) -> Collection[int]:
        """The texts that wait."""
        return self._how.keys()

    def add(self, found: Mapping[int, int]) -> None:
        """Let texts wait, each with the reason why."""
        new = [number for number in found if number not in self._how]
        for number, how in found.items():
            self._how[number] = self._how.get(number, REACHED) | how
        for number, rank in self._shelf.ranks(new).items():
            heapq.heappush(self._heap, (rank, number))

    def take(self) -> tuple[int, int]:
        """Give the first text of the order, and why it waits."""
        _, number = heapq.heappop(self._heap)
        return number, self._how.pop(number)

    def store(self) -> None:
        """Leave those that wait still in the file."""
        gone = [(number,) for number in self._stored if number not in self._how]
        kept = [(number, how) for number, how in self._how.items() if self._stored.get(number) != how]
        self._connection.executemany("DELETE FROM waiting WHERE number = ?", gone)
        self._connection.executemany("INSERT OR REPLACE INTO waiting VALUES (?, ?)", kept)


def settle(waiting: Waiting, shelf: Shelf, least: float, until: float) -> None:
    """Settle texts that wait, one at least, until the clock (`time.monotonic`) says `until`; what is left is stored."""
    while waiting:
        number, how = waiting.take()
        entry = shelf.entry(number)
        led = entry.leader is None
        found = homes.met(shelf, entry)
        home = homes.home(shelf, entry, found, least)
        leads = home is None
        leader, similarity = (home.leader, home.similarity) if home else (None, None)
        shelf.place(entry, leader, similarity, found.full, new=bool(how & NEW))
        if entry.keys and (leads != led or (leads and how)):
            waiting.add(dict.fromkeys(_reached(shelf, entry, how, waiting, led=led), REACHED))
        if time.monotonic() > until:
            break
    waiting.store()


def _reached(shelf: Shelf, entry: Entry, how: int, waiting: Waiting, *, led: bool) -> Iterable[int]:
    """Give the later texts whose leader may be another, now that this one begins to lead, ceases to, or leads anew.

    A text that follows the first leader it is near to goes on to follow it when it moves to an earlier place, and with
    the same similarity as long as it has the same words; but that in a crowd not all leaders are looked through.
    """
    mates = shelf.mates(entry, waiting.numbers)
    if how & NEW:
        return mates
    stays = led and entry.leader is None and not how & CHANGED
    return mates | (shelf.unsteady_followers(entry) if stays else shelf.followers(entry))
