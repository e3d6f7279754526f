"""Threads and comments of a desk: which are new, which have changed, which are to be judged."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct

from agorascope.moderation.store import flags
from agorascope.records import Comment, Thread
from agorascope.sources import decoding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from agorascope.steps import Spoken

NAMELESS: Final = frozenset({"text"})
"""Formats whose comments have no name that stays: they are known by who said what when."""
Row = tuple[int, str, str | None, str | None, bytes, bytes, str]
"""Place, id, author, time, digest of the text, all that was read, language."""
HELD: Final = 1 << 24
"""Bytes of comments that are compared or judged at once: some are books."""
_DIGEST = 16
_DECODER = msgspec.msgpack.Decoder(Comment)


class Stored(Struct, frozen=True):
    """A comment of the desk: its number there, its key in its thread, and what was read."""

    number: int
    thread: int
    key: str
    language: str
    comment: Comment
    verdict: str | None


def add(connection: sqlite3.Connection, thread: Thread, spoken: Spoken) -> list[int]:
    """Put a thread on the desk and give the numbers of its comments; those that are new or changed are to be judged.

    A comment that was edited is looked at again: what was decided about its earlier words stays in the history.
    To be called within a transaction.
    """
    thread = whole(thread)
    place = _thread(connection, thread, spoken.page.code)
    query = "SELECT key, number, digest FROM comment WHERE thread = ?"
    known = {key: (number, digest) for key, number, digest in connection.execute(query, (place,))}
    rows = zip(keys(thread), thread.comments, spoken.comments, strict=True)
    return [
        put(connection, (place, key), row(at, comment, language.code), known.get(key))
        for at, (key, comment, language) in enumerate(rows)
    ]


def row(at: int, comment: Comment, language: str) -> Row:
    """Give what the desk holds of a comment that stands `at` a place of its page."""
    named = (comment.id, comment.author, comment.published)
    return (at, *named, digest(comment.text), msgspec.msgpack.encode(comment), language)


def put(connection: sqlite3.Connection, name: tuple[int, str], row: Row, known: tuple[int, bytes] | None) -> int:
    """Put a comment on the desk, by its thread and its key there; `known` are the number and the digest it has there.

    To be called within a transaction. Gives its number.
    """
    if known is None:
        done = connection.execute(
            "INSERT INTO comment (place, id, author, published, digest, held, language, thread, key)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, *name),
        )
        return int(done.lastrowid or 0)
    number, was = known
    _update(connection, number, row, changed=was != row[4])
    return number


def whole(thread: Thread) -> Thread:
    """Put U+FFFD in the place of lone surrogates, which no file can hold; readers give none, programs may."""
    try:
        msgspec.msgpack.encode(thread)
    except UnicodeEncodeError:
        return msgspec.convert(_mended(msgspec.to_builtins(thread)), Thread)
    return thread


def _mended(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    if isinstance(value, str):
        return decoding.whole(value)
    if isinstance(value, list | tuple):
        return [_mended(one) for one in value]
    return {name: _mended(one) for name, one in value.items()} if isinstance(value, dict) else value


def label(thread: Thread) -> str:
    """Name a thread among those of all sites: two exports may both have a post 77, two folders a page index.html."""
    return f"{thread.id} {thread.article.url or thread.article.title or ''}".rstrip()


def _thread(connection: sqlite3.Connection, thread: Thread, language: str) -> int:
    article, name = thread.article, label(thread)
    connection.execute(
        "INSERT INTO thread (label, name, title, url, source, format, article, language)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (label) DO UPDATE SET title = excluded.title, url = excluded.url,"
        " source = excluded.source, format = excluded.format, article = excluded.article, language = excluded.language",
        (name, thread.id, article.title, article.url, thread.source, thread.format, article.text, language),
    )
    [number] = connection.execute("SELECT number FROM thread WHERE label = ?", (name,)).fetchone()
    return int(number)


def _update(connection: sqlite3.Connection, number: int, row: Row, *, changed: bool) -> None:
    connection.execute(
        "UPDATE comment SET place = ?, id = ?, author = ?, published = ?, digest = ?, held = ?, language = ?"
        " WHERE number = ?",
        (*row, number),
    )
    if changed:
        connection.execute("UPDATE comment SET judged = 0, verdict = NULL WHERE number = ?", (number,))
        flags.clear(connection, number)


def keys(thread: Thread) -> list[str]:
    """Name comments within their thread so that the next reading of it gives the same names.

    An id that only tells a place ('the third comment') moves when a comment is added above: such comments are named
    by author, time and text, and by how often that came before.
    """
    if thread.format not in NAMELESS:
        return [comment.id for comment in thread.comments]
    seen: Counter[bytes] = Counter()
    found = []
    for comment in thread.comments:
        name = digest("\0".join((comment.author or "", comment.published or "", comment.text)))
        seen[name] += 1
        found.append(f"{name.hex()}-{seen[name]}")
    return found


def pending(connection: sqlite3.Connection, most: int, pages: int, after: int = 0) -> list[Stored]:
    """Give the first comments `after` a number that are to be judged, at most so many, of so many threads.

    They take `HELD` bytes at most; but at least one is given where any is to be judged.
    """
    query = "SELECT number, thread, length(held) FROM comment WHERE judged = 0 AND number > ? ORDER BY number LIMIT ?"
    seen: set[int] = set()
    found: list[int] = []
    held = 0
    for number, thread, size in connection.execute(query, (after, most)):
        seen.add(thread)
        held += size
        if found and (len(seen) > pages or held > HELD):
            break
        found.append(number)
    return read(connection, found)


def unjudged(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Give the numbers of all comments that are to be judged, in the order of time, each with the bytes it takes."""
    query = "SELECT number, length(held) FROM comment WHERE judged = 0 ORDER BY published, number"
    yield from connection.execute(query)


def count_pending(connection: sqlite3.Connection) -> int:
    """Count the comments that are to be judged."""
    return int(connection.execute("SELECT count(*) FROM comment WHERE judged = 0").fetchone()[0])


def judged_in(connection: sqlite3.Connection, run: int) -> list[int]:
    """Give the comments that a run judged, looking through all."""
    query = "SELECT number FROM comment WHERE judged = ? ORDER BY number"
    return [number for (number,) in connection.execute(query, (run,))]


def of_run(connection: sqlite3.Connection, numbers: Iterable[int], run: int) -> list[int]:
    """Give those of some comments that a run judged, each once."""
    query = "SELECT 1 FROM comment WHERE number = ? AND judged = ?"
    return [number for number in dict.fromkeys(numbers) if connection.execute(query, (number, run)).fetchone()]


def read(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Stored]:
    """Give comments by number, in the order that they are named in; those that do not exist are left out."""
    found = []
    for number in numbers:
        row = connection.execute(
            "SELECT number, thread, key, language, held, verdict FROM comment WHERE number = ?", (number,)
        ).fetchone()
        if row:
            found.append(_stored(row))
    return found


def digest(text: str) -> bytes:
    """Name a text: equal texts have equal names."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()


def _stored(row: tuple[int, int, str, str, bytes, str | None]) -> Stored:
    number, thread, key, language, held, verdict = row
    return Stored(number, thread, key, language, _DECODER.decode(held), verdict)
