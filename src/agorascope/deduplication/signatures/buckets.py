"""Which leading texts share a key with a text: the only ones that are worth a comparison."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.deduplication.signatures.windows import Hashes

    Numbers = NDArray[np.int64]

VERIFIED = 32
"""Leaders compared with one text at most, those with the most keys in common first. No cluster has a greatest size."""
LOOKED_THROUGH = 2_000
"""Entries of buckets looked through for one text. Where a mould with thousands of fillings crowds some of its keys, the
others, which hold the filling, tell more."""


class Buckets:
    """Texts by their keys; only those that lead a cluster are found, so that a wave of copies stays one entry."""

    def __init__(self, keys: Hashes) -> None:
        """Take the keys of all texts there will be: (texts, bands). A key that stands alone costs nothing."""
        self._starts, self._buckets = _shared(keys)
        self._leaders: dict[int, list[int]] = {}

    def add(self, row: int) -> None:
        """Let the text of this row be found."""
        for bucket in self._of(row):
            self._leaders.setdefault(bucket, []).append(row)

    def leaders(self, row: int, least: int = 1) -> list[int]:
        """Give the rows of added texts that share `least` keys with this one, most shared first, then by row."""
        lists = [found for bucket in self._of(row) if (found := self._leaders.get(bucket))]
        return most_shared(lists, least)

    def _of(self, row: int) -> list[int]:
        found: list[int] = self._buckets[self._starts[row] : self._starts[row + 1]].tolist()
        return found


def most_shared(lists: Sequence[Sequence[int]], least: int = 1) -> list[int]:
    """Choose whom to compare from the leaders that each key leads to, the lists in the order of keys.

    Those that stand in `least` lists or more, by how many, then by number, the first `VERIFIED`. Where the lists hold
    more than `LOOKED_THROUGH` entries, the shortest are looked through, and one is enough.
    """
    if sum(map(len, lists)) > LOOKED_THROUGH:
        lists, least = _shortest(lists), 1
    met = Counter(chain.from_iterable(lists))
    kept = [row for row, times in met.items() if times >= least]
    kept.sort()
    kept.sort(key=met.__getitem__, reverse=True)  # of equals, the order stays
    return kept[:VERIFIED]


def _shortest(lists: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    taken: list[Sequence[int]] = []
    left = LOOKED_THROUGH
    for found in sorted(lists, key=len):
        taken.append(found[:left])
        left -= len(found)
        if left <= 0:
            break
    return taken


def _shared(keys: Hashes) -> tuple[Numbers, Numbers]:
    """Give, for the keys that several texts have, where each text's bucket numbers begin, and the numbers."""
    import numpy as np

    rows, buckets, count = [], [], 0
    for column in keys.T:
        order = np.argsort(column)
        ranked = column[order]
        new = np.concatenate([[True], ranked[1:] != ranked[:-1]]) if len(ranked) else np.empty(0, bool)
        group = np.cumsum(new) - 1
        met = np.bincount(group, minlength=1)[group] > 1
        rows.append(order[met].astype(np.int64))
        buckets.append(group[met] + count)
        count += len(ranked)
    every = np.concatenate([np.empty(0, np.int64), *rows])
    order = np.argsort(every, kind="stable")
    starts = np.searchsorted(every[order], np.arange(len(keys) + 1))
    return starts, np.concatenate([np.empty(0, np.int64), *buckets])[order]
