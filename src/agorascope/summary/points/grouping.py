"""Arguments of one side that make the same point, put together.

Each argument is read beside those nearest to it (sentence vectors that say the same in every language, as a filter;
a network that reads both, as the judge), and led by the clearest: the clearest argument that no other leads opens a
group, and those that make its point follow the leader they are likest to (leader clustering, Hartigan 1975). So
nothing is chained, a group is never about another point than the sentence that names it, and what is read grows with
the number of arguments, not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

NEAREST = 3  # arguments that each is read beside: six found no other groups on the annotated pages
AT_ONCE = 1_000  # arguments whose nearest are looked for in one product

Pair = tuple[int, int]


def candidates(rows: Rows, nearest: int = NEAREST) -> list[Pair]:
    """Give the pairs of places (smaller first, in order) that are worth reading: each with its `nearest` others.

    `rows` are unit vectors, in an order that is the arguments' own; of equally near ones the earlier is taken.
    """
    import numpy as np

    found: set[Pair] = set()
    for begin in range(0, len(rows), AT_ONCE):
        near = np.round(rows[begin : begin + AT_ONCE] @ rows.T, 5)
        near[np.arange(len(near)), np.arange(begin, begin + len(near))] = -2.0
        order = np.argsort(-near, axis=1, kind="stable")[:, : min(nearest, len(rows) - 1)]
        found.update(_ordered(begin + n, other) for n, some in enumerate(order.tolist()) for other in some)
    return sorted(found)


def worth_reading(
    rows: Rows, branches: Sequence[Sequence[int]], agreeing: Sequence[tuple[Sequence[int], Sequence[int]]]
) -> list[Pair]:
    """Give the pairs that are worth reading: each with the nearest of the side, and with the nearest of its branch.

    Of two comments that agree, also the nearest arguments of one and the other.
    """
    found = set(candidates(rows))
    for places in branches:
        found.update(_ordered(places[a], places[b]) for a, b in candidates(rows[list(places)]))
    for ones, others in agreeing:
        across = sorted((-round(float(rows[a] @ rows[b]), 5), a, b) for a in ones for b in others)
        found.update(_ordered(a, b) for _, a, b in across[:NEAREST])
    return sorted(found)


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def groups(order: Sequence[int], scores: dict[Pair, float], least: float) -> list[list[int]]:
    """Group places, leaders first; `order` has the clearest first, `scores` are probabilities of the pairs read.

    A place follows the leader of which it is likeliest (at least `least`) that both make one point.
    """
    beside = _beside(scores, least)
    led_by: dict[int, int] = {}
    for place in order:
        if place not in led_by:
            led_by[place] = place
            led_by.update((other, place) for other in beside.get(place, {}) if other not in led_by)
    leaders = {place for place, leader in led_by.items() if place == leader}
    found: dict[int, list[int]] = {place: [place] for place in order if place in leaders}
    for place in order:
        if place not in leaders:
            mine = {leader: p for leader, p in beside[place].items() if leader in leaders}
            found[min(mine, key=lambda leader: (-mine[leader], leader))].append(place)
    return list(found.values())


def _beside(scores: dict[Pair, float], least: float) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = {}
    for one, other, p in _sure(scores, least):
        found.setdefault(one, {})[other] = p
        found.setdefault(other, {})[one] = p
    return found


def _sure(scores: dict[Pair, float], least: float) -> Iterator[tuple[int, int, float]]:
    return ((one, other, p) for (one, other), p in scores.items() if p >= least)
