"""The index: posts are added, and each is told what it repeats among all that were ever added."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agorascope.deduplication.index import adding, file, trouble
from agorascope.deduplication.index.forms import Forms
from agorascope.deduplication.index.lookup import KINDS, Known, Lookup, Told, identity
from agorascope.deduplication.index.settle import Waiting, settle
from agorascope.deduplication.index.shelf import Shelf
from agorascope.deduplication.index.translating import DONE, Stage
from agorascope.deduplication.watching import Watch, nobody

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from agorascope.deduplication.posts import Post
    from agorascope.deduplication.translations.pairs import Reads
    from agorascope.settings import Settings

HELD = 0.4
"""Seconds after which the lock is given up where more texts wait to be settled: a portion of 500 takes less mostly."""
_GAP = 0.1  # seconds until it is taken again: as long as SQLite at most waits between two tries


@contextmanager
def opened(path: Path, settings: Settings, scope: str = "all", *, cache: int = file.CACHE) -> Iterator[Index]:
    """Open an index, or begin one; raises `IndexMismatchError` for another version or other settings.

    Raises `IndexUnusableError` where the disk is full, the file damaged, or another run writes to it for too long.

    It is bound to the near threshold and the scope it was begun with. One of an older layout is brought up to date.
    `cache`: kilobytes of it that may be held in memory.
    """
    connection = file.connect(path, {"near threshold": f"{settings.near_threshold:g}", "scope": scope}, cache)
    try:
        with trouble.told(path):
            index = Index(connection, settings)
            index.finish()
            yield index
    finally:
        connection.close()


class Index:
    """Posts of all runs; after each `add` it stands as if all of them had been looked at in one run."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings) -> None:
        """Work on an open file."""
        self._connection, self._settings = connection, settings
        self._lookup, self._forms = Lookup(connection), Forms()

    def add(self, posts: Sequence[Post]) -> int:
        """Add posts, in one transaction, and give how many were new: a post with the same id, text, author and thread
        is known already. Killed at any time, all of them are there or none.

        Where they change so much that others would wait, what is left to compare is done in further transactions.
        """  # noqa: D205 - one promise in two halves
        found = adding.prepared(adding.unknown(self._connection, posts), self._settings.threads)
        with file.transaction(self._connection):
            until = time.monotonic() + HELD
            count, changed = adding.write(self._connection, found, self._forms)
            left = self._settled(changed, until)
            if count:
                self._connection.execute("DELETE FROM setting WHERE name = ?", (DONE,))
        if left:
            self.finish()
        return count

    def finish(self) -> None:
        """Compare what an addition has left, this one's, another process's, or one's that was killed."""
        while self._connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone():
            time.sleep(_GAP)
            with file.transaction(self._connection):
                self._settled({}, time.monotonic() + HELD)
                self._connection.execute("DELETE FROM setting WHERE name = ?", (DONE,))

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

    def _settled(self, changed: Mapping[int, int], until: float) -> bool:
        """Settle what is changed and what waits, as long as the lock may be held; tell whether something is left."""
        shelf = Shelf(self._connection, self._forms)
        waiting = Waiting(self._connection, shelf)
        waiting.add(changed)
        settle(waiting, shelf, self._settings.near_threshold, until)
        return bool(waiting)
