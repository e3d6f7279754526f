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


def by_transformers(checkpoint: Path, ids: Sequence[Sequence[int]]) -> Vectors:
    """Mean of the last layer, one text at a time, float32: (texts, hidden)."""
    import torch
    from transformers import BertModel

    model = BertModel.from_pretrained(checkpoint, add_pooling_layer=False).eval()
    with torch.no_grad():
        rows = [model(torch.tensor([list(row)])).last_hidden_state[0].mean(0).numpy() for row in ids]
    return np.stack(rows)


def by_onnx(paths: Sequence[Path], ids: Sequence[Sequence[int]]) -> Vectors:
    """Give the same from exported networks, each fed with what the one before gives."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    sessions = [onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]) for path in paths]
    found = []
    for row in ids:
        value = np.array([row], np.int64)
        for session in sessions:
            value = session.run(None, {session.get_inputs()[0].name: value})[0]
        found.append(value[0])
    return np.stack(found)


def cosines(first: Vectors, second: Vectors) -> NDArray[np.float64]:
    """Cosine of each pair of vectors along the last axis."""
    a, b = first.astype(np.float64), second.astype(np.float64)
    length = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
    products: NDArray[np.float64] = (a * b).sum(axis=-1) / length
    return products
