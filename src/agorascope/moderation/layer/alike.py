"""Decisions about nearly the same words stand together: copies are no new evidence, and may not test one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.moderation.layer.mode import Labels
    from agorascope.moderation.layer.seen import Features

    Numbers = NDArray[np.int64]

ALIKE: Final = 0.97
"""Cosine of sentence vectors, without contact details, from which two comments count as the same words."""
FOLDS: Final = 5
_AT_ONCE: Final = 512


def groups(keys: Sequence[str], seen: Sequence[Features]) -> Numbers:
    """Give each decision the number of its group: equal keys and near-equal vectors, directly or through others."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    first: dict[str, int] = {}
    ends = [(n, first.setdefault(key, n)) for n, key in enumerate(keys)]
    worded = np.array([n for n, one in enumerate(seen) if one.vector], dtype=np.int64)
    if len(worded):
        raw = np.stack([np.frombuffer(seen[n].vector, np.float16) for n in worded]).astype(np.float64)
        unit = raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9)
        for start in range(0, len(worded), _AT_ONCE):
            left, right = np.nonzero(unit[start : start + _AT_ONCE] @ unit.T >= ALIKE)
            ends += zip(worded[left + start].tolist(), worded[right].tolist(), strict=True)
    a, b = np.array(ends or [(0, 0)], dtype=np.int64).T
    size = max(1, len(keys))
    _, found = connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(size, size)), directed=False)
    numbers: Numbers = found[: len(keys)].astype(np.int64)
    return numbers


def folds(group: Numbers, labels: Labels) -> Numbers:
    """Give each decision a fold: groups stay whole, the largest go first, each to where fewest of its labels are."""
    import numpy as np

    sizes = np.stack([np.bincount(group, ~labels), np.bincount(group, labels)], axis=1)
    held, of_group = np.zeros((FOLDS, 2)), np.zeros(len(sizes), dtype=np.int64)
    for number in np.argsort(-sizes.sum(axis=1), kind="stable"):
        fold = min(range(FOLDS), key=lambda f: (held[f] @ sizes[number], held[f].sum(), f))
        held[fold] += sizes[number]
        of_group[number] = fold
    numbers: Numbers = of_group[group]
    return numbers
