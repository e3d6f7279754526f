"""Who is counted for which side, against the gold: shares of voices and of comments, and voices that are none."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, Struct

from agorascope.evaluation.discussion.annotated import as_annotated
from agorascope.evaluation.discussion.pairs import Matched
from agorascope.evaluation.discussion.rates import Rate, share
from agorascope.evaluation.discussion.structure import clusters
from agorascope.records import StanceCounts
from agorascope.reports.plain import shares
from agorascope.summary.voices import counted, stance_of_comments, stance_of_voices

NEAR = 0.15


class Shift(Struct, frozen=True):
    """How far the largest of the shares for, against and without a side is from the gold's in one discussion, 0..1.

    `voices`: people under the names that the page shows; `people`: the gold's counted under the names it knows.
    """

    id: str
    voices: float
    people: float
    comments: float


class Deviation(Struct, frozen=True, kw_only=True):
    """`Shift` over discussions: the mean, the worst and where it is, how many are within 15 points."""

    discussions: int
    """How many were compared."""
    mean: Rate
    """The mean deviation."""
    worst: float | None
    """The worst; null where there is none."""
    worst_id: str | None
    """The discussion where it is."""
    within: int
    """How many are within 0.15."""


class StanceShares(Struct, frozen=True):
    """The deviation of shares counted in voices, in people and in comments, as in `Shift`."""

    voices: Deviation
    """Counted in voices, under the names that pages show."""
    people: Deviation
    """Counted in people, under the names that the gold knows."""
    comments: Deviation
    """Counted in comments."""


class Votes(Struct, frozen=True, kw_only=True):
    """Comments that the gold says are no voices, and how many of them count all the same.

    `spam`: comments that are spam, `spam_counted` those that count as voices. `duplicates`: re-posts, in clusters that
    are no spam; `duplicates_counted`: how many members of such clusters count beyond one. `silenced`: texts of the gold
    that should count and do not, in any of their posts. `in_key_points`: spam, and further posts of a text, under
    key points of ours; `flagged_in_key_points`: comments that we ourselves flag and yet put there.
    """

    spam: int = 0
    """Comments that are spam."""
    spam_counted: int = 0
    """Those of them that count as voices."""
    duplicates: int = 0
    """Re-posts in clusters that are no spam."""
    duplicates_counted: int = 0
    """How many members of such clusters count beyond one."""
    silenced: int = 0
    """Texts that should count and do not, in any of their posts."""
    in_key_points: int = 0
    """Spam and further posts of a text under key points of ours."""
    flagged_in_key_points: int = 0
    """Comments that we flag ourselves and yet put under key points."""


def shift(matched: Matched) -> Shift | None:
    """Compare the shares that the summary tells with those of the gold; None where no stance is annotated."""
    if all(c.stance is UNSET for c in matched.gold.comments):
        return None
    gold, told = as_annotated(matched), matched.found.summary
    return Shift(
        matched.gold.id,
        distance(stance_of_voices(gold), told.stance),
        distance(stance_of_voices(as_annotated(matched, named=True)), told.stance),
        distance(stance_of_comments(gold), told.stance_raw),
    )


def distance(a: StanceCounts, b: StanceCounts) -> float:
    """Measure how far the largest share of one is from that of the other, 0..1; nobody has shares of 0."""
    return round(max(abs(x - y) for (*_, x), (*_, y) in zip(shares(a), shares(b), strict=True)), 4)


def stance_shares(shifts: Sequence[Shift]) -> StanceShares:
    """Put the shifts of discussions together."""
    return StanceShares(
        _deviation([(s.voices, s.id) for s in shifts]),
        _deviation([(s.people, s.id) for s in shifts]),
        _deviation([(s.comments, s.id) for s in shifts]),
    )


def _deviation(found: Sequence[tuple[float, str]]) -> Deviation:
    worst = max(found, default=(None, None))
    return Deviation(
        discussions=len(found),
        mean=share([{"off": off, "all": 1} for off, _ in found], "off", "all"),
        worst=worst[0],
        worst_id=worst[1],
        within=sum(off <= NEAR for off, _ in found),
    )


def votes(matched: Matched) -> Votes:
    """Count who counts and should not, and who should and does not."""
    first = clusters(matched)
    spam = {c.n for c in matched.gold.comments if c.spam is True}
    counting = [n for c in counted(matched.found.comments) if (n := matched.number[c.id]) in first]
    texts = [first[n] for n in counting if n not in spam]
    repeats = [c.n for c in matched.gold.comments if first[c.n] != c.n and c.n not in spam]
    flagged = {matched.number[c.id] for c in matched.found.comments if c.spam.is_spam or c.duplicate}
    points = [[matched.number[c] for c in point.comments] for point in matched.found.summary.key_points]
    return Votes(
        spam=len(spam),
        spam_counted=sum(n in spam for n in counting),
        duplicates=len(repeats),
        duplicates_counted=len(texts) - len(set(texts)),
        silenced=len({first[n] for n in sorted(first) if n not in spam}.difference(texts)),
        in_key_points=sum(_unheard(point, first, spam) for point in points),
        flagged_in_key_points=sum(n in flagged for point in points for n in point),
    )


def _unheard(point: Sequence[int], first: dict[int, int], spam: set[int]) -> int:
    """Count the spam under a key point, and posts of a text that stands there already."""
    texts = [first.get(n, n) for n in point if n not in spam]
    return len(point) - len(set(texts))
