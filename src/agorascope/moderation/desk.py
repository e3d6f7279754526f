"""A desk: one index, opened for moderation. Any number of processes and threads may work on it at once."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agorascope.deduplication.index import trouble
from agorascope.deduplication.index.file import transaction
from agorascope.errors import IndexUnusableError
from agorascope.moderation.store import decisions, file, queue
from agorascope.moderation.store.decisions import Outcome
from agorascope.settings import Settings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from agorascope.moderation.store.decisions import Batch, Shown
    from agorascope.moderation.store.queue import Counts, Place, Seen, Wanted
    from agorascope.records import Decision, Verdict


def now() -> str:
    """Tell the time as decisions carry it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Desk:
    """What lies on a moderator's desk; every call is a connection of its own, every change one transaction."""

    def __init__(self, path: Path, settings: Settings, *, clock: Callable[[], str] = now) -> None:
        """Open an index, bring it up to date, or begin it; raises `IndexMismatchError`.

        `clock` tells the time of decisions.
        """
        file.prepare(path, settings)
        self.path, self.settings, self._clock = path, settings, clock

    @classmethod
    def existing(cls, path: Path) -> Desk:
        """Open an index that has to be there, with the settings it was begun with; raises `IndexUnusableError`."""
        if not path.exists() or not path.stat().st_size:
            raise IndexUnusableError(
                f"{path}: no such index, or an empty file; `agorascope flag INPUT --index {path}` begins one"
            )
        return cls(path, Settings.with_(near_threshold=file.near_threshold(path)))

    def time(self) -> str:
        """Tell the time as decisions carry it."""
        return self._clock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to look at the desk with; what it sees is of one moment."""
        with trouble.told(self.path), closing(file.connected(self.path)) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection within a transaction: all that is done with it, or nothing."""
        with (
            trouble.told(self.path),
            closing(file.connected(self.path)) as connection,
            transaction(connection),
        ):
            yield connection

    def counts(self) -> Counts:
        """Count what waits and what was decided."""
        with self.reading() as connection:
            return queue.counts(connection)

    def page(self, wanted: Wanted, after: Place | None = None, most: int = queue.PAGE) -> list[Seen]:
        """Give a part of the queue, the surest first, from behind `after`."""
        with self.reading() as connection:
            return queue.page(connection, wanted, after, most)

    def size(self, wanted: Wanted) -> int:
        """Count what is wanted."""
        with self.reading() as connection:
            return queue.size(connection, wanted)

    def seen(self, numbers: Sequence[int]) -> list[Seen]:
        """Give comments by number; those that do not exist are left out."""
        with self.reading() as connection:
            return queue.seen(connection, numbers)

    def around(self, number: int, most: int = 200) -> list[Seen]:
        """Give a comment among those of its thread, in the order of the page; empty where it does not exist."""
        with self.reading() as connection:
            return queue.around(connection, number, most)

    def cluster(self, number: int, most: int | None = None) -> list[int]:
        """Give the comments that repeat what a comment repeats, the one they repeat first."""
        with self.reading() as connection:
            return queue.cluster(connection, number, most)

    def decide(self, numbers: Sequence[int], verdict: Verdict, who: str) -> int:
        """Decide about comments at once and give the number of the batch, by which it can be taken back."""
        with self.writing() as connection:
            return decisions.decide(connection, numbers, verdict, who, self._clock())

    def decide_all(self, wanted: Wanted, verdict: Verdict, who: str) -> int:
        """Decide about everything that is wanted, however long the queue is."""
        with self.writing() as connection:
            numbers = queue.numbers(connection, wanted)
            return decisions.decide(connection, numbers, verdict, who, self._clock())

    def decide_if(self, shown: Sequence[Shown], verdict: Verdict, who: str, seen: Verdict | None) -> Outcome:
        """Decide about those comments that still are as they were shown, with the verdict `seen` and the same words."""
        with self.writing() as connection:
            return decisions.decide_if(connection, shown, verdict, who, self._clock(), seen)

    def decide_at_most(self, wanted: Wanted, verdict: Verdict, who: str, most: int) -> Outcome | None:
        """Decide about everything that is wanted, unless that is more than `most` by now: then None, and nothing is."""
        with self.writing() as connection:
            numbers = queue.numbers(connection, wanted)
            if len(numbers) > most:
                return None
            batch = decisions.decide(connection, numbers, verdict, who, self._clock()) if numbers else None
            return Outcome(batch, tuple(numbers))

    def undo(self, who: str, batch: int | None = None) -> tuple[int, list[int]] | None:
        """Take a batch back, the last one for None: its number, and the comments that stand as before."""
        with self.writing() as connection:
            return decisions.undo(connection, batch, who, self._clock())

    def batches(self, most: int = 50, before: int | None = None) -> list[Batch]:
        """Give what was decided last, or last before a batch; the newest first."""
        with self.reading() as connection:
            return decisions.batches(connection, most, before)

    def inside(self, batch: int, most: int) -> list[Seen]:
        """Give comments that a batch decided about."""
        with self.reading() as connection:
            return queue.seen(connection, decisions.inside(connection, batch, most))

    def history(self, number: int) -> list[Batch]:
        """Give all that was ever decided about a comment, taken back or not, the newest first."""
        with self.reading() as connection:
            return decisions.about(connection, number)

    def standing(self) -> list[Decision]:
        """Give every decision that stands, in the order that they were made in."""
        with self.reading() as connection:
            return [told for _, told in decisions.standing(connection)]

    def reset(self) -> int:
        """Forget all decisions and what was learned from them, and give how many stood."""
        with self.writing() as connection:
            return decisions.reset(connection)
