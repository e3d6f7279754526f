"""Comments that a desk hears of by a decision alone: kept with their words, so that something is learned from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import msgpack

from agorascope import language
from agorascope.moderation.store import threads
from agorascope.records import Article, Comment, Thread

if TYPE_CHECKING:
    import sqlite3

    from agorascope.moderation.feedback.given import Given

IMPORTED: Final = "imported"
"""The discussion of comments of which nobody says where they stood."""
SOURCE: Final = "decisions"
"""The source of a discussion of which the desk knows nothing but decisions."""


def keep(connection: sqlite3.Connection, given: Given) -> int | None:
    """Put the comment of a decision on the desk and give its number; None where there are no words to keep.

    It is not flagged and waits for nobody. When its discussion is read later, it is the same comment.
    """
    text = given.text or ""
    if not text.strip():
        return None
    digest = threads.digest(text)
    comment = Comment(
        id=given.id or f"words-{digest.hex()[:12]}", author=given.author, published=given.published, text=text
    )
    number, form = _thread(connection, given)
    key = _key(form, comment) if given.thread else f"{comment.id}~{digest.hex()}"
    [place] = connection.execute(
        "SELECT coalesce(max(place) + 1, 0) FROM comment WHERE thread = ?", (number,)
    ).fetchone()
    row = (number, key, place, comment.id, comment.author, comment.published, digest, msgpack.encode(comment))
    connection.execute(
        "INSERT INTO comment (thread, key, place, id, author, published, digest, held, language, judged)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (thread, key) DO NOTHING",
        (*row, language.detect_all([text])[0].code),
    )
    found = connection.execute(
        "SELECT number FROM comment WHERE thread = ? AND key = ? AND digest = ?", (number, key, digest)
    ).fetchone()
    return int(found[0]) if found else None


def label_of(given: Given) -> str:
    """Give the label of a decision's discussion: as that of one that was read where address or title are told."""
    article = Article(title=given.title, url=given.url)
    return threads.label(Thread(id=given.thread or IMPORTED, source=SOURCE, format=given.form, article=article))


def _thread(connection: sqlite3.Connection, given: Given) -> tuple[int, str]:
    """Give the number and the format of a discussion: the only one of its name, else one as the decision tells it."""
    name, label = given.thread or IMPORTED, label_of(given)
    rows = connection.execute("SELECT number, format FROM thread WHERE name = ? LIMIT 2", (name,)).fetchall()
    if len(rows) == 1 and label == name:
        return int(rows[0][0]), str(rows[0][1])
    connection.execute(
        "INSERT INTO thread (label, name, title, url, source, format, article, language)"
        " VALUES (?, ?, ?, ?, ?, ?, '', 'und') ON CONFLICT (label) DO NOTHING",
        (label, name, given.title, given.url, SOURCE, given.form),
    )
    number, form = connection.execute("SELECT number, format FROM thread WHERE label = ?", (label,)).fetchone()
    return int(number), str(form)


def _key(form: str, comment: Comment) -> str:
    [key] = threads.keys(Thread(id="", source=SOURCE, format=form, article=Article(), comments=(comment,)))
    return key
