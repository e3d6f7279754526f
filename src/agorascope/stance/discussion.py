"""The stances of one discussion settled together: what each comment says, whom it answers, who writes.

A tree-structured Markov random field: each comment has a side; its own words give the odds; an edge to the
parent says how likely that side is, given the parent's side and whether the reply agrees. Marginals come
from belief propagation (Pearl, 1982), exact on a tree, in two passes over the comments without recursion.
Joint labelling of replies in debates follows Walker et al. (2012) and Sridhar et al. (2015).

The edge's table was counted on our own discussions (`scripts/tasks/edges.py`): who agrees with a comment shares its
side, who disagrees rarely does, and a neutral reply rarely takes a side at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import LABELS, Label
from agorascope.records.replies import forest, visits

if TYPE_CHECKING:
    from collections.abc import Sequence

Odds = tuple[float, float, float]

EDGES: dict[str, tuple[Odds, Odds, Odds]] = {
    "agree": ((2.363, 0.231, 0.1), (0.231, 2.363, 0.1), (0.419, 0.419, 2.758)),
    "disagree": ((0.021, 2.601, 0.059), (2.601, 0.021, 0.059), (0.8, 0.8, 1.605)),
    "neutral": ((0.005, 0.169, 3.763), (0.169, 0.005, 3.763), (0.177, 0.177, 3.491)),
}
AUTHOR: Odds = (0.85, 0.02, 0.13)


def settle(
    stances: Sequence[Label],
    replies: Sequence[Label | None],
    parents: Sequence[int | None],
    by_author: Sequence[bool],
) -> list[Label]:
    """Give each comment's stance with the whole discussion in view: labels in the same order, marginals as scores.

    `stances` are the comments' own, `replies` their stances to their parents, `parents` indexes into the
    same sequences (`None` at top level; an index out of range or in a circle counts as `None`),
    `by_author` tells whether the article's author speaks. All four have the same length.
    """
    above = forest(parents)
    order = [n for n, begins in visits(above) if begins]
    own = [_own(label, author) for label, author in zip(stances, by_author, strict=True)]
    edges = [_edge(reply) if up is not None else None for reply, up in zip(replies, above, strict=True)]
    inward: list[Odds] = list(own)
    upward: list[Odds] = [(1.0, 1.0, 1.0)] * len(own)
    for n in reversed(order):
        up, edge = above[n], edges[n]
        if up is not None and edge is not None:
            upward[n] = _scaled([sum(inward[n][c] * edge[p][c] for c in range(3)) for p in range(3)])
            inward[up] = _scaled([a * b for a, b in zip(inward[up], upward[n], strict=True)])
    belief: list[Odds] = list(inward)
    for n in order:
        up, edge = above[n], edges[n]
        if up is not None and edge is not None:
            rest = [a / max(b, 1e-12) for a, b in zip(belief[up], upward[n], strict=True)]
            down = [sum(rest[p] * edge[p][c] for p in range(3)) for c in range(3)]
            belief[n] = _scaled([a * b for a, b in zip(inward[n], down, strict=True)])
    return [Label.likeliest(dict(zip(LABELS["stance"], odds, strict=True))) for odds in belief]


def _own(label: Label, author: bool) -> Odds:  # noqa: FBT001  one of the four plain inputs
    odds = [max(label.scores.get(side, 0.0), 1e-6) for side in LABELS["stance"]]
    return _scaled([a * b for a, b in zip(odds, AUTHOR, strict=True)] if author else odds)


def _edge(reply: Label | None) -> tuple[Odds, Odds, Odds] | None:
    """Mix the tables of the reply labels by their probabilities."""
    if reply is None:
        return None
    first, second, third = (_mixed(reply, parent) for parent in range(3))
    return first, second, third


def _mixed(reply: Label, parent: int) -> Odds:
    shares = [(share, EDGES[kind][parent]) for kind, share in reply.scores.items() if kind in EDGES]
    first, second, third = (sum(share * row[child] for share, row in shares) for child in range(3))
    return first, second, third


def _scaled(odds: Sequence[float]) -> Odds:
    total = sum(odds)
    if total <= 0:
        return (1 / 3, 1 / 3, 1 / 3)
    first, second, third = (value / total for value in odds)
    return first, second, third
