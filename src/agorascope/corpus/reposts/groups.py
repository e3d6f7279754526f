"""Which texts share a key, and so hang together: only these are compared, each bundle of groups by itself.

A text depends on earlier leaders that share a key with it, and on nothing else: groups that no key connects can be
compared apart, on as many machines as there are, and nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from agorascope.duplicates import sketch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.corpus.engine import Engine
    from agorascope.corpus.folder import Folder
    from agorascope.corpus.work import Watch

    Numbers = NDArray[np.int64]

_AT_ONCE: Final = 8_000_000
"""Keys in one query: some hundred megabytes of memory."""
BUNDLE: Final = 20_000
"""Texts compared as one piece of work at least, where there are so many."""


def groups(engine: Engine, folder: Folder, places: Numbers, texts: int, watch: Watch) -> list[Numbers]:
    """Give bundles of text numbers, each in order, such that no two texts in different bundles share a key.

    `places` are those of all texts by number; `texts` is how many of them have keys. Who shares none is left out.
    """
    import numpy as np

    order = np.argsort(places)
    known = places[order]
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for one, other in _edges(engine, folder, texts, watch):
        firsts.append(order[np.searchsorted(known, one)])
        seconds.append(order[np.searchsorted(known, other)])
    return _bundles(np.concatenate(firsts), np.concatenate(seconds), len(places))


def _edges(engine: Engine, folder: Folder, texts: int, watch: Watch) -> Iterator[tuple[Numbers, Numbers]]:
    """Give pairs of places that share a key, enough of them to connect all that do."""
    from daft import col, lit

    step = max(1, min(sketch.BANDS, _AT_ONCE // max(1, texts)))
    keyed = engine.frame(folder.work / "keys")
    for band in range(0, sketch.BANDS, step):
        watch("shared signatures", band, sketch.BANDS)
        some = keyed.select("place", col("keys").slice(band, band + step).alias("key")).explode("key")
        shared = some.groupby("key").agg(col("place").count().alias("texts")).where(col("texts") > lit(1))
        yield _chained(some.join(shared.select("key"), on="key", how="semi").to_arrow())


def _chained(pairs: Any) -> tuple[Numbers, Numbers]:  # noqa: ANN401  a pyarrow table
    """Link each place to the next one that has the same key."""
    import numpy as np

    keys, places = pairs["key"].to_numpy(), pairs["place"].to_numpy()
    ranked = np.lexsort((places, keys))
    keys, places = keys[ranked], places[ranked]
    same = keys[1:] == keys[:-1]
    return places[:-1][same], places[1:][same]


def _bundles(firsts: Numbers, seconds: Numbers, count: int) -> list[Numbers]:
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not len(firsts):
        return []
    linked = coo_array((np.ones(len(firsts), np.bool_), (firsts, seconds)), shape=(count, count))
    _, labels = connected_components(linked, directed=False)
    met = np.unique(np.concatenate([firsts, seconds]))
    by_group = met[np.argsort(labels[met], kind="stable")]
    ends = np.flatnonzero(np.diff(labels[by_group])) + 1
    cuts, begun = [], 0
    for end in ends.tolist():
        if end - begun >= BUNDLE:
            cuts.append(end)
            begun = end
    return [np.sort(bundle) for bundle in np.split(by_group, cuts)]
