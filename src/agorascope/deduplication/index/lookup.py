"""What an index tells: whom a post repeats, the cluster it belongs to, everything it knows. Nothing is written here."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.cluster import Cluster, Clusters, Repeat, standing
from agorascope.deduplication.index.asking import marks, parts
from agorascope.deduplication.index.file import one_state
from agorascope.deduplication.index.translating import DONE
from agorascope.deduplication.posts import Post, order
from agorascope.records import DuplicateKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

KINDS: tuple[DuplicateKind, ...] = ("exact", "near", "translation")
_SAME: tuple[DuplicateKind, int, float] = ("exact", 0, 1.0)
_FOLLOWING = "SELECT number FROM text WHERE leader = :leader"
_FOLLOWING_NEAR = f"{_FOLLOWING} AND NOT EXISTS (SELECT 1 FROM across WHERE across.text = text.number)"  # noqa: S608 - fixed
_POST = "p.id, p.written, p.author, p.thread, p.published, t.scope"


class Known(Struct, frozen=True):
    """Everything an index knows: its posts in their order, and the clusters over them."""

    posts: tuple[Post, ...]
    found: Clusters


class Told(Struct, frozen=True):
    """What one post repeats: the representative, the kind, the similarity in 0..1.

    The representative may have the post's own id: where a comment was edited, the index knows both texts of it.
    """

    post: Post
    kind: DuplicateKind
    similarity: float

    @property
    def of(self) -> str:
        """The id of the representative."""
        return self.post.id


class Lookup:
    """Reads an open index; whatever is asked is answered from one state of the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from an open index."""
        self._connection = connection

    def repeat(self, identity: bytes, kinds: Sequence[str]) -> Told | None:
        """See `Index.repeat`."""
        with one_state(self._connection):
            row = self._connection.execute("SELECT number, text FROM post WHERE identity = ?", (identity,)).fetchone()
            if row is None:
                return None
            number, text = row
            kind, leader, similarity = self._home(text, kinds)
            [first] = self._connection.execute("SELECT post FROM text WHERE number = ?", (leader or text,)).fetchone()
            return None if first == number else Told(self._post(first), kind, similarity)

    def cluster(self, identity: bytes, most: int, kinds: Sequence[str]) -> tuple[Post, ...]:
        """See `Index.cluster`."""
        with one_state(self._connection):
            row = self._connection.execute("SELECT text FROM post WHERE identity = ?", (identity,)).fetchone()
            if row is None:
                return ()
            [text] = row
            leader = self._home(text, kinds)[1] or text
            [first] = self._connection.execute("SELECT post FROM text WHERE number = ?", (leader,)).fetchone()
            newest = self._newest(leader, kinds, first, max(0, most - 1))
            posts = self._posts([number for _, number in newest])
            ranked = sorted((place, posts[number].text, number) for place, number in newest)
            return (self._post(first), *(posts[number] for *_, number in ranked))

    def known(self, kinds: Sequence[str]) -> Known:
        """See `Index.known`."""
        with one_state(self._connection):
            rows = self._connection.execute(
                f"SELECT p.text, {_POST} FROM post p JOIN text t ON t.number = p.text"  # noqa: S608 - fixed columns
            ).fetchall()
            homes = self._homes(kinds)
        found = sorted(((_post(told), text) for text, *told in rows), key=lambda pair: order(pair[0]))
        return Known(tuple(post for post, _ in found), _clusters([text for _, text in found], homes))

    def _newest(self, leader: int, kinds: Sequence[str], first: int, most: int) -> list[tuple[bytes, int]]:
        """Give place and number of the posts of a cluster but the first, the last ones of their order.

        Its texts are the one that leads, and those that follow it as things stand.
        """
        across = self._across(kinds)
        texts = ["SELECT :leader"]
        if "near" in kinds:
            texts.append(_FOLLOWING_NEAR if across else _FOLLOWING)
        if across:
            texts.append("SELECT text FROM across WHERE leader = :leader")
        query = (
            f"WITH member (text) AS ({' UNION ALL '.join(texts)}) SELECT place, number FROM member"  # noqa: S608 - fixed texts
            " CROSS JOIN post ON post.text = member.text WHERE number <> :first ORDER BY place DESC LIMIT :most"
        )
        return self._connection.execute(query, {"leader": leader, "first": first, "most": most}).fetchall()

    def _post(self, number: int) -> Post:
        return self._posts([number])[number]

    def _posts(self, numbers: Sequence[int]) -> dict[int, Post]:
        found: dict[int, Post] = {}
        for part in parts(numbers):
            wanted = f"WHERE p.number IN ({marks(part)})"
            query = f"SELECT p.number, {_POST} FROM post p JOIN text t ON t.number = p.text {wanted}"  # noqa: S608 - question marks
            found.update({number: _post(told) for number, *told in self._connection.execute(query, part)})
        return found

    def _home(self, text: int, kinds: Sequence[str]) -> tuple[DuplicateKind, int, float]:
        """Give the kind, the leader (0 where the text leads) and how alike they are."""
        if self._across(kinds):
            query = "SELECT kind, leader, similarity FROM across WHERE text = ?"
            row = self._connection.execute(query, (text,)).fetchone()
            if row is not None:
                kind, leader, similarity = row
                return (kind, leader, similarity) if leader else _SAME
        leader, similarity = self._connection.execute(
            "SELECT leader, similarity FROM text WHERE number = ?", (text,)
        ).fetchone()
        return ("near", leader, similarity) if leader and "near" in kinds else _SAME

    def _across(self, kinds: Sequence[str]) -> bool:
        """Tell whether translations are asked for and known as things stand now."""
        done = self._connection.execute("SELECT 1 FROM setting WHERE name = ?", (DONE,)).fetchone()
        return "translation" in kinds and done is not None

    def _homes(self, kinds: Sequence[str]) -> dict[int, tuple[DuplicateKind, int, float]]:
        """Give, for every text that follows another, the kind, the leader and how alike they are."""
        near = "SELECT number, 'near', leader, similarity FROM text WHERE leader IS NOT NULL"
        over = "SELECT text, kind, leader, similarity FROM across"
        wanted = [near] * ("near" in kinds) + [over] * self._across(kinds)
        rows = (row for query in wanted for row in self._connection.execute(query))
        homes = {number: (kind, leader, sure) for number, kind, leader, sure in rows}
        return {number: home for number, home in homes.items() if home[1]}


def identity(post: Post) -> bytes:
    """Give what a post is known by: its id, text, author and thread."""
    parts = (post.id, post.text, post.author or "", post.thread or "")
    told = "\0".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16).digest()


def _post(row: Sequence[str]) -> Post:
    name, written, author, thread, published, scope = row
    return Post(name, written, author, thread, published, scope=scope)


def _clusters(texts: Sequence[int], homes: dict[int, tuple[DuplicateKind, int, float]]) -> Clusters:
    """Put posts in order, named by their texts, into clusters."""
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
