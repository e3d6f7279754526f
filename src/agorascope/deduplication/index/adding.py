"""Posts written into an index, each under its text; which texts are new by it, or stand elsewhere now."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from agorascope.deduplication.index import ranks
from agorascope.deduplication.index.crowds import Crowds
from agorascope.deduplication.index.lookup import identity
from agorascope.deduplication.index.shelf import unpacked
from agorascope.deduplication.index.waiting import CHANGED, MOVED, NEW
from agorascope.deduplication.posts import salt
from agorascope.deduplication.signatures import prepare, sketch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from agorascope.deduplication.index.forms import Forms
    from agorascope.deduplication.posts import Post
    from agorascope.deduplication.signatures.prepare import View

_TOLD = ("id", "text", "author", "thread", "published", "scope")
_LONE = re.compile("[\ud800-\udfff]")


class Prepared(Struct, frozen=True):
    """A post with all that needs no look into the index; `keys` is None where the text is too short to have any."""

    post: Post
    view: View
    keys: bytes | None
    identity: bytes
    digest: bytes
    place: bytes


def unknown(connection: sqlite3.Connection, posts: Sequence[Post]) -> list[Post]:
    """Give the posts that are not in the file, as it will hold them: a run that goes on adds most of them again."""
    query = "SELECT 1 FROM post WHERE identity = ?"
    return [one for one in map(stored, posts) if not connection.execute(query, (identity(one),)).fetchone()]


def prepared(posts: Sequence[Post], processes: int) -> list[Prepared]:
    """Make posts, as the file will hold them, ready to be written; what nobody can see is left out."""
    ready = prepare.ready([post.text for post in posts], processes)
    keys = sketch.salted(ready.keys, [salt(p.scope) for p, row in zip(posts, ready.rows, strict=True) if row >= 0])
    return [
        Prepared(
            post,
            view,
            keys[row].astype(">u8").tobytes() if row >= 0 else None,
            identity(post),
            _digest(post.scope, view[0]),
            ranks.place(post.id, post.published),
        )
        for post, view, row in zip(posts, ready.views, ready.rows, strict=True)
        if view[0]
    ]


def write(connection: sqlite3.Connection, found: Sequence[Prepared], forms: Forms) -> tuple[int, dict[int, int]]:
    """Write posts that are not there yet, in the caller's transaction: how many, and which texts to settle, and why."""
    count, changed, crowds = 0, dict[int, int](), Crowds(connection)
    for one in found:
        if connection.execute("SELECT 1 FROM post WHERE identity = ?", (one.identity,)).fetchone():
            continue
        count += 1
        number, how = _written(connection, one, crowds)
        if one.keys and how:
            changed[number] = changed.get(number, 0) | how
            forms.keep(one.post.text, one.view)
    return count, changed


def _written(connection: sqlite3.Connection, one: Prepared, crowds: Crowds) -> tuple[int, int]:
    """Write a post; give the number of its text and what is new about that."""
    row = connection.execute("SELECT number, copies, rank, post FROM text WHERE digest = ?", (one.digest,)).fetchone()
    if row is None:
        done = connection.execute(
            "INSERT INTO text (scope, digest, copies, post, weight, keys, rank) VALUES (?, ?, 1, 0, ?, ?, ?)",
            (one.post.scope, one.digest, one.view[2], one.keys, ranks.rank(1, one.place)),
        )
        number = int(done.lastrowid or 0)
        connection.execute("UPDATE text SET post = ? WHERE number = ?", (_insert_post(connection, one, number), number))
        return number, NEW
    number, copies, rank, first = row
    post = _insert_post(connection, one, number)
    if _is_first(connection, one, rank[1:], first):
        how, first, now = CHANGED | MOVED, post, ranks.rank(copies + 1, one.place)
    else:
        now = ranks.rank(copies + 1, rank[1:])
        how = MOVED if now != rank else 0
    if how:
        connection.execute("UPDATE text SET rank = ?, post = ? WHERE number = ?", (now, first, number))
        crowds.move(number, unpacked(one.keys), (rank, now))
    connection.execute("UPDATE text SET copies = copies + 1 WHERE number = ?", (number,))
    return number, how


def _is_first(connection: sqlite3.Connection, one: Prepared, place: bytes, first: int) -> bool:
    """Tell whether a post stands before what was the first post of its text."""
    if one.place != place:
        return one.place < place
    [written] = connection.execute("SELECT written FROM post WHERE number = ?", (first,)).fetchone()
    return bool(one.post.text < written)


def _insert_post(connection: sqlite3.Connection, one: Prepared, text: int) -> int:
    post = one.post
    done = connection.execute(
        "INSERT INTO post (identity, id, text, written, author, thread, published, place)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (one.identity, post.id, text, post.text, post.author, post.thread, post.published, one.place),
    )
    return int(done.lastrowid or 0)


def _digest(scope: str, exact: str) -> bytes:
    told = f"{scope}\0\0{exact}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16).digest()


def stored(post: Post) -> Post:
    """Give a post as the file holds it: U+FFFD in the place of lone surrogates, and without the rank in a thread."""
    fields = {name: value for name in _TOLD if isinstance(value := getattr(post, name), str)}
    whole = {name: _LONE.sub("\ufffd", value) for name, value in fields.items() if _LONE.search(value)}
    return structs.replace(post, rank=None, **whole) if whole or post.rank is not None else post
