"""Bootstrap over rows: how far a figure moves when the gold is drawn anew from itself.

Percentile intervals (Efron 1979) and, for two methods on the same rows, the paired form of them
(Berg-Kirkpatrick et al. 2012). Rows that count alike are drawn as one kind with a multinomial, which is the
same distribution as drawing rows, takes no account of their order, and costs nothing per row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]
    Figure = NDArray[np.float64]

ROUNDS = 1000
SEED = 20261122
AT_ONCE = 2_000_000
OUTER = (2.5, 97.5)

Interval = tuple[float, float]
Kind = TypeVar("Kind", bound=Hashable)


class Sample(Generic[Kind]):
    """Rows reduced to kinds that count alike: `kinds` in order, `counts` how many rows are of each."""

    def __init__(self, rows: Sequence[Kind]) -> None:
        """Count the kinds; they must be sortable, so that the order of the rows is forgotten."""
        found: list[tuple[Any, int]] = sorted(Counter(rows).items())
        self.kinds: list[Kind] = [kind for kind, _ in found]
        self.counts: Counts = np.array([count for _, count in found], dtype=np.int64)

    def interval(self, figure: Callable[[Counts], Figure]) -> Interval:
        """Give the 95 % interval of a figure, computed from (draws, kinds) counts to (draws,) values.

        Draws in which the figure is not defined (NaN) are left out.
        """
        values = np.concatenate([figure(drawn) for drawn in self._drawn()])
        low, high = np.percentile(values[~np.isnan(values)], OUTER)
        return rounded(low), rounded(high)

    def value(self, figure: Callable[[Counts], Figure]) -> float:
        """Give the figure of the rows as they are."""
        return rounded(figure(self.counts[None, :])[0])

    def _drawn(self) -> Iterator[Counts]:
        random = np.random.default_rng(SEED)
        total = int(self.counts.sum())
        step = max(1, AT_ONCE // len(self.counts))
        for start in range(0, ROUNDS, step):
            yield random.multinomial(total, self.counts / total, size=min(step, ROUNDS - start))


def rounded(value: float) -> float:
    """Round a figure to the four places in which all of them are told."""
    return round(float(value), 4)
