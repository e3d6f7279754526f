"""Turns matrices into integers with scales: 4-bit blocks, 8-bit blocks, bytes with a scale for each output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BLOCK, WIDE = 32, 64
HALF = 8
LARGEST = 63
MOST, MIDDLE = 127, 128
CALM = 0.7  # share of the unevenness of the inputs that the weights take over
SMALLEST = 1e-5


def in_blocks(weights: Floats) -> tuple[NDArray[np.uint8], Floats]:
    """Quantise rows to 4 bits in blocks of 32: bytes (rows, inputs / 2) and scales (rows, blocks).

    The weight largest in size falls on the lowest code, so that weights that come from blocks of the same
    rule are given back without loss.
    """
    blocks = weights.astype(np.float64).reshape(weights.shape[0], -1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)
    scales = largest / -HALF
    ratio = np.divide(blocks, scales, out=np.zeros_like(blocks), where=scales != 0)
    codes = np.clip(np.rint(ratio) + HALF, 0, 2 * HALF - 1).astype(np.uint8)
    pairs: NDArray[np.uint8] = codes[..., 0::2] | (codes[..., 1::2] << 4)
    return pairs.reshape(len(pairs), -1), scales[..., 0].astype(np.float32)


def by_output(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Quantise a matrix (inputs, outputs) to integers within ±63 with a scale for each output."""
    scales = np.maximum(np.abs(weights).max(axis=0), np.finfo(np.float32).tiny) / LARGEST
    return np.rint(weights / scales).astype(np.int8), scales.astype(np.float32)


def in_bytes(weights: Floats) -> tuple[NDArray[np.uint8], Floats]:
    """Quantise rows to 8 bits in blocks of 64: bytes (rows, blocks, 64) around 128, scales (rows, blocks)."""
    blocks = weights.astype(np.float64).reshape(weights.shape[0], -1, WIDE)
    scales = np.maximum(np.abs(blocks).max(axis=2), np.finfo(np.float32).tiny) / MOST
    return (np.rint(blocks / scales[..., None]) + MIDDLE).astype(np.uint8), scales.astype(np.float32)


def calming(weights: Floats, peaks: Floats) -> Floats:
    """Give the factor for each input that evens inputs and weights out; inputs are divided by it, weights multiplied.

    `weights` are (outputs, inputs), `peaks` the largest size that each input took (SmoothQuant, Xiao et al., 2023,
    arXiv:2211.10438).
    """
    largest = np.maximum(np.abs(weights).max(axis=0), SMALLEST)
    found: Floats = (np.maximum(peaks, SMALLEST) ** CALM / largest ** (1 - CALM)).astype(np.float32)
    return found
