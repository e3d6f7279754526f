"""Judges what waits on the desk, a portion at a time.

Models work outside of transactions: whoever decides on the desk meanwhile does not wait for them. While they read one
portion, what is known of the next is looked up; what is looked up changes by no verdict of the same run.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.moderation import seeing
from agorascope.moderation.flagging import reposting
from agorascope.moderation.flagging.judging import Evidence, Known, judged
from agorascope.moderation.flagging.reposting import Found, Reposts, is_short
from agorascope.moderation.store import decisions, flags, learned, pages, threads

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from agorascope.deduplication.index import Index
    from agorascope.deduplication.watching import Watch
    from agorascope.inference import Models
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.learning import Site
    from agorascope.moderation.store.pages import Page
    from agorascope.moderation.store.threads import Stored
    from agorascope.records import Flag, Spam

AT_ONCE: Final = 500
"""Comments that are added or judged at once."""
_PAGES: Final = 64
"""Threads whose comments are judged at once: enough to keep all cores reading, few articles in memory."""
_AHEAD: Final = 2
"""Portions that models are given before the first is written: what a killed run judges again at most."""
_About = list[tuple[Found, Known | None]]


class _Portion(Struct, frozen=True):
    """Comments with their pages by thread, and what is known of each."""

    waiting: list[Stored]
    under: dict[int, Page]
    about: _About


class Judge:
    """Judges with the models of one run, and the site's layer as it stood when the run began."""

    def __init__(
        self, desk: Desk, index: Index, models: Models, site: Site, run: int, most: int = reposting.MOST
    ) -> None:
        """Take what is asked; nothing is read before `all`. At `most` so many of a cluster are looked through."""
        self._desk, self._models, self._site, self._run = desk, models, site, run
        self._reposts = Reposts(index, desk.settings, run, most)

    def all(self, watch: Watch) -> Iterator[int]:
        """Judge everything that waits, and give its numbers; raises `ModelError`.

        What is judged is written portion by portion, as far as it is asked for.
        """
        with self._desk.reading() as connection:
            total = threads.count_pending(connection)
        done = 0
        for portion, verdicts in self._judged(total):
            self._write(portion, verdicts)
            done += len(portion.waiting)
            watch("judging", done, total)
            yield from (stored.number for stored in portion.waiting)
            if done >= total:
                return

    def _judged(self, total: int) -> Iterator[tuple[_Portion, Sequence[Spam]]]:
        """Give portions with the verdicts on them, `_AHEAD` of them on their way where there are several."""
        if total <= AT_ONCE and (portion := self._next(0)) and len(portion.waiting) == total:
            yield portion, self._verdicts(portion)
            return
        with ThreadPoolExecutor(_AHEAD) as pool:
            coming: deque[tuple[_Portion, Future[Sequence[Spam]]]] = deque()
            last = 0
            while True:
                while len(coming) < _AHEAD and (portion := self._next(last)):
                    coming.append((portion, pool.submit(self._verdicts, portion)))
                    last = portion.waiting[-1].number
                if not coming:
                    return
                portion, verdicts = coming.popleft()
                yield portion, verdicts.result()

    def _next(self, last: int) -> _Portion | None:
        """Look up what is known of the next comments after a number; None where there are none."""
        with self._desk.reading() as connection:
            waiting = threads.pending(connection, AT_ONCE, _PAGES, last)
            if not waiting:
                return None
            under = pages.read(connection, [stored.thread for stored in waiting])
            return _Portion(waiting, under, self._about(connection, waiting, under))

    def _about(self, connection: sqlite3.Connection, waiting: Sequence[Stored], under: Mapping[int, Page]) -> _About:
        """Look up what comments repeat, and what was decided about such words."""
        found = []
        for stored in waiting:
            again = self._reposts.of(connection, stored, under[stored.thread].label)
            found.append((again, _known(connection, stored, again)))
        return found

    def _verdicts(self, portion: _Portion) -> Sequence[Spam]:
        campaigns = [found.campaign for found, _ in portion.about]
        return seeing.judged(portion.waiting, portion.under, campaigns, self._models, self._desk.settings)

    def _write(self, portion: _Portion, verdicts: Sequence[Spam]) -> None:
        waiting, about = portion.waiting, portion.about
        scores = self._site.scores(waiting, verdicts)
        told: list[Flag | None] = []
        for stored, (found, known), spam, score in zip(waiting, about, verdicts, scores, strict=True):
            evidence = Evidence(comment=stored.comment, spam=spam, site=score, found=found, known=known)
            told.append(judged(evidence, self._desk.settings.spam_threshold))
        kept = self._site.kept(waiting, told)
        with self._desk.writing() as connection:
            fresh = {stored.number: stored for stored in threads.read(connection, [s.number for s in waiting])}
            for stored, (found, _), flag in zip(waiting, about, told, strict=True):
                if fresh[stored.number].comment == stored.comment:  # another run may have read other words meanwhile
                    flags.write(connection, fresh[stored.number], flag, found.leads, self._run)
            learned.keep(connection, kept)


def _known(connection: sqlite3.Connection, stored: Stored, found: Found) -> Known | None:
    """Ask what was decided about the same words, or about those that they repeat nearly word for word.

    What many say ('Thank you!') is judged anew each time.
    """
    if is_short(stored.comment.text):
        return None
    same = decisions.verdict_on(connection, threads.digest(stored.comment.text), ("approve", "spam"))
    if same:
        return Known(*same)
    if found.leads is None or found.repeats is None or found.repeats.kind == "translation":
        return None
    repeated = threads.read(connection, [found.leads])
    told = [decisions.verdict_on(connection, threads.digest(one.comment.text), ("spam",)) for one in repeated]
    return Known(*told[0]) if told and told[0] else None
