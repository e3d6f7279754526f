"""Weights as integers: what is lost, and what is not."""

from __future__ import annotations

import numpy as np
import pytest
from scripts.encoder import codes


def test_four_bits_give_back_what_came_from_four_bits() -> None:
    """Weights that are multiples of one scale in each block are stored without loss; a block of zeros stays zero."""
    chance = np.random.default_rng(3)
    given = chance.integers(-8, 8, (6, 64)).astype(np.float32)
    given[:, ::32] = -8  # the largest of each block decides its scale
    given[0, :32] = 0
    scales = np.repeat(chance.uniform(0.01, 0.1, (6, 2)).astype(np.float32), 32, axis=1)
    packed, found = codes.in_blocks(given * scales)
    low, high = (packed & 15).astype(np.float32) - 8, (packed >> 4).astype(np.float32) - 8
    unpacked = np.stack([low, high], axis=-1).reshape(6, 64) * np.repeat(found, 32, axis=1)
    assert packed.shape == (6, 32)
    assert np.allclose(unpacked, given * scales, atol=1e-6)


def test_eight_bits_are_within_half_a_step_of_each_output() -> None:
    """Each output has a scale of its own, and no weight is further from its code than half of it."""
    weights = np.random.default_rng(4).normal(0, [[0.01, 1.0, 0.0]], (32, 3)).astype(np.float32)
    found, scales = codes.by_output(weights)
    assert np.abs(found.astype(int)).max() == codes.LARGEST
    assert (np.abs(found * scales - weights) <= scales / 2 + 1e-7).all()
    assert np.isfinite(scales).all()


def test_blocks_of_bytes_are_within_half_a_step_of_their_block() -> None:
    """Every block of 64 has a scale of its own: a large weight spoils only its neighbours."""
    weights = np.random.default_rng(6).normal(0, 0.02, (4, 192)).astype(np.float32)
    weights[1, 70] = 5.0
    weights[2, :64] = 0.0
    found, scales = codes.in_bytes(weights)
    plain = ((found.astype(np.float32) - codes.MIDDLE) * scales[..., None]).reshape(weights.shape)
    assert found.shape == (4, 3, 64)
    assert (np.abs(plain - weights).reshape(4, 3, 64) <= scales[..., None] / 2 + 1e-6).all()
    assert np.abs(plain - weights)[1, :64].max() < 0.001


def test_calming_evens_inputs_out_without_changing_the_product() -> None:
    """An input a thousand times the others is brought near them; the product of both stays what it was."""
    chance = np.random.default_rng(8)
    weights = chance.normal(0, 0.05, (5, 16)).astype(np.float32)
    inputs = chance.normal(0, 1, (20, 16)).astype(np.float32)
    inputs[:, 3] *= 1000
    inputs[:, 4] = 0
    peaks = np.abs(inputs).max(axis=0)
    factors = codes.calming(weights, peaks)
    assert np.allclose((inputs / factors) @ (weights * factors).T, inputs @ weights.T, rtol=1e-3, atol=1e-3)
    calmed = np.abs(inputs / factors).max(axis=0)
    assert calmed[3] / np.median(calmed) < 0.02 * peaks[3] / np.median(peaks)
    assert np.isfinite(factors).all()


def test_earlier_exports_in_four_bit_blocks_are_read_back() -> None:
    """Version 1.0.0 held one product so; a run can begin from it."""
    start = pytest.importorskip("scripts.tasks.start", reason="needs the extra 'train'")
    weights = np.random.default_rng(9).normal(0, 0.05, (6, 64)).astype(np.float32)
    found, scales = codes.in_blocks(weights)
    plain = start._plain(found.reshape(6, 2, 16), scales.reshape(-1))
    assert plain.shape == weights.shape
    assert np.corrcoef(plain.ravel(), weights.ravel())[0, 1] > 0.99
