"""Which of the comments that say the same was there first: as far as times tell it, then runs, then the page.

The index lets what is copied most lead, and puts what has no time in the order of its names: enough to compare with,
but whoever is told that a comment is a re-post expects the original to be the older one.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication import Post
from agorascope.deduplication.posts import moment, natural

if TYPE_CHECKING:
    import sqlite3


class Placed(Struct, frozen=True):
    """A post with its number, thread, id and place on the desk, and the run that judged it (0: none yet).

    `number` is None for what `duplicates --index` saw and no desk.
    """

    post: Post
    number: int | None
    thread: str
    id: str
    place: int
    judged: int

    def order(self, run: int) -> tuple[float, bool, tuple[int | str, ...], int, str]:
        """Give what is sorted by: time; without one, what earlier runs saw comes first and what is new last."""
        earlier = self.number is None or 0 < self.judged < run
        at = moment(self.post.published)
        when = at if at is not None else -inf if earlier else inf
        return when, not earlier, natural(self.post.thread or ""), self.place, self.post.id


def placed(connection: sqlite3.Connection, post: Post) -> Placed:
    """Find a post on the desk."""
    row = connection.execute(
        "SELECT c.number, t.name, c.id, c.place, c.judged FROM comment c JOIN thread t ON t.number = c.thread"
        " WHERE t.label = ? AND c.key = ?",
        (post.thread or "", post.id),
    ).fetchone()
    return Placed(post, *row) if row else Placed(post, None, post.thread or "", post.id, 0, 0)
