"""Decisions taken on a desk: each about one comment, the newest counts, and what was taken once is not taken again."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from agorascope.moderation.feedback.keeping import keep
from agorascope.moderation.feedback.matching import Matcher
from agorascope.moderation.store import decisions
from agorascope.readers.threads.notices import Notices
from agorascope.records import Notice

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.feedback.given import Given

Outcome = Literal["taken", "known", "older", "changed", "unknown", "repeated"]


class Taken(Struct, frozen=True, kw_only=True):
    """What became of decisions, by `Outcome`; `kept` comments are new to the desk, `standing` decisions stand now.

    `notices` tell of those that were not taken, the first hundred of each kind.
    """

    counts: Mapping[Outcome, int]
    kept: int
    standing: int
    notices: tuple[Notice, ...]


class _Chosen(NamedTuple):
    """A decision about a comment: when, as seconds since 1970, None where nobody says, and its place in the source."""

    given: Given
    moment: float | None
    place: int

    def rank(self, timeless: float) -> tuple[float, int]:
        """Give what decisions are put in order by; `timeless` stands for a time that nobody knows."""
        return (timeless if self.moment is None else self.moment, self.place)


class _Made(NamedTuple):
    """A decision of the desk."""

    verdict: str
    who: str
    moment: float
    undone: bool


def take(desk: Desk, found: Iterable[Given]) -> Taken:
    """Take decisions on a desk, all or, where that fails, none; the same ones again change nothing.

    They are decided in the order of their times, by whom and when they say, or now; in batches as they were made, each
    of which `undo` takes back. Where the desk has a newer decision, or this one tells no time and the desk has another
    person's, the desk's stands. Nothing is decided about words that have changed since.
    """
    given = list(found)
    with desk.writing() as connection:
        run = _Run(connection, desk.time())
        for place, one in enumerate(given):
            run.match(one, place)
        run.decide()
        [standing] = connection.execute("SELECT count(*) FROM comment WHERE verdict IS NOT NULL").fetchone()
    return Taken(counts=dict(run.counts), kept=run.kept, standing=standing, notices=run.notices.handed_over())


class _Run:
    def __init__(self, connection: sqlite3.Connection, at: str) -> None:
        self._connection, self._at = connection, at
        self._matcher = Matcher(connection)
        self._chosen: dict[int, _Chosen] = {}
        self.counts: Counter[Outcome] = Counter()
        self.kept = 0
        self.notices = Notices()

    def match(self, given: Given, place: int) -> None:
        """Find the comment of a decision, and keep the newest where there are several about one."""
        match = self._matcher.find(given, self._chosen)
        number = match.number
        if match.changed:
            self._pass("changed", given, "the words have changed since; the decision is not taken")
            return
        if number is None:
            number = keep(self._connection, given)
            self.kept += number is not None and number not in self._chosen
        if number is None:
            self._pass("unknown", given, "no such comment on the desk, and no words to keep of it")
            return
        new, old = _Chosen(given, seconds(given.at), place), self._chosen.get(number)
        self._chosen[number] = max((new, old) if old else (new,), key=lambda one: one.rank(-inf))
        if old:
            self.counts["repeated"] += 1

    def decide(self) -> None:
        """Decide, in batches, what the desk does not know better."""
        batches: dict[tuple[str, str, str], list[int]] = {}
        for number, chosen in sorted(self._chosen.items(), key=lambda item: item[1].rank(inf)):
            given = chosen.given
            made = _made(self._connection, number)
            outcome = self._outcome(chosen, made)
            if outcome == "older":
                said = f"{given.verdict}, but {made[0].who} decided {made[0].verdict} and that stands"
                timeless = "; this one has no time: name the column of times (--map at=COLUMN) if there is one"
                self._pass("older", given, said + (timeless if chosen.moment is None else ""))
                continue
            self.counts[outcome] += 1
            if outcome == "taken":
                batches.setdefault((given.at or self._at, given.who, given.verdict), []).append(number)
        for (at, who, verdict), numbers in batches.items():
            decisions.decide(self._connection, numbers, verdict, who, at)

    def _outcome(self, chosen: _Chosen, made: Sequence[_Made]) -> Outcome:
        """Compare a decision with all that were made on the desk about the same words, the one that stands first."""
        verdict, who = chosen.given.verdict, chosen.given.who
        same = [one for one in made if (one.verdict, one.who) == (verdict, who)]
        if any(chosen.moment in {None, one.moment} for one in same):
            return "known"
        stands = made[0] if made and not made[0].undone else None
        if stands is None:
            return "taken"
        newer = stands.who == who if chosen.moment is None else chosen.moment > stands.moment
        return "taken" if newer else "known" if stands.verdict == verdict else "older"

    def _pass(self, outcome: Outcome, given: Given, said: str) -> None:
        self.counts[outcome] += 1
        self.notices.add(outcome, said, given.where)


def _made(connection: sqlite3.Connection, number: int) -> list[_Made]:
    """Give all that was decided about the words of a comment: the newest first, what was undone last."""
    rows = connection.execute(
        "SELECT b.verdict, b.who, b.at, b.undone_at IS NOT NULL OR c.verdict IS NULL FROM decision d"
        " JOIN batch b ON b.number = d.batch JOIN comment c ON c.number = d.comment AND c.digest = d.digest"
        " WHERE d.comment = ? ORDER BY 4, d.number DESC",
        (number,),
    )
    return [_Made(verdict, by, seconds(at) or 0.0, bool(undone)) for verdict, by, at, undone in rows]


def seconds(at: str | None) -> float | None:
    """Give the seconds since 1970 of a time with its zone; None for none."""
    return None if at is None else datetime.fromisoformat(at).timestamp()
