"""The index: posts are added, and each is told what it repeats among all that were ever added."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agorascope.deduplication.index import adding, file, trouble
from agorascope.deduplication.index.forms import Forms
from agorascope.deduplication.index.lookup import KINDS, Known, Lookup, Told, identity
from agorascope.deduplication.index.settle import settle
from agorascope.deduplication.index.shelf import Shelf
from agorascope.deduplication.index.translating import DONE, Stage
from agorascope.deduplication.index.waiting import Waiting
from agorascope.deduplication.watching import Watch, nobody

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from agorascope.deduplication.posts import Post
    from agorascope.deduplication.translations.pairs import Reads
    from agorascope.settings import Settings

HELD = 0.4
"""Seconds after which the lock is given up where more texts wait to be settled: a portion of 500 takes less mostly."""
_GAP = 0.1  # seconds until it is taken again: as long as SQLite at most waits between two tries


@contextmanager
def opened(
    path: Path, settings: Settings, scope: str = "all", *, cache: int = file.CACHE, watch: Watch = nobody
) -> Iterator[Index]:
    """Open an index, or begin one; raises `IndexMismatchError` for another version or other settings.

    Raises `IndexUnusableError` where the disk is full, the file damaged, or another run writes to it for too long.

    It is bound to the near threshold and the scope it was begun with. One of an older layout is brought up to date.
    `cache`: kilobytes of it that may be held in memory. What a killed run has left to compare is compared first.
    """
    connection = _connected(path, settings, scope, cache)
    try:
        with trouble.told(path):
            index = Index(connection, settings)
            index.finish(watch)
            yield index
    finally:
        connection.close()


def prepare(path: Path, settings: Settings, scope: str = "all") -> None:
    """Begin an index, or bring it up to date, without comparing anything; raises as `opened` does."""
    _connected(path, settings, scope, file.CACHE).close()


def _connected(path: Path, settings: Settings, scope: str, cache: int) -> sqlite3.Connection:
    return file.connect(path, {"near threshold": f"{settings.near_threshold:g}", "scope": scope}, cache)


class Index:
    """Posts of all runs; after each `add` it stands as if all of them had been looked at in one run."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings) -> None:
        """Work on an open file."""
        self._connection, self._settings = connection, settings
        self._lookup, self._forms, self._waiting = Lookup(connection), Forms(), Waiting(connection)

    def add(self, posts: Sequence[Post]) -> int:
        """Add posts, in one transaction, and give how many were new: a post with the same id, text, author and thread
        is known already. Killed at any time, all of them are there or none.

        Where they change so much that others would wait, what is left to compare is done in further transactions.
        """  # noqa: D205 - one promise in two halves
        with self._written(posts) as count:
            self._settled(time.monotonic() + HELD)
        if self._waiting:
            time.sleep(_GAP)
            self.finish()
        return count

    def put(self, posts: Sequence[Post]) -> int:
        """Write posts as `add` does and leave them to be compared by `finish`: for many portions that is faster."""
        with self._written(posts) as count:
            return count

    def finish(self, watch: Watch = nobody) -> None:
        """Compare what was put, or what an addition has left: another process's, or one's that was killed."""
        done, total = 0, len(self._waiting)
        while self._waiting:
            watch("comparing", done, total)
            with file.transaction(self._connection):
                done = min(total, done + self._settled(time.monotonic() + HELD))
                self._connection.execute("DELETE FROM setting WHERE name = ?", (DONE,))
            if self._waiting:
                time.sleep(_GAP)

    @contextmanager
    def _written(self, posts: Sequence[Post]) -> Iterator[int]:
        """Write posts and what is to be settled by them, and do in the same transaction what follows."""
        found = adding.prepared(adding.unknown(self._connection, posts), self._settings.threads)
        with file.transaction(self._connection):
            count, changed = adding.write(self._connection, found, self._forms)
            self._waiting.add(changed)
            if count:
                self._connection.execute("DELETE FROM setting WHERE name = ?", (DONE,))
            yield count

    def translate(self, models: Reads, watch: Watch = nobody, most: int | None = None) -> None:
        """Find what is translated among all texts, or among the `most` that were added last of those that repeat
        nothing else; raises `ModelError`.

        Nothing is done where nothing was added since it was done last with the same model, threshold and window. What
        was found earlier of texts that are not among the `most` stays as it was told, as long as both still lead.
        """  # noqa: D205 - one sentence that needs a second line
        self.finish()
        Stage(self._connection, self._settings, models, watch, most).run()

    def repeat(self, post: Post, kinds: Sequence[str] = KINDS) -> Told | None:
        """Tell what a post of the index repeats, by these kinds; None where it repeats nothing or is not in it."""
        return self._lookup.repeat(identity(adding.stored(post)), kinds)

    def cluster(self, post: Post, most: int = 1000, kinds: Sequence[str] = KINDS) -> tuple[Post, ...]:
        """Give the posts of the cluster that a post of the index belongs to, by these kinds: the representative first,
        then the newest in their order, `most` in all. A post that nothing repeats is alone; of one that is not in the
        index nothing is known.
        """  # noqa: D205 - one sentence that needs a second line
        return self._lookup.cluster(identity(adding.stored(post)), most, kinds)

    def known(self, kinds: Sequence[str] = KINDS) -> Known:
        """Give all posts in their order, with what each repeats: the same as one run over all of them.

        Translations are those found since posts were last added; before that, there are none.
        """
        return self._lookup.known(kinds)

    def _settled(self, until: float) -> int:
        """Settle what waits, as long as the lock may be held; give how many texts were settled."""
        return settle(self._waiting, Shelf(self._connection, self._forms), self._settings.near_threshold, until)
