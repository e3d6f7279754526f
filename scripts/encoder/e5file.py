"""Reads the packed weights of multilingual-e5-small (magic `E5S1`) into NumPy arrays.

The layout: a header of nine numbers, the unigram vocabulary with its scores, a normalisation map, a
tensor directory, then the tensors: float32, or `Q4_0` blocks of 32 weights (a float16 scale and
sixteen bytes: low nibbles are the first half, high nibbles the second, a weight is (n - 8) * scale).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Weights = NDArray[np.float32]

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True)
class Shape:
    """The sizes of the network, as the header gives them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class E5File:
    """What the file holds: sizes, vocabulary pieces in order of their ids, de-quantised tensors by name."""

    shape: Shape
    pieces: tuple[str, ...]
    tensors: dict[str, Weights]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def integer(self, form: str) -> int:
        return int(self.take(form)[0])

    def bytes(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def read(path: Path) -> E5File:
    """Read the whole file; raises `ValueError` when it is not of this layout."""
    cursor = _Cursor(path.read_bytes())
    if cursor.bytes(4) != MAGIC or cursor.integer("I") != 1:
        raise ValueError(f"{path.name}: not an E5S1 file of version 1")
    *sizes, epsilon = cursor.take("7if")
    hidden, layers, heads, inner, vocabulary, positions, types = (int(size) for size in sizes)
    shape = Shape(hidden, layers, heads, inner, vocabulary, positions, types, float(epsilon))
    if cursor.integer("i") != BLOCK:
        raise ValueError(f"{path.name}: blocks of {BLOCK} weights expected")
    pieces = _pieces(cursor)
    return E5File(shape, pieces, _tensors(cursor))


def _pieces(cursor: _Cursor) -> tuple[str, ...]:
    count = cursor.integer("i")
    cursor.take("4i")
    size = cursor.integer("Q")
    ends = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4")
    cursor.bytes(4 * count)
    blob = cursor.bytes(size)
    cursor.integer("i")
    cursor.bytes(cursor.integer("I"))
    return tuple(blob[a:b].decode() for a, b in pairwise(ends))


def _tensors(cursor: _Cursor) -> dict[str, Weights]:
    found: dict[str, Weights] = {}
    for _ in range(cursor.integer("i")):
        name = cursor.bytes(cursor.integer("H")).decode()
        quantised, count = cursor.integer("B"), cursor.integer("I")
        offset, size = cursor.integer("Q"), cursor.integer("Q")
        raw = cursor.data[offset : offset + size]
        found[name] = dequantise(raw) if quantised else np.frombuffer(raw, "<f4")
        if found[name].size != count:
            raise ValueError(f"{name}: {count} weights expected, {found[name].size} found")
    return found


def dequantise(raw: bytes) -> Weights:
    """Turn `Q4_0` blocks into float32 weights, in order."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate((blocks[:, 2:] & 15, blocks[:, 2:] >> 4), axis=1)
    weights: Weights = ((nibbles.astype(np.float32) - 8) * scales).reshape(-1)
    return weights
