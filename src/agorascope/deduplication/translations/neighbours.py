"""The nearest texts in every other language, by exact products of vectors.

All pairs are looked at. An approximate index (HNSW of usearch) was measured (`scripts/bench_duplicates_parts`): slower
up to some ten thousand vectors, a little faster at fifty thousand for a twelfth of the neighbours lost, and its result
depends on the order in which texts come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.projection import Meaning

_CELLS = 16_000_000  # products held at once: 64 MB


class Near(Struct, frozen=True):
    """A text's neighbours in one language, the nearest first: their rows, and how near they are (-1..1)."""

    rows: tuple[int, ...]
    cosines: tuple[float, ...]

    def apart_from(self, rows: frozenset[int], count: int) -> tuple[float, ...]:
        """Give how near the `count` nearest are that are none of `rows`."""
        others = (cosine for row, cosine in zip(self.rows, self.cosines, strict=True) if row not in rows)
        return tuple(cosine for cosine, _ in zip(others, range(count), strict=False))


def nearest(vectors: Meaning, languages: Sequence[str], count: int, unit: int) -> list[dict[str, Near]]:
    """Give, for each row of `vectors`, its `count` nearest rows in each language but its own.

    Vectors are whole numbers of length `unit`. Of equals the one of the smaller row comes first, so that the result
    does not depend on how the work is cut.
    """
    import numpy as np

    spoken = np.array(languages)
    names = sorted(set(languages))
    rows = {name: np.flatnonzero(spoken == name) for name in names}
    found: list[dict[str, Near]] = [{} for _ in languages]
    for name in names:
        for other in names:
            if other != name:
                for row, near in _between(vectors, rows[name], rows[other], count, unit):
                    found[row][other] = near
    return found


def _between(
    vectors: Meaning, ours: NDArray[np.int64], theirs: NDArray[np.int64], count: int, unit: int
) -> Iterator[tuple[int, Near]]:
    import numpy as np

    targets = vectors[theirs].astype(np.float32)
    step = max(1, _CELLS // len(theirs))
    for at in range(0, len(ours), step):
        part = ours[at : at + step]
        products = vectors[part].astype(np.float32) @ targets.T
        yield from zip(part.tolist(), _best(products, theirs, count, unit), strict=True)


def _best(products: NDArray[np.float32], theirs: NDArray[np.int64], count: int, unit: int) -> Iterator[Near]:
    import numpy as np

    kept = min(count, products.shape[1])
    least = np.partition(products, -kept, axis=1)[:, -kept]
    lines, columns = np.nonzero(products >= least[:, None])
    values = products[lines, columns]
    ranked = np.lexsort((columns, -values, lines))
    starts = np.searchsorted(lines, np.arange(len(products)))
    for start in starts.tolist():
        best = ranked[start : start + kept]
        yield Near(tuple(theirs[columns[best]].tolist()), tuple((values[best] / float(unit) ** 2).tolist()))


def pairs(near: Sequence[Mapping[str, Near]], width: int) -> list[tuple[int, int]]:
    """Give the pairs of rows (smaller first) in which one is among the `width` nearest of the other, in order."""
    met = {
        (min(row, other), max(row, other))
        for row, by_language in enumerate(near)
        for neighbours in by_language.values()
        for other in neighbours.rows[:width]
    }
    return sorted(met)
