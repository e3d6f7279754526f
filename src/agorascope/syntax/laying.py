"""Lays a sentence out: its pieces, and the share of each piece in each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.inputs import Row

    Shares = NDArray[np.float32]
    Places = NDArray[np.int64]


def spread(row: Row, words: Sequence[tuple[int, int]]) -> Shares:
    """Give (words, pieces of the row): each word is the mean of the pieces that touch it.

    Pieces are in the order of the text, and so are words. A word that no piece touches is the mean of all.
    """
    import numpy as np

    shares = np.zeros((len(words), len(row.ids)), np.float32)
    begins = np.array([start for start, _ in row.offsets], np.int64)
    ends = np.maximum.accumulate(np.array([end for _, end in row.offsets], np.int64)) if row.offsets else begins
    for place, (start, end) in enumerate(words):
        first, last = np.searchsorted(ends, start, "right"), np.searchsorted(begins, end, "left")
        touched = slice(row.first + int(first), row.first + int(last))
        if first < last:
            shares[place, touched] = 1 / (last - first)
        else:
            shares[place] = 1 / len(row.ids)
    return shares


def characters(row: Row, length: int, most: int) -> tuple[Places, Places]:
    """Give for each character the piece that it is in, and its place in that piece, at most `most` - 1.

    A character between pieces (white space) belongs to the one before it.
    """
    import numpy as np

    piece_of, place_in = np.full(length, max(row.first - 1, 0), np.int64), np.zeros(length, np.int64)
    for number, (start, end) in enumerate(row.offsets):
        piece_of[start:] = row.first + number
        span = place_in[start:end]
        place_in[start:end] = np.minimum(np.arange(len(span)), most - 1)
        place_in[end:] = most - 1
    return piece_of, place_in
