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
    from collections.abc import Sequence

    from agorascope.moderation.store.queue import Seen

EXCERPT: Final = 120
_AT_ONCE: Final = 500


class Told(Struct, frozen=True):
    """The flagged comments of a run, and how many others there are: judged in all, too old, decided before, undated."""

    flagged: tuple[FlagReport, ...]
    comments: int
    before: int
    decided: int
    undated: int
    uncertain: int

    @property
    def kinds(self) -> Counter[str]:
        """Count the flagged comments by kind."""
        return Counter(one.kind for one in self.flagged)

    @property
    def reasons(self) -> Counter[str]:
        """Count the comments that have a reason of each code."""
        return Counter(code for one in self.flagged for code in sorted({reason.code for reason in one.reasons}))


def tell(connection: sqlite3.Connection, numbers: Sequence[int], since: float | None, threshold: float) -> Told:
    """Tell what is flagged among comments and not yet decided, the surest first; of equals in the order of threads.

    `since` (seconds since 1970) leaves older comments out; those without a time stay. What the site's own layer holds
    for no spam since it was flagged (a score under `threshold`) waits on the desk, and is counted here.
    """
    found: list[FlagReport] = []
    left = Counter[str]()
    chosen = list(dict.fromkeys(numbers))
    for at in range(0, len(chosen), _AT_ONCE):
        for seen in queue.seen(connection, _flagged(connection, chosen[at : at + _AT_ONCE])):
            why = _left_out(seen, since, threshold)
            left[why or "told"] += 1
            left["undated"] += since is not None and not why and moment(seen.comment.published) is None
            if not why:
                found.append(report(seen))
    ranked = sorted(found, key=lambda one: (-one.score, natural(one.thread), natural(one.id)))
    return Told(tuple(ranked), len(chosen), left["before"], left["decided"], left["undated"], left["uncertain"])


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
