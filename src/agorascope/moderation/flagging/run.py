"""One run: threads onto the desk, then comparison, then judgement; killed anywhere, the next run goes on.

Everything of a run is on the desk before anything of it is compared, so the order of the input changes nothing.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope import steps
from agorascope.deduplication import index as indexes
from agorascope.deduplication.watching import Watch, nobody
from agorascope.errors import ReadError
from agorascope.moderation import learning
from agorascope.moderation.flagging.comparing import compare
from agorascope.moderation.flagging.judging import TAKEN_DOWN
from agorascope.moderation.flagging.portion import Judge
from agorascope.moderation.store import runs, threads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agorascope.inference import Models
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.learning import Site
    from agorascope.records import Thread

WINDOW: Final = 20_000
"""Texts, the newest, that translations are looked for among: to compare all with all takes too long for more."""


class Run(Struct, frozen=True):
    """What a run did: the numbers of the comments it read, in its order; what could not be read; who judged.

    `taken_down` counts those that the site itself holds for spam or has deleted: they are not flagged again.
    """

    numbers: tuple[int, ...]
    failed: tuple[ReadError, ...]
    site: Site
    taken_down: int


def flag(found: Iterable[Thread | ReadError], desk: Desk, models: Models, watch: Watch = nobody) -> Run:
    """Put threads on the desk and flag what a moderator should look at; raises `ModelError`.

    Comments that lie there already are not judged again unless their words have changed.
    """
    numbers: list[int] = []
    failed: list[ReadError] = []
    taken_down = 0
    site = learning.refreshed(desk, models)
    with desk.writing() as connection:
        number = runs.begin(connection, desk.time())
    with indexes.opened(desk.path, desk.settings, watch=watch) as index:
        for thread in found:
            if isinstance(thread, ReadError):
                failed.append(thread)
            else:
                numbers += put(thread, desk)
                taken_down += sum(comment.site_status in TAKEN_DOWN for comment in thread.comments)
                watch("reading", len(numbers), 0)
        compare(desk, index, watch)
        index.translate(models, watch, WINDOW)
        deque(Judge(desk, index, models, site, number).all(watch), 0)
    with desk.writing() as connection:
        runs.end(connection, number, desk.time())
    return Run(tuple(numbers), tuple(failed), site, taken_down)


def put(thread: Thread, desk: Desk) -> list[int]:
    """Put a thread on the desk, and give the numbers of its comments."""
    thread = threads.whole(thread)
    spoken = steps.spoken(thread)
    with desk.writing() as connection:
        return threads.add(connection, thread, spoken)
