"""What comes in bit by bit: each round is a run of its own, over parts of discussions that lie on the desk already.

A round is ended only when it was told: after one that was killed the next tells what that one judged. So nothing is
lost, and what was told just before a process was killed may be told again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope import steps
from agorascope.deduplication import index as indexes
from agorascope.deduplication.watching import nobody
from agorascope.moderation import learning
from agorascope.moderation.flagging.comparing import compare
from agorascope.moderation.flagging.judging import TAKEN_DOWN
from agorascope.moderation.flagging.portion import Judge
from agorascope.moderation.store import decisions, followed, parts, runs, threads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.inference import Models
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.learning import Site
    from agorascope.records import Thread
    from agorascope.sources.growing import Place

WINDOW: Final = 1_000
"""Texts, the newest, that translations are looked for among: that is done in every round."""
CACHE: Final = 8_192
"""Kilobytes of the index that are held in memory: it grows as long as somebody writes, memory should not."""
MOST: Final = 5_000
"""Members of a cluster that are looked through, the newest: a wave comes round after round."""


class Part(Struct, frozen=True):
    """A part of a discussion; `stem` is what its thread is called where its rows name none."""

    thread: Thread
    stem: str


class Round(Struct, frozen=True):
    """What a round judged: its number, how many comments it read, the numbers of those that are to be told.

    `taken_down` as in a `Run`.
    """

    number: int
    read: int
    numbers: tuple[int, ...]
    taken_down: int = 0


class Rounds:
    """Judges what comes, round after round, with the site's layer as it stands."""

    def __init__(self, desk: Desk, models: Models) -> None:
        """Load nothing yet."""
        self._desk, self._models = desk, models
        self._site: Site | None = None
        self._decided: tuple[int, int] = (-1, -1)

    def places(self) -> dict[str, Place]:
        """Give how far files were read."""
        with self._desk.reading() as connection:
            return followed.places(connection)

    def unfinished(self) -> Round | None:
        """Give what a round that was not told has judged; None where there is none."""
        with self._desk.reading() as connection:
            number = runs.unfinished(connection)
            numbers = () if number is None else tuple(threads.judged_in(connection, number))
        return Round(number, 0, numbers) if number is not None and numbers else None

    def judge(self, found: Sequence[Part]) -> Round:
        """Put parts on the desk, compare and judge what is new; raises `ModelError`. To be ended when it is told."""
        site = self._refreshed()
        with self._desk.writing() as connection:
            run = runs.begin(connection, self._desk.time())
        with indexes.opened(self._desk.path, self._desk.settings, cache=CACHE) as index:
            numbers = [number for part in found for number in self._put(part)]
            compare(self._desk, index, nobody)
            index.translate(self._models, nobody, WINDOW)
            judged = list(Judge(self._desk, index, self._models, site, run, MOST).all(nobody))
        with self._desk.reading() as connection:
            told = threads.of_run(connection, [*numbers, *judged], run)
        down = sum(comment.site_status in TAKEN_DOWN for part in found for comment in part.thread.comments)
        return Round(run, len(numbers), tuple(told), down)

    def ended(self, done: Round, places: Mapping[str, Place]) -> None:
        """Remember that a round was told, and how far files were read for it."""
        with self._desk.writing() as connection:
            followed.keep(connection, places)
            runs.end(connection, done.number, self._desk.time())

    def _put(self, part: Part) -> list[int]:
        thread = threads.whole(part.thread)
        spoken = steps.spoken(thread)
        with self._desk.writing() as connection:
            home = parts.home(connection, thread, part.stem)
            thread = parts.attached(connection, home, thread)
            if home is None:
                return threads.add(connection, thread, spoken)
            return parts.extend(connection, home, thread, spoken)

    def _refreshed(self) -> Site:
        """Give the site's layer, trained anew where somebody has decided anything since."""
        with self._desk.reading() as connection:
            decided = decisions.state(connection)
        if self._site is None or decided != self._decided:
            self._site, self._decided = learning.refreshed(self._desk, self._models), decided
        return self._site
