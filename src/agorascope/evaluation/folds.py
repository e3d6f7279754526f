"""Folds for cross-validation on gold: rows that speak about the same thing stay together, in any order of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

COLUMNS = ("group", "thesis_id", "target", "thesis", "parent", "topic", "key_point")
FOLDS = 5


class Folds(Struct, frozen=True):
    """The number of the fold of each row, how many folds and groups there are, the columns that made them.

    `refused` are columns that did not: they put most rows into one group.
    """

    of_row: tuple[int, ...]
    count: int
    groups: int
    columns: tuple[str, ...]
    refused: tuple[str, ...] = ()


def folds(rows: Sequence[Mapping[str, Any]]) -> Folds:
    """Put rows that share a value of one of `COLUMNS`, directly or through others, into one of at most five folds.

    A row without such a column stands with the rows of the same text. Where one group holds more than half of
    the rows (a gold set about one thesis, say), nothing could be learned outside it: every text is then a group
    of its own, and the columns are `refused`. Fewer than two groups give `count` 0. The order of the rows may decide
    between folds of equal size: sort them first where it must not.
    """
    from sklearn.model_selection import GroupKFold

    columns, refused = tuple(c for c in COLUMNS if any(shared(row, c) is not None for row in rows)), ()
    groups = _linked(rows, columns)
    if 2 * np.bincount(groups, minlength=1).max() > len(rows):
        columns, refused, groups = (), columns, _linked(rows, ())
    size = len(set(groups.tolist()))
    count = min(FOLDS, size)
    of_row = np.zeros(len(rows), dtype=np.int64)
    if count > 1:
        for number, (_, held) in enumerate(GroupKFold(count).split(of_row, groups=groups)):
            of_row[held] = number
    return Folds(tuple(of_row.tolist()), count if count > 1 else 0, size, columns, refused)


def _linked(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Numbers:
    """Give each row the number of the component in which values connect it with others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    known: dict[tuple[str, str], int] = {}
    ends: list[tuple[int, int]] = []
    for i, row in enumerate(rows):
        keys = [(column, value) for column in columns if (value := shared(row, column)) is not None]
        ends += [(i, known.setdefault(key, len(known))) for key in keys or [("text", str(row["text"]))]]
    size = len(rows) + len(known)
    left, right = np.array(ends or [(0, 0)], dtype=np.int64).T
    graph = coo_array((np.ones(len(left)), (left, right + len(rows))), shape=(size + 1, size + 1))
    _, component = connected_components(graph, directed=False)
    numbers: Numbers = np.unique(component[: len(rows)], return_inverse=True)[1].astype(np.int64)
    return numbers


def shared(row: Mapping[str, Any], column: str) -> str | None:
    """Give the value by which a row is linked with others, None where the column says nothing."""
    value = row.get(column)
    return str(value) if isinstance(value, str | int) and value != "" else None
