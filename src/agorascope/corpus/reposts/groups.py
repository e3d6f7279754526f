"""Which texts hang together: only these are compared, each bundle of groups by itself.

A text depends on the earlier leaders that it is compared with, and on nothing else (`comparing.leaders`): groups
that no comparison connects can be compared apart, on as many machines as there are, and nothing changes. Who is
compared is decided by the keys that two texts share. One is enough for short texts, and for texts that share theirs
with so many others that only some are looked through (`signatures.buckets`); others have to share two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from agorascope.corpus.reposts.meeting import Meeting
from agorascope.deduplication.signatures import sketch

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from agorascope.corpus.engine import Engine
    from agorascope.corpus.folder import Folder
    from agorascope.corpus.work import Watch

    Numbers = NDArray[np.int64]

_AT_ONCE: Final = 8_000_000
"""Keys in one query: some hundred megabytes of memory."""
BUNDLE: Final = 20_000
"""Texts compared as one piece of work at least, where there are so many."""


def groups(engine: Engine, folder: Folder, texts: pa.Table, long: int, watch: Watch) -> list[Numbers]:
    """Give bundles of text numbers, each in order, such that no two texts in different bundles are compared.

    `long` is how many of the texts have keys. Texts that are compared with none are left out.
    """
    import numpy as np

    places = texts["place"].to_numpy()
    order = np.argsort(places)
    meeting = Meeting(texts["weight"].to_numpy())
    for table in _shared(engine, folder, long, watch):
        numbers = order[np.searchsorted(places, table["place"].to_numpy(), sorter=order)]
        meeting.add(table["key"].to_numpy(), numbers)
    return _bundles(*meeting.edges(), len(places))


def _shared(engine: Engine, folder: Folder, long: int, watch: Watch) -> Iterator[pa.Table]:
    """Give the places of texts under each key that several have: columns key, place."""
    from daft import col, lit

    step = max(1, min(sketch.BANDS, _AT_ONCE // max(1, long)))
    keyed = engine.frame(folder.work / "keys")
    for band in range(0, sketch.BANDS, step):
        watch("shared signatures", band, sketch.BANDS)
        some = keyed.select("place", col("keys").slice(band, band + step).alias("key")).explode("key")
        shared = some.groupby("key").agg(col("place").count().alias("texts")).where(col("texts") > lit(1))
        yield some.join(shared.select("key"), on="key", how="semi").to_arrow()


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
