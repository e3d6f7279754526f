"""Writes what lies on the desk and was not judged yet into the index of re-posts, and compares it when all is there.

So each text is compared once: whatever is posted again moves ahead in the order, and had the index compared portion by
portion, it would look through those that share words with it each time. They are written in the order of time:
translations are looked for among those that were written last, whatever the order of the input. What a run that was
killed left uncompared is compared by the next.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from agorascope.moderation.flagging.portion import AT_ONCE
from agorascope.moderation.flagging.reposting import post_of
from agorascope.moderation.store import pages, threads

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from agorascope.deduplication import Post
    from agorascope.deduplication.index import Index
    from agorascope.deduplication.watching import Watch
    from agorascope.moderation.desk import Desk


def compare(desk: Desk, index: Index, watch: Watch) -> None:
    """Write every comment that is to be judged, `AT_ONCE` at once, fewer where they are long."""
    with desk.reading() as connection:
        portions = list(_portions(connection))
    total, done = sum(map(len, portions)), 0
    for portion in portions:
        with desk.reading() as connection:
            posts = _posts(connection, portion)
        index.put(posts)
        done += len(portion)
        watch("indexing", done, total)
    index.finish(watch)


def _portions(connection: sqlite3.Connection) -> Iterator[array[int]]:
    numbers, held = array("q"), 0
    for number, size in threads.unjudged(connection):
        numbers.append(number)
        held += size
        if len(numbers) == AT_ONCE or held >= threads.HELD:
            yield numbers
            numbers, held = array("q"), 0
    if numbers:
        yield numbers


def _posts(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Post]:
    stored = threads.read(connection, numbers)
    labels = pages.labels(connection, (one.thread for one in stored))
    return [post_of(one, labels[one.thread]) for one in stored]
