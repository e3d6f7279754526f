"""The key points of one discussion as sets of comment numbers: the gold's, ours, and those of trivial methods.

The trivial methods see what ours sees: the comments that may vote, with the sides that we give them. `singletons` makes
each of them a key point, `one_a_side` puts all of a side under one. `perfect` is what nobody reaches: the gold's own
points, less the comments to which we give no side or the other one; it shows what wrong sides alone cost.
"""

from __future__ import annotations

from collections.abc import Sequence

from agorascope.evaluation.discussion.pairs import Matched
from agorascope.evaluation.discussion.points import Point
from agorascope.records import SIDES
from agorascope.summary.voices import sided


def of_gold(matched: Matched) -> list[Point]:
    """Give the gold's points."""
    return [(point.stance, frozenset(point.comments)) for point in matched.gold.key_points or ()]


def of_ours(matched: Matched) -> list[Point]:
    """Give our points under the gold's numbers."""
    points, number = matched.found.summary.key_points, matched.number
    return [(point.stance, frozenset(number[c] for c in point.comments)) for point in points]


def sides(matched: Matched) -> dict[int, str]:
    """Give the side of each comment that may vote and takes one, as we label them."""
    return {matched.number[c.id]: c.stance.label or "" for c in sided(matched.found.comments)}


def singletons(side: dict[int, str]) -> list[Point]:
    """Make each comment that takes a side a point of its own."""
    return [(label, frozenset((number,))) for number, label in side.items()]


def one_a_side(side: dict[int, str]) -> list[Point]:
    """Put all comments of a side under one point."""
    groups = [(label, frozenset(n for n, own in side.items() if own == label)) for label in SIDES]
    return [(label, group) for label, group in groups if group]


def perfect(gold: Sequence[Point], side: dict[int, str]) -> list[Point]:
    """Keep of the gold's points the comments that are on the point's side by our labels."""
    kept: list[Point] = [(label, frozenset(n for n in sorted(g) if side.get(n) == label)) for label, g in gold]
    return [(label, group) for label, group in kept if group]
