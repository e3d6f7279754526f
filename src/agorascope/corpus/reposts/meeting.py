"""Pairs of texts that may be compared, gathered from the keys they share, many at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from agorascope.deduplication.comparing.leaders import BRIEF
from agorascope.deduplication.signatures.buckets import LOOKED_THROUGH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Keys = NDArray[np.uint64]

_LARGE: Final = 32
"""Texts under one key from which on all of them are taken to hang together: their pairs would be too many."""


class Meeting:
    """Texts under keys; from them the edges that connect all that may be compared."""

    def __init__(self, weights: Numbers) -> None:
        """Take the weights of all texts, by number."""
        import numpy as np

        self._brief = weights < BRIEF
        self._met = np.zeros(len(weights), np.int64)
        self._under: list[tuple[Keys, Numbers]] = []

    def add(self, keys: Keys, numbers: Numbers) -> None:
        """Take the texts under some keys; each key comes once."""
        import numpy as np

        ranked = np.lexsort((numbers, keys))
        keys, numbers = keys[ranked], numbers[ranked]
        self._under.append((keys, numbers))
        np.add.at(self._met, numbers, _sizes(keys))

    def edges(self) -> tuple[Numbers, Numbers]:
        """Give pairs of numbers: enough of them to connect whoever may be compared, and few others."""
        import numpy as np

        crowded = self._met > LOOKED_THROUGH
        chains, pairs = [_none()], [_none()]
        for keys, numbers in self._under:
            first = np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, bool)
            group = np.cumsum(first) - 1
            any_one = np.zeros(int(group[-1]) + 1 if len(group) else 0, bool)
            np.logical_or.at(any_one, group, self._brief[numbers] | crowded[numbers])
            chained = any_one[group] | (_sizes(keys) > _LARGE)
            chains.append(self._coded(*_chain(keys[chained], numbers[chained])))
            pairs += [self._coded(one, other) for one, other in _pairs(keys[~chained], numbers[~chained])]
        told, times = np.unique(np.concatenate(pairs), return_counts=True)
        both = np.concatenate([*chains, told[times > 1]])
        return np.divmod(both, len(self._met))

    def _coded(self, one: Numbers, other: Numbers) -> Numbers:
        return one * len(self._met) + other


def _none() -> Numbers:
    import numpy as np

    return np.empty(0, np.int64)


def _sizes(keys: Keys) -> Numbers:
    """Give, for each of sorted keys, how often it stands there."""
    import numpy as np

    _, which, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    found: Numbers = sizes[which]
    return found


def _chain(keys: Keys, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Link each text to the next one under its key."""
    same = keys[1:] == keys[:-1]
    return numbers[:-1][same], numbers[1:][same]


def _pairs(keys: Keys, numbers: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Give all pairs under each key, the smaller number first."""
    for step in range(1, _LARGE):
        if len(keys) <= step:
            return
        same = keys[step:] == keys[:-step]
        if not same.any():
            return
        yield numbers[:-step][same], numbers[step:][same]
