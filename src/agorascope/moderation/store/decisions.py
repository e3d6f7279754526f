"""Decisions: who decided what about which words, when; nothing is forgotten, and everything can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.errors import UsageError
from agorascope.moderation.store import threads
from agorascope.records import VERDICTS, Decision, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence


class Batch(Struct, frozen=True):
    """What was decided at once: one verdict about one comment or many; `undone_by` took it back."""

    number: int
    verdict: Verdict
    who: str
    at: str
    undone_by: str | None
    undone_at: str | None
    comments: int


class Outcome(Struct, frozen=True):
    """What became of a decision: its batch (None where nothing was decided), what was decided about, what was left."""

    batch: int | None
    decided: tuple[int, ...]
    left: tuple[int, ...] = ()


Shown = tuple[int, str]
"""A comment as somebody was shown it: its number, and the `mark` of its words."""
MARK: Final = 12


def decide(connection: sqlite3.Connection, numbers: Sequence[int], verdict: str, who: str, at: str) -> int:
    """Decide about comments at once and give the number of the batch; raises `UsageError` for an unknown verdict.

    Comments that do not exist are passed over. To be called within a transaction.
    """
    if verdict not in VERDICTS:
        raise UsageError(f"{verdict!r} is no verdict: choose one of {', '.join(VERDICTS)}")
    done = connection.execute("INSERT INTO batch (verdict, who, at) VALUES (?, ?, ?)", (verdict, who, at))
    batch = int(done.lastrowid or 0)
    for number in dict.fromkeys(numbers):
        connection.execute(
            "INSERT INTO decision (batch, comment, digest) SELECT ?, number, digest FROM comment WHERE number = ?",
            (batch, number),
        )
        _set(connection, number, verdict)
    return batch


def decide_if(
    connection: sqlite3.Connection, shown: Sequence[Shown], verdict: str, who: str, at: str, seen: str | None
) -> Outcome:
    """Decide about those comments that still are as somebody was shown them: with the verdict `seen`, the same words.

    The others stay as they are and are told. To be called within a transaction.
    """
    asked = dict(shown)
    still = {number: _still(connection, number, words, seen) for number, words in asked.items()}
    found = tuple(number for number in asked if still[number])
    batch = decide(connection, found, verdict, who, at) if found else None
    return Outcome(batch, found, tuple(number for number in asked if not still[number]))


def _still(connection: sqlite3.Connection, number: int, words: str, seen: str | None) -> bool:
    row = connection.execute("SELECT verdict, digest FROM comment WHERE number = ?", (number,)).fetchone()
    return row is not None and row[0] == seen and bytes(row[1]).hex().startswith(words)


def mark(text: str) -> str:
    """Name the words of a comment as they were shown: other words have another mark."""
    return threads.digest(text).hex()[:MARK]


def undo(connection: sqlite3.Connection, batch: int | None, who: str, at: str) -> tuple[int, list[int]] | None:
    """Take a batch back, the last one for None; give its number and its comments, or None where there is nothing.

    A comment that somebody decided about again since then, or whose words have changed, stays as it is.
    """
    row = connection.execute(
        "SELECT number FROM batch WHERE undone_at IS NULL AND (? IS NULL OR number = ?) ORDER BY number DESC LIMIT 1",
        (batch, batch),
    ).fetchone()
    if row is None:
        return None
    [number] = row
    connection.execute("UPDATE batch SET undone_by = ?, undone_at = ? WHERE number = ?", (who, at, number))
    found = connection.execute(
        "SELECT d.comment, c.verdict, (SELECT b.verdict FROM decision e JOIN batch b ON b.number = e.batch"
        " WHERE e.comment = d.comment AND e.digest = c.digest AND b.undone_at IS NULL ORDER BY e.number DESC LIMIT 1)"
        " FROM decision d JOIN comment c ON c.number = d.comment AND c.digest = d.digest WHERE d.batch = ?"
        " ORDER BY d.number",
        (number,),
    ).fetchall()
    changed = [(comment, verdict) for comment, held, verdict in found if held != verdict]
    for comment, verdict in changed:
        _set(connection, comment, verdict)
    return number, [comment for comment, _ in changed]


def _set(connection: sqlite3.Connection, number: int, verdict: str | None) -> None:
    connection.execute("UPDATE comment SET verdict = ? WHERE number = ?", (verdict, number))
    connection.execute("UPDATE flag SET open = ? WHERE comment = ?", (int(verdict is None), number))


def batches(connection: sqlite3.Connection, most: int, before: int | None = None) -> list[Batch]:
    """Give what was decided last, or last before a batch; the newest first."""
    rows = connection.execute(
        "SELECT number, verdict, who, at, undone_by, undone_at,"
        " (SELECT count(*) FROM decision WHERE batch = b.number) FROM batch b WHERE ? IS NULL OR number < ?"
        " ORDER BY number DESC LIMIT ?",
        (before, before, most),
    )
    return [Batch(*row) for row in rows]


def inside(connection: sqlite3.Connection, batch: int, most: int) -> list[int]:
    """Give comments that a batch decided about, in the order of its decisions."""
    query = "SELECT comment FROM decision WHERE batch = ? ORDER BY number LIMIT ?"
    return [number for (number,) in connection.execute(query, (batch, most))]


def standing(connection: sqlite3.Connection) -> Iterator[tuple[threads.Stored, Decision]]:
    """Give every decision that stands, in the order that they were made in: one a comment, about its words of now."""
    rows = connection.execute(
        "SELECT d.comment, c.verdict, b.who, b.at, t.name, t.title, t.url FROM decision d"
        " JOIN batch b ON b.number = d.batch"
        " JOIN comment c ON c.number = d.comment AND c.digest = d.digest AND c.verdict = b.verdict"
        " JOIN thread t ON t.number = c.thread WHERE b.undone_at IS NULL AND d.number ="
        " (SELECT max(l.number) FROM decision l JOIN batch m ON m.number = l.batch"
        " WHERE l.comment = d.comment AND m.undone_at IS NULL) ORDER BY d.number"
    ).fetchall()
    for number, verdict, who, at, thread, title, url in rows:
        [stored] = threads.read(connection, [number])
        comment = stored.comment
        yield (
            stored,
            Decision(
                thread=thread,
                id=comment.id,
                verdict=verdict,
                who=who,
                at=at,
                author=comment.author,
                published=comment.published,
                text=comment.text,
                title=title,
                url=url,
            ),
        )


def state(connection: sqlite3.Connection) -> tuple[int, int]:
    """Give two numbers that change with every decision and with every one that is taken back."""
    [last] = connection.execute("SELECT coalesce(max(number), 0) FROM decision").fetchone()
    [undone] = connection.execute("SELECT count(*) FROM batch WHERE undone_at IS NOT NULL").fetchone()
    return int(last), int(undone)


def about(connection: sqlite3.Connection, number: int) -> list[Batch]:
    """Give all that was ever decided about a comment, taken back or not, the newest first."""
    rows = connection.execute(
        "SELECT b.number, b.verdict, b.who, b.at, b.undone_by, b.undone_at, 1 FROM decision d"
        " JOIN batch b ON b.number = d.batch WHERE d.comment = ? ORDER BY d.number DESC",
        (number,),
    )
    return [Batch(*row) for row in rows]


def verdict_on(connection: sqlite3.Connection, digest: bytes, verdicts: Iterable[str]) -> tuple[str, str, str] | None:
    """Give verdict, who and when of the newest decision that stands about the same words in any comment."""
    marks = tuple(verdicts)
    row = connection.execute(
        "SELECT c.verdict, b.who, b.at FROM comment c JOIN decision d ON d.comment = c.number"  # noqa: S608 - marks
        " JOIN batch b ON b.number = d.batch AND b.undone_at IS NULL AND b.verdict = c.verdict"
        f" WHERE c.digest = ? AND c.verdict IN ({','.join('?' * len(marks))}) ORDER BY d.number DESC LIMIT 1",
        (digest, *marks),
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def reset(connection: sqlite3.Connection) -> int:
    """Forget all decisions, and give how many stood; flags are open again, and what was learned is learned anew."""
    [count] = connection.execute("SELECT count(*) FROM comment WHERE verdict IS NOT NULL").fetchone()
    for statement in (
        "UPDATE comment SET verdict = NULL WHERE verdict IS NOT NULL",
        "UPDATE flag SET open = 1 WHERE open = 0",
        "DELETE FROM decision",
        "DELETE FROM batch",
    ):
        connection.execute(statement)
    return int(count)
