"""Compares the exported encoder with `transformers` on the same texts.

A first try of this project agreed only to cosine 0.988, and the TorchScript exporter was blamed. Measured again,
that exporter gives 1.000000 (with and without padding, traced with either, `sdpa` and `eager`); 0.987 is
what `quantize_dynamic` costs with its default of one scale for a whole weight matrix. See the card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


def pieces(texts: Sequence[str], tokenizer: Any, longest: int = 256) -> list[list[int]]:  # noqa: ANN401
    """Encode texts as the run time does, with the prefix 'query: '."""
    return [tokenizer.encode(f"query: {text}").ids[:longest] for text in texts]


def by_transformers(checkpoint: Path, ids: Sequence[Sequence[int]], pools: Sequence[int]) -> Vectors:
    """Mean pools of the layers `pools`, one text at a time, float32: (texts, pools, hidden)."""
    import torch
    from transformers import BertModel

    model = BertModel.from_pretrained(checkpoint, add_pooling_layer=False).eval()
    found = []
    with torch.no_grad():
        for row in ids:
            given = torch.tensor([list(row)])
            mask = torch.ones_like(given)
            layers = model(given, attention_mask=mask, output_hidden_states=True).hidden_states
            found.append(np.stack([layers[pool][0].mean(0).numpy() for pool in pools]))
    return np.stack(found)


def by_onnx(path: Path, ids: Sequence[Sequence[int]]) -> Vectors:
    """Give the same from an exported model, in the order of its outputs."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    rows = [session.run(None, {"ids": np.array([row], np.int64)}) for row in ids]
    return np.stack([np.concatenate(row) for row in rows])


def cosines(first: Vectors, second: Vectors) -> NDArray[np.float64]:
    """Cosine of each pair of vectors along the last axis."""
    a, b = first.astype(np.float64), second.astype(np.float64)
    length = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
    products: NDArray[np.float64] = (a * b).sum(axis=-1) / length
    return products
