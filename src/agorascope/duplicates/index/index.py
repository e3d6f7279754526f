"""The index: posts are added, and each is told what it repeats among all that were ever added."""

from __future__ import annotations

import re
from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from agorascope.duplicates import prepare, sketch
from agorascope.duplicates.cluster import Cluster, Clusters, Repeat, standing
from agorascope.duplicates.index import file
from agorascope.duplicates.index.across import DONE, Stage
from agorascope.duplicates.index.settle import settle
from agorascope.duplicates.index.shelf import Shelf, packed
from agorascope.duplicates.posts import Post, order, salt
from agorascope.duplicates.watching import Watch, nobody
from agorascope.records import DuplicateKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from agorascope.duplicates.prepare import View
    from agorascope.duplicates.translation import Reads
    from agorascope.settings import Settings


KINDS: tuple[DuplicateKind, ...] = ("exact", "near", "translation")
_TOLD = ("id", "text", "author", "thread", "published", "scope")
_LONE = re.compile("[\ud800-\udfff]")
_SAME: tuple[DuplicateKind, int, float] = ("exact", 0, 1.0)


class Known(Struct, frozen=True):
    """Everything an index knows: its posts in their order, and the clusters over them."""

    posts: tuple[Post, ...]
    found: Clusters


class Told(Struct, frozen=True):
    """What one post repeats: the id of the representative, the kind, the similarity in 0..1."""

    of: str
    kind: DuplicateKind
    similarity: float


@contextmanager
def opened(path: Path, settings: Settings, scope: str = "all") -> Iterator[Index]:
    """Open an index, or begin one; raises `IndexMismatchError` for another version or other settings.

    It is bound to the near threshold and the scope it was begun with.
    """
    connection = file.connect(path, {"near threshold": f"{settings.near_threshold:g}", "scope": scope})
    try:
        yield Index(connection, settings)
    finally:
        connection.close()


