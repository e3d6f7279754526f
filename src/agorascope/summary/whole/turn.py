"""Where the thread turned: the place at which the sides split otherwise than before, if there is one.

The place is the one whose fourfold table (side, before or after) has the largest chi-square: Miller and Siegmund 1982,
"Maximally Selected Chi Square Statistics". That table is tested with Fisher's exact test, two-sided, and p multiplied
by the number of places looked at: Bonferroni's bound (Dunn 1961, "Multiple Comparisons Among Means"). It holds although
the places depend on one another and chi-square chose among them, for the p of any place is at least the smallest p.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from agorascope.records import CommentReport, StanceCounts, Turn
from agorascope.summary.voices import person, sided
from agorascope.summary.whole.moments import moments

LEAST = 4  # comments with a side before the turn, and after it
LEVEL = 0.05


def turn(comments: Sequence[CommentReport]) -> Turn | None:
    """Find the comment from which on the shares of the sides are others than before; None where chance may explain it.

    What is counted are voices as they are raised: of each person the first comment for a side. Twenty comments of one
    person are not twenty witnesses, and the test takes every count for one. They stand in the order of time where all
    have a time, else in that of the page.
    """
    raised = list(_raised(_in_order(comments)))
    favor = list(accumulate((c.stance.label == "favor" for c in raised), initial=0))
    at = _best(favor)
    if at is None:
        return None
    before = StanceCounts(favor[at], at - favor[at])
    after = StanceCounts(favor[-1] - before.favor, len(raised) - favor[-1] - before.against)
    p = _fisher(before, after) * (len(raised) - 2 * LEAST + 1)
    return Turn(raised[at].id, before, after, float(f"{p:.3g}")) if p < LEVEL else None


def _in_order(comments: Sequence[CommentReport]) -> list[CommentReport]:
    found = sided(comments)
    times = [moment.at for moment in moments(found) if moment]
    if len(times) < len(found):
        return found
    return [c for _, c in sorted(zip(times, found, strict=True), key=lambda pair: pair[0])]


def _raised(ordered: Sequence[CommentReport]) -> Iterator[CommentReport]:
    """Keep of each person the first comment for a side."""
    known: set[tuple[str, str | None]] = set()
    for comment in ordered:
        voice = (person(comment), comment.stance.label)
        if voice not in known:
            known.add(voice)
            yield comment


def _best(favor: Sequence[int]) -> int | None:
    """Find the first place with the largest chi-square; `favor` counts those for the thesis before every place.

    With n comments, F of them for, and f among the first k, chi-square is (fn - kF)² / k(n - k) times what is the same
    everywhere. Whole numbers are compared crosswise, so that no rounding decides between two places.
    """
    count = len(favor) - 1
    best, over, under = None, 0, 1
    for at in range(LEAST, count - LEAST + 1):
        gap, width = (favor[at] * count - at * favor[-1]) ** 2, at * (count - at)
        if gap * under > over * width:
            best, over, under = at, gap, width
    return best


def _fisher(before: StanceCounts, after: StanceCounts) -> float:
    from scipy.stats import fisher_exact

    return float(fisher_exact([[before.favor, before.against], [after.favor, after.against]]).pvalue)
