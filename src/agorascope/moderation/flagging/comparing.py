"""Puts what is read on the desk and into the index, some threads at a time: many comments are compared faster than few.

A run that is killed in between leaves comments on the desk that were compared with nothing; the next one begins with
these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope import steps
from agorascope.moderation.flagging.portion import AT_ONCE
from agorascope.moderation.flagging.reposting import post_of
from agorascope.moderation.store import threads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agorascope.deduplication.index import Index
    from agorascope.moderation.desk import Desk
    from agorascope.records import Thread


class Comparing:
    """Adds comments to the index once there are `AT_ONCE`, or `HELD` bytes of them; `end` adds the last ones."""

    def __init__(self, desk: Desk, index: Index) -> None:
        """Begin with none."""
        self._desk, self._index = desk, index
        self._waiting: dict[int, str] = {}
        self._held = 0

    def left_over(self) -> None:
        """Take everything that was not judged yet: a run that was killed may not have compared it."""
        with self._desk.reading() as connection:
            found = threads.unjudged(connection)
        self._put(found)

    def added(self, thread: Thread) -> list[int]:
        """Put a thread on the desk, and give the numbers of its comments."""
        thread = threads.whole(thread)
        with self._desk.writing() as connection:
            numbers = threads.add(connection, thread, steps.spoken(thread))
        self.put(numbers, thread, threads.label(thread))
        return numbers

    def put(self, numbers: Iterable[int], thread: Thread, label: str) -> None:
        """Take comments of the desk, which are those of a thread, by their numbers and the label they have there."""
        sizes = (len(comment.text) for comment in thread.comments)
        self._put((number, label, size) for number, size in zip(numbers, sizes, strict=True))

    def end(self) -> None:
        """Compare what waits still."""
        with self._desk.reading() as connection:
            stored = threads.read(connection, self._waiting)
        self._index.add([post_of(one, self._waiting[one.number]) for one in stored])
        self._waiting, self._held = {}, 0

    def _put(self, found: Iterable[tuple[int, str, int]]) -> None:
        for number, label, size in found:
            self._waiting[number] = label
            self._held += size
            if len(self._waiting) >= AT_ONCE or self._held >= threads.HELD:
                self.end()
