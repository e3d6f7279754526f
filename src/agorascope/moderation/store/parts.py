"""Parts of discussions onto the desk, as they come in: what a comment answers and what is discussed may lie there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from agorascope.moderation.store import threads

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from agorascope.records import Article, Comment, Thread
    from agorascope.steps import Spoken


class Home(NamedTuple):
    """The thread of the desk that a part belongs to: its number, the language of its page."""

    number: int
    language: str


def home(connection: sqlite3.Connection, thread: Thread, stem: str) -> Home | None:
    """Find the thread that a part belongs to; None where it is the first part of one.

    That is the one of its label, or the last of its name from the same source whose article is no other one. Where
    rows name their article by its id alone it may be the only one of that name; where they name none at all, so that
    their thread is called by the `stem` of their file, the only one from that source.
    """
    article, named, source = thread.article, thread.id, thread.source
    same = "(title IS NULL OR ? IS NULL OR title = ?) AND (url IS NULL OR ? IS NULL OR url = ?)"
    told = (article.title, article.title, article.url, article.url)
    found = _found(connection, "label = ?", threads.label(thread))
    found = found or _found(connection, f"name = ? AND source = ? AND {same}", named, source, *told)[-1:]
    if not found and not _is_told(article):
        found = _found(connection, "name = ?", named)
        found = found or (_found(connection, "source = ?", source) if named == stem else [])
    return found[0] if len(found) == 1 else None


def _found(connection: sqlite3.Connection, where: str, *values: str | None) -> list[Home]:
    query = f"SELECT number, language FROM thread WHERE {where} ORDER BY number"  # noqa: S608 - fixed words
    return [Home(*row) for row in connection.execute(query, values)]


def _is_told(article: Article) -> bool:
    return bool(article.title or article.url or article.text)


def attached(connection: sqlite3.Connection, place: Home | None, thread: Thread) -> Thread:
    """Give a part whose comments answer what they are said to answer, here or on the desk, or nothing."""
    return structs.replace(thread, comments=tuple(_attached(connection, place, thread)))


def _attached(connection: sqlite3.Connection, place: Home | None, thread: Thread) -> Iterator[Comment]:
    depths: dict[str, int] = {}
    for comment in thread.comments:
        parent = comment.parent
        above = depths.get(parent) if parent is not None else None
        if above is None and parent is not None and place is not None:
            above = _depth(connection, place.number, parent)
        depths[comment.id] = 0 if above is None else above + 1
        yield structs.replace(comment, parent=None if above is None else parent, depth=depths[comment.id])


def _depth(connection: sqlite3.Connection, thread: int, key: str) -> int | None:
    known = _known(connection, thread, key)
    return threads.read(connection, [known[0]])[0].comment.depth if known else None


def _known(connection: sqlite3.Connection, thread: int, key: str) -> tuple[int, bytes, int] | None:
    query = "SELECT number, digest, place FROM comment WHERE thread = ? AND key = ?"
    found: tuple[int, bytes, int] | None = connection.execute(query, (thread, key)).fetchone()
    return found


def extend(connection: sqlite3.Connection, place: Home, thread: Thread, spoken: Spoken) -> list[int]:
    """Put a part behind what lies on the desk of its thread; give the numbers of its comments, as `threads.add` does.

    To be called within a transaction.
    """
    _tell(connection, place.number, thread.article)
    [last] = connection.execute("SELECT max(place) FROM comment WHERE thread = ?", (place.number,)).fetchone()
    at = -1 if last is None else int(last)
    numbers = []
    for comment, language in zip(thread.comments, spoken.comments, strict=True):
        known = _known(connection, place.number, comment.id)
        at += known is None
        row = threads.row(known[2] if known else at, comment, language.code)
        numbers.append(threads.put(connection, (place.number, comment.id), row, known[:2] if known else None))
    return numbers


def _tell(connection: sqlite3.Connection, thread: int, article: Article) -> None:
    """Write down what a part says of its article; what it leaves out stays."""
    connection.execute(
        "UPDATE thread SET title = coalesce(?, title), url = coalesce(?, url),"
        " article = coalesce(nullif(?, ''), article) WHERE number = ?",
        (article.title, article.url, article.text, thread),
    )
