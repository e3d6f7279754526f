"""Texts that have to be settled, in the file itself: so that however many wait, each step takes as long as for few.

The lock can be given up between two of them, and a run that was killed leaves what is left to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.deduplication.index.asking import marks, parts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

REACHED, MOVED, CHANGED, NEW = 0, 1, 2, 4
"""Why a text waits: an earlier one changed; it stands earlier than it did; its first post is another; it is new."""


class Waiting:
    """The texts that wait, in their order; to be used within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on an open index."""
        self._connection = connection

    def __bool__(self) -> bool:
        """Tell whether any is left."""
        return self._connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is not None

    def __len__(self) -> int:
        """Count them."""
        return int(self._connection.execute("SELECT count(*) FROM waiting").fetchone()[0])

    def add(self, found: Mapping[int, int]) -> None:
        """Let texts wait, each with the reason why; those that wait already are put where they stand now."""
        self._connection.executemany(
            "INSERT INTO waiting (rank, number, how) SELECT rank, number, ? FROM text WHERE number = ?"
            " ON CONFLICT (number) DO UPDATE SET rank = excluded.rank, how = how | excluded.how",
            [(how, number) for number, how in found.items()],
        )

    def take(self) -> tuple[int, int]:
        """Give the first text of the order, which waits no more, and why it waited."""
        query = "SELECT number, how FROM waiting ORDER BY rank, number LIMIT 1"
        number, how = self._connection.execute(query).fetchone()
        self._connection.execute("DELETE FROM waiting WHERE number = ?", (number,))
        return number, how

    def without(self, numbers: Iterable[int]) -> set[int]:
        """Give those of some texts that do not wait."""
        asked = list(numbers)
        left = set(asked)
        for part in parts(asked):
            query = f"SELECT number FROM waiting WHERE number IN ({marks(part)})"  # noqa: S608 - question marks
            left.difference_update(number for (number,) in self._connection.execute(query, part))
        return left

    def count(self, most: int) -> int:
        """Count them up to a number."""
        query = "SELECT count(*) FROM (SELECT 1 FROM waiting LIMIT ?)"
        return int(self._connection.execute(query, (most,)).fetchone()[0])