class Index:
    """Posts of all runs; after each `add` it stands as if all of them had been looked at in one run."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings) -> None:
        """Work on an open file."""
        self._connection, self._settings = connection, settings

    def add(self, posts: Sequence[Post]) -> int:
        """Add posts, in one transaction, and give how many were new: a post with the same id, text, author and thread
        is known already. Killed at any time, all of them are there or none.
        """  # noqa: D205 - one promise in two halves
        posts = [_stored(post) for post in posts]
        ready = prepare.ready([post.text for post in posts], self._settings.threads)
        keys = sketch.salted(ready.keys, [salt(p.scope) for p, row in zip(posts, ready.rows, strict=True) if row >= 0])
        with self._transaction():
            shelf, changed, new = Shelf(self._connection), set[int](), 0
            for post, view, row in zip(posts, ready.views, ready.rows, strict=True):
                if view[0] and self._is_new(post):
                    number = self._added(post, view, packed(keys[row].tolist()) if row >= 0 else None, shelf)
                    changed |= {number} if number else set()
                    new += 1
            settle(shelf, changed, self._settings.near_threshold)
            if new:
                self._connection.execute("DELETE FROM setting WHERE name = ?", (DONE,))
        return new

    def translate(self, models: Reads, watch: Watch = nobody) -> None:
        """Find what is translated among all texts, in one transaction; raises `ModelError`.

        Nothing is done where nothing was added since it was done last with the same model and threshold.
        """
        with self._transaction():
            Stage(self._connection, self._settings, models, watch).run()

    def repeat(self, post: Post, kinds: Sequence[str] = KINDS) -> Told | None:
        """Tell what a post of the index repeats, by these kinds; None where it repeats nothing or is not in it."""
        row = self._connection.execute(
            "SELECT p.number, p.text, t.leader, t.similarity, a.kind, a.leader, a.similarity FROM post p"
            " JOIN text t ON t.number = p.text LEFT JOIN across a ON a.text = p.text WHERE p.identity = ?",
            (_identity(_stored(post)),),
        ).fetchone()
        if row is None:
            return None
        number, text, leader, similarity, kind, other, sure = row
        if kind is not None and self._across(kinds):
            leader, similarity = other or None, sure
        else:
            kind, leader = "near", leader if "near" in kinds else None
        first, name = self._connection.execute(
            "SELECT t.post, p.id FROM text t JOIN post p ON p.number = t.post WHERE t.number = ?", (leader or text,)
        ).fetchone()
        if leader is None:
            return None if first == number else Told(name, "exact", 1.0)
        return Told(name, kind, similarity)

    def _across(self, kinds: Sequence[str]) -> bool:
        """Tell whether translations are asked for and known as things stand now."""
        done = self._connection.execute("SELECT 1 FROM setting WHERE name = ?", (DONE,)).fetchone()
        return "translation" in kinds and done is not None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _is_new(self, post: Post) -> bool:
        found = self._connection.execute("SELECT 1 FROM post WHERE identity = ?", (_identity(post),)).fetchone()
        return found is None

    def _added(self, post: Post, view: View, keys: bytes | None, shelf: Shelf) -> int | None:
        """Write a post; give the number of its text where that is new or stands elsewhere now."""
        digest = _digest(post.scope, view[0])
        row = self._connection.execute("SELECT number FROM text WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            number = self._insert_text(post, view, keys, digest)
            self._insert_post(post, number, first=True)
            return number
        [number] = row
        entry = shelf.entry(number)
        was = (entry.rank, entry.first)
        first = order(post) < order(entry.first)
        place = self._insert_post(post, number, first=False)
        self._connection.execute("UPDATE text SET copies = copies + 1 WHERE number = ?", (number,))
        if first:
            self._connection.execute("UPDATE text SET post = ? WHERE number = ?", (place, number))
        shelf.forget(number)
        entry = shelf.entry(number)
        return None if (entry.rank, entry.first) == was else number

    def _insert_text(self, post: Post, view: View, keys: bytes | None, digest: bytes) -> int:
        done = self._connection.execute(
            "INSERT INTO text (scope, digest, copies, post, weight, keys) VALUES (?, ?, 1, 0, ?, ?)",
            (post.scope, digest, view[2], keys),
        )
        return int(done.lastrowid or 0)

    def _insert_post(self, post: Post, text: int, *, first: bool) -> int:
        done = self._connection.execute(
            "INSERT INTO post (identity, id, text, written, author, thread, published) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (_identity(post), post.id, text, post.text, post.author, post.thread, post.published),
        )
        if first:
            self._connection.execute("UPDATE text SET post = ? WHERE number = ?", (done.lastrowid, text))
        return int(done.lastrowid or 0)

    def known(self, kinds: Sequence[str] = KINDS) -> Known:
        """Give all posts in their order, with what each repeats: the same as one run over all of them.

        Translations are those found since posts were last added; before that, there are none.
        """
        rows = self._connection.execute(
            "SELECT p.id, p.written, p.author, p.thread, p.published, t.scope, p.text FROM post p"
            " JOIN text t ON t.number = p.text"
        ).fetchall()
        read = ((Post(n, words, who, where, at, scope=scope), text) for n, words, who, where, at, scope, text in rows)
        found = sorted(read, key=lambda pair: order(pair[0]))
        return Known(tuple(post for post, _ in found), self._clusters([text for _, text in found], kinds))

    def _clusters(self, texts: Sequence[int], kinds: Sequence[str]) -> Clusters:
        """Put posts in order, named by their texts, into clusters."""
        homes = self._homes(kinds)
        places: dict[int, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(text, []).append(place)
        groups: dict[int, list[int]] = {}
        for text in places:
            groups.setdefault(homes[text][1] if text in homes else text, []).append(text)
        repeats: dict[int, Repeat] = {}
        clusters = []
        for leader, group in groups.items():
            members = sorted(place for text in group for place in places[text])
            if len(members) > 1:
                first = places[leader][0]
                for text in group:
                    kind, _, similarity = homes.get(text, _SAME)
                    repeats.update({p: Repeat(first, kind, similarity) for p in places[text] if p != first})
                met = {repeats[place].kind for place in members if place != first}
                others = tuple(place for place in members if place != first)
                clusters.append((leader, Cluster(max(met), (first, *others))))
        ranks = {text: (-standing(len(places[text])), places[text][0]) for text, _ in clusters}
        return Clusters(repeats, tuple(cluster for _, cluster in sorted(clusters, key=lambda pair: ranks[pair[0]])))

    def _homes(self, kinds: Sequence[str]) -> dict[int, tuple[DuplicateKind, int, float]]:
        """Give, for every text that follows another, the kind, the leader and how alike they are."""
        near = "SELECT number, 'near', leader, similarity FROM text WHERE leader IS NOT NULL"
        over = "SELECT text, kind, leader, similarity FROM across"
        wanted = [near] * ("near" in kinds) + [over] * self._across(kinds)
        rows = (row for query in wanted for row in self._connection.execute(query))
        homes = {number: (kind, leader, sure) for number, kind, leader, sure in rows}
        return {number: home for number, home in homes.items() if home[1]}


def _digest(scope: str, exact: str) -> bytes:
    told = f"{scope}\0\0{exact}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16).digest()


def _identity(post: Post) -> bytes:
    parts = (post.id, post.text, post.author or "", post.thread or "")
    told = "\0".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16).digest()


def _stored(post: Post) -> Post:
    """Put U+FFFD in the place of lone surrogates, which SQLite cannot hold."""
    fields = {name: value for name in _TOLD if isinstance(value := getattr(post, name), str)}
    whole = {name: _LONE.sub("\ufffd", value) for name, value in fields.items() if _LONE.search(value)}
    return structs.replace(post, **whole) if whole else post
