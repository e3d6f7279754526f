"""How well groups of comments meet an annotator's: measures on sets of numbers alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Group = frozenset[int]
Groups = Sequence[Group]
Grid = Sequence[Sequence[float]]


def jaccard(a: Group, b: Group) -> float:
    """Measure how much two groups have in common, 0..1 (Jaccard 1912)."""
    return len(a & b) / len(a | b) if a | b else 0.0


class Pairs(Struct, frozen=True):
    """How many pairs of items some group of ours holds together, some of the gold's, both.

    `annotated` are those of ours of which the gold puts each item into some group.
    """

    ours: int
    gold: int
    both: int
    annotated: int


def pairs(ours: Groups, gold: Groups) -> Pairs:
    """Count pairs; a pair in several groups is one."""
    known: Group = frozenset().union(*gold)
    items = sorted(known.union(*ours))
    a, b = _together(ours, items), _together(gold, items)
    inside = _together([known & group for group in ours], items)
    return Pairs(a.nnz, b.nnz, a.multiply(b).nnz, inside.nnz)


def _together(groups: Groups, items: Sequence[int]) -> csr_array:
    """Give the (items, items) matrix with a value above the diagonal where a group holds both; sparse."""
    import numpy as np
    from scipy.sparse import coo_array, triu

    place = {item: i for i, item in enumerate(items)}
    ends = [(place[item], i) for i, group in enumerate(groups) for item in sorted(group)]
    rows, columns = np.array(ends, dtype=np.int32).reshape(-1, 2).T
    held = coo_array((np.ones(len(ends), np.int32), (rows, columns)), shape=(len(items), len(groups) + 1)).tocsr()
    return triu(held @ held.T, k=1).tocsr()


def bcubed(ours: Groups, gold: Groups) -> tuple[float, int, float, int]:
    """Measure extended BCubed over the items of the gold (Amigó et al. 2009; groups may overlap).

    Gives the sum of the precision of the items that stand in a group of ours and their number, the sum of the recall of
    all items and their number. An item in no group of ours has no precision and a recall of 0.
    """
    items: Group = frozenset().union(*gold)
    precisions = [p for item in sorted(items) if (p := _item(item, ours, gold, items)) is not None]
    recalls = [r for item in sorted(items) if (r := _item(item, gold, ours, items)) is not None]
    return sum(precisions), len(precisions), sum(recalls), len(recalls)


def _item(item: int, groups: Groups, others: Groups, items: Group) -> float | None:
    """Give the mean multiplicity of the item with all of `items` that share one of `groups` with it."""
    own, theirs = ([g for g in side if item in g] for side in (groups, others))
    near = sorted(items.intersection(frozenset().union(*own)))
    shared = [(sum(other in g for g in own), sum(other in g for g in theirs)) for other in near]
    return sum(min(a, b) / a for a, b in shared) / len(shared) if shared else None


def most_pairs(grid: Grid, least: float) -> int:
    """Count how many rows can have a column of their own whose weight is at least `least`."""
    return round(heaviest([[1.0 if weight >= least else 0.0 for weight in row] for row in grid]))


def heaviest(grid: Grid) -> float:
    """Give the largest sum of weights when every row has at most one column and every column one row (Kuhn 1955)."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    if not grid or not grid[0]:
        return 0.0
    weights = np.array(grid)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return float(weights[rows, columns].sum())
