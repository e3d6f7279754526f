"""The queue: what waits for a decision, by what is asked for, the surest first; counts, threads, clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.language.folding import fold
from agorascope.moderation.store import flags, threads
from agorascope.records import Comment, Flag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

PAGE: Final = 50
_ESCAPED = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


class Wanted(Struct, frozen=True, kw_only=True):
    """What a moderator looks for; None asks for any.

    `state`: `open` for what waits, or a verdict for what was decided so. `words`: all of them stand in the comment or
    in its author's name, in whatever case and accents. `cluster`: only what repeats this comment, and itself.
    """

    state: str = "open"
    kind: str | None = None
    reason: str | None = None
    language: str | None = None
    words: str = ""
    cluster: int | None = None


class Seen(Struct, frozen=True, kw_only=True):
    """A comment as the desk shows it: `number` names it there; `cluster` is the number of the comment it repeats."""

    number: int
    thread: int
    thread_name: str
    title: str | None
    url: str | None
    source: str
    comment: Comment
    language: str
    flag: Flag | None
    verdict: str | None
    cluster: int
    alike: int = 1
    """How many comments its cluster has on the desk, decided or not, itself counted."""


class Counts(Struct, frozen=True):
    """How many wait: in all, by kind, reason and language; how many were decided, by verdict."""

    open: int
    kinds: dict[str, int]
    reasons: dict[str, int]
    languages: dict[str, int]
    verdicts: dict[str, int]


Place = tuple[float, int]
"""Where a page of the queue ends: the score and the number of its last comment."""


def page(connection: sqlite3.Connection, wanted: Wanted, after: Place | None = None, most: int = PAGE) -> list[Seen]:
    """Give a part of the queue, the surest first, from behind `after`."""
    where, values = _where(wanted)
    if after is not None:
        where += " AND (f.score < ? OR (f.score = ? AND f.comment > ?))"
        values += [after[0], *after]
    query = f"SELECT f.comment {where} ORDER BY f.score DESC, f.comment LIMIT ?"
    return seen(connection, [number for (number,) in connection.execute(query, (*values, most))])


def numbers(connection: sqlite3.Connection, wanted: Wanted) -> list[int]:
    """Give the numbers of all that is wanted, the surest first."""
    where, values = _where(wanted)
    rows = connection.execute(f"SELECT f.comment {where} ORDER BY f.score DESC, f.comment", values)
    return [number for (number,) in rows]


def size(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """Count what is wanted."""
    where, values = _where(wanted)
    [count] = connection.execute(f"SELECT count(*) {where}", values).fetchone()
    return int(count)


def _where(wanted: Wanted) -> tuple[str, list[str | float | int]]:
    """Give the rest of a query, and its values: no word of the user's stands in the query itself."""
    words = fold(wanted.words).split()
    # Words are looked for in every comment: in the order of the file that is three times as fast as in an index's.
    tables = " FROM flag f NOT INDEXED" if words else " FROM flag f"
    tables += " JOIN sign s ON s.comment = f.comment" if wanted.reason else ""
    conditions: list[str] = []
    values: list[str | float | int] = []
    if wanted.state == "open":
        conditions.append("f.open = 1")
    else:
        tables += " JOIN comment c ON c.number = f.comment"
        conditions.append("f.open = 0 AND c.verdict = ?")
        values.append(wanted.state)
    named = {"f.kind": wanted.kind, "s.code": wanted.reason, "f.language": wanted.language}
    for column, value in named.items():
        if value:
            conditions.append(f"{column} = ?")
            values.append(value)
    if wanted.cluster is not None:
        conditions.append("f.leads = ?")
        values.append(wanted.cluster)
    for word in words:
        conditions.append("f.folded LIKE ? ESCAPE '\\'")
        values.append(f"%{word.translate(_ESCAPED)}%")
    return f"{tables} WHERE {' AND '.join(conditions)}", values


def counts(connection: sqlite3.Connection) -> Counts:
    """Count what waits and what was decided."""
    reasons = (
        "SELECT code, count(*) FROM sign WHERE comment NOT IN (SELECT comment FROM flag WHERE open = 0) GROUP BY 1"
    )
    verdicts = "SELECT verdict, count(*) FROM comment WHERE verdict IS NOT NULL GROUP BY 1"
    kinds = _counted(connection, "SELECT kind, count(*) FROM flag WHERE open = 1 GROUP BY 1")
    languages = _counted(connection, "SELECT language, count(*) FROM flag WHERE open = 1 GROUP BY 1")
    return Counts(sum(kinds.values()), kinds, _counted(connection, reasons), languages, _counted(connection, verdicts))


def _counted(connection: sqlite3.Connection, query: str) -> dict[str, int]:
    """Count by name, the most first."""
    found = connection.execute(query).fetchall()
    return {str(name): int(count) for name, count in sorted(found, key=lambda row: (-row[1], row[0]))}


def seen(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Seen]:
    """Give comments by number as the desk shows them, in that order; those that do not exist are left out."""
    found = []
    told = flags.read(connection, numbers)
    for stored in threads.read(connection, numbers):
        name, title, url, source = connection.execute(
            "SELECT name, title, url, source FROM thread WHERE number = ?", (stored.thread,)
        ).fetchone()
        leads, alike = _cluster(connection, stored.number)
        found.append(
            Seen(
                number=stored.number,
                thread=stored.thread,
                thread_name=name,
                title=title,
                url=url,
                source=source,
                comment=stored.comment,
                language=stored.language,
                flag=told.get(stored.number),
                verdict=stored.verdict,
                cluster=leads,
                alike=alike,
            )
        )
    return found


def _cluster(connection: sqlite3.Connection, number: int) -> tuple[int, int]:
    row = connection.execute("SELECT leads FROM flag WHERE comment = ?", (number,)).fetchone()
    leads = int(row[0]) if row else number
    [others] = connection.execute(
        "SELECT count(*) FROM flag WHERE leads = ? AND comment <> ?", (leads, leads)
    ).fetchone()
    return leads, int(others) + 1


def cluster(connection: sqlite3.Connection, number: int, most: int | None = None) -> list[int]:
    """Give the comments that repeat what a comment repeats, the one they repeat first."""
    leads, _ = _cluster(connection, number)
    query = "SELECT comment FROM flag WHERE leads = ? AND comment <> ? ORDER BY score DESC, comment LIMIT ?"
    rows = connection.execute(query, (leads, leads, -1 if most is None else most - 1))
    return [leads, *(other for (other,) in rows)]


def around(connection: sqlite3.Connection, number: int, most: int = 200) -> list[Seen]:
    """Give a comment among those of its thread, in the order of the page: `most` of them, itself in the middle."""
    row = connection.execute("SELECT thread, place FROM comment WHERE number = ?", (number,)).fetchone()
    if row is None:
        return []
    thread, place = row
    query = "SELECT number FROM comment WHERE thread = ? AND place BETWEEN ? AND ? ORDER BY place, number LIMIT ?"
    first = max(0, place - most // 2)
    found: Iterator[tuple[int]] = connection.execute(query, (thread, first, first + most, most + 1))
    return seen(connection, [one for (one,) in found])
