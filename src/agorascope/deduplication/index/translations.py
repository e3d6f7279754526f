"""What was found across languages, row by row, and how much of it still holds when posts have come in since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from agorascope.records import DuplicateKind


class Row(NamedTuple):
    """Whom a text follows over what is near; the leader is 0 where it leads though it is near to another text."""

    kind: DuplicateKind
    leader: int
    similarity: float


Rows = dict[int, Row]


def read(connection: sqlite3.Connection) -> Rows:
    """Give all rows by text."""
    rows = connection.execute("SELECT text, kind, leader, similarity FROM across")
    return {text: Row(kind, leader, similarity) for text, kind, leader, similarity in rows}


def write(connection: sqlite3.Connection, rows: Rows) -> None:
    """Put these rows in the place of all."""
    connection.execute("DELETE FROM across")
    connection.executemany("INSERT INTO across VALUES (?, ?, ?, ?)", [(text, *row) for text, row in rows.items()])


class Near:
    """Who follows whom by what is near, as it stands now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from an open index."""
        self._connection = connection

    def leader(self, text: int) -> int | None:
        """Give the leader of a text, or None where it leads."""
        query = "SELECT leader FROM text WHERE number = ?"
        [leader] = self._connection.execute(query, (text,)).fetchone()
        return None if leader is None else int(leader)

    def followers(self, text: int) -> list[int]:
        """Give the texts that follow one."""
        query = "SELECT number FROM text WHERE leader = ? ORDER BY rank, number"
        return [number for (number,) in self._connection.execute(query, (text,))]


def heads(rows: Rows, near: Near) -> Rows:
    """Give the rows of texts that lead all that is near to them."""
    return {text: row for text, row in rows.items() if row.leader and near.leader(text) is None}


def holding(rows: Rows, near: Near, fresh: Iterable[int] = ()) -> Rows:
    """Give the rows that still hold; where two contradict one another, those of `fresh` texts.

    A text that leads may follow another that leads and follows none itself. What follows it by nearness holds where it
    went along, or where it was left and placed anew.
    """
    leading = heads(rows, near)
    new = {text for text in fresh if text in leading}
    moved = {t: row for t, row in leading.items() if near.leader(row.leader) is None and row.leader not in new}
    moved = {text: row for text, row in moved.items() if row.leader not in moved}
    under = {text: home for text in rows if (home := near.leader(text)) in moved and home is not None}
    free = {text for text in under if rows[text].leader == 0}
    along = {
        text: rows[text]
        for text, home in under.items()
        if text in free or rows[text].leader in ({moved[home].leader} if rows[text].kind == "translation" else free)
    }
    return moved | along


def apart(rows: Rows, near: Near) -> tuple[Rows, list[int]]:
    """Part rows that hold: those whose head has a row for all that follows it, and the heads that lack one."""
    lacking = [text for text in heads(rows, near) if any(other not in rows for other in near.followers(text))]
    gone = set(lacking)
    return {text: row for text, row in rows.items() if _head(text, near) not in gone}, lacking


def under(rows: Mapping[int, Row], near: Near, wanted: Iterable[int]) -> Rows:
    """Give the rows of these heads and of what went along with them or was left."""
    chosen = set(wanted)
    return {text: row for text, row in rows.items() if _head(text, near) in chosen}


def _head(text: int, near: Near) -> int:
    return near.leader(text) or text
