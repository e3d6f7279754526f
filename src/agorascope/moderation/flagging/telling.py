"""What a run flagged, as it is told: one report a comment, the surest first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.deduplication.posts import moment, natural
from agorascope.moderation.store import queue
from agorascope.records import FlagReport
from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from agorascope.moderation.store.queue import Seen

EXCERPT: Final = 120
_AT_ONCE: Final = 500


class Told(Struct, frozen=True):
    """The numbers of flagged comments, the surest first, counted by kind and by the codes of their reasons.

    And how many others there are: judged in all, too old, decided before, undated, uncertain.
    """

    numbers: tuple[int, ...]
    kinds: Counter[str]
    reasons: Counter[str]
    comments: int
    before: int
    decided: int
    undated: int
    uncertain: int


def tell(connection: sqlite3.Connection, numbers: Sequence[int], since: float | None, threshold: float) -> Told:
    """Tell what is flagged among comments and not yet decided, the surest first; of equals in the order of threads.

    `since` (seconds since 1970) leaves older comments out; those without a time stay. What the site's own layer holds
    for no spam since it was flagged (a score under `threshold`) waits on the desk, and is counted here.
    """
    found = []
    left, kinds, reasons = Counter[str](), Counter[str](), Counter[str]()
    chosen = list(dict.fromkeys(numbers))
    for seen in _seen(connection, chosen):
        why = _left_out(seen, since, threshold)
        left[why or "told"] += 1
        left["undated"] += since is not None and not why and moment(seen.comment.published) is None
        if seen.flag and not why:
            kinds[seen.flag.kind] += 1
            reasons.update({reason.code for reason in seen.flag.reasons})
            found.append((-seen.flag.score, natural(seen.thread_name), natural(seen.comment.id), seen.number))
    ranked = tuple(number for *_, number in sorted(found, key=lambda one: one[:3]))
    told = (len(chosen), left["before"], left["decided"], left["undated"], left["uncertain"])
    return Told(ranked, kinds, reasons, *told)


def reports(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[FlagReport]:
    """Give the reports of flagged comments, in this order; however many they are, few are in memory."""
    for at in range(0, len(numbers), _AT_ONCE):
        yield from map(report, queue.seen(connection, numbers[at : at + _AT_ONCE]))


def _seen(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Seen]:
    for at in range(0, len(numbers), _AT_ONCE):
        yield from queue.seen(connection, _flagged(connection, numbers[at : at + _AT_ONCE]))


def _flagged(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    marks = ",".join("?" * len(numbers))
    query = f"SELECT comment FROM flag WHERE comment IN ({marks}) ORDER BY comment"  # noqa: S608 - marks only
    return [number for (number,) in connection.execute(query, numbers)]


def _left_out(seen: Seen, since: float | None, threshold: float) -> str:
    """Say why a flagged comment is not told; empty where it is."""
    at = moment(seen.comment.published)
    if since is not None and at is not None and at < since:
        return "before"
    if seen.verdict is not None:
        return "decided"
    return "uncertain" if seen.flag and seen.flag.kind == "spam" and seen.flag.score < threshold else ""


def report(seen: Seen) -> FlagReport:
    """Tell one flagged comment; raises `ValueError` for one without a flag."""
    if seen.flag is None:
        raise ValueError(seen.number)
    comment, flag = seen.comment, seen.flag
    return FlagReport(
        thread=seen.thread_name,
        title=seen.title,
        source=seen.source,
        id=comment.id,
        author=comment.author,
        published=comment.published,
        language=seen.language,
        kind=flag.kind,
        score=flag.score,
        layer=flag.layer,
        general=flag.general,
        reasons=flag.reasons,
        repeats=flag.repeats,
        excerpt=one_line(comment.text, EXCERPT),
        text=comment.text,
    )
