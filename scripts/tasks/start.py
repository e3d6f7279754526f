"""Reads what a run may start from: a checkpoint of another run, or an exported network, in int8 or float32."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from scripts.encoder import codes

if TYPE_CHECKING:
    from pathlib import Path

CODES, SCALES, CALM = ".codes", ".scales", ".calm"
LAYERS = "encoder.layer."


def weights(path: Path) -> dict[str, torch.Tensor]:
    """Give the tuned weights by their names in the network, from a `.pt` checkpoint or an exported `.onnx`.

    A quantised matrix comes back as its codes times its scales, so that a run can go on from a published model
    whose checkpoint nobody kept.
    """
    if path.suffix != ".onnx":
        kept: dict[str, torch.Tensor] = torch.load(path, map_location="cpu", weights_only=True)["average"]
        return kept
    known = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(path)).graph.initializer}
    return {_named(name): torch.tensor(values.copy()) for name, values in _matrices(known).items()}


def _named(name: str) -> str:
    return f"encoder.{name}" if name.startswith(LAYERS) else name


def _matrices(known: dict[str, Any]) -> dict[str, Any]:
    """Undo what `scripts.encoder.graph` does to the weights: matrices are turned, evened out, quantised."""
    found = {}
    for name, values in known.items():
        at = name.removesuffix(CODES)
        if at != name:
            found[f"{at}.weight"] = _plain(values, known[at + SCALES]) * known.get(at + CALM, np.float32(1))
        elif name.endswith((".weight", ".bias")):
            found[name] = values.T
    return found


def _plain(coded: Any, scales: Any) -> Any:  # noqa: ANN401  arrays of several kinds
    """Give a matrix (outputs, inputs) from bytes with a scale for each output, or from blocks of 8 or 4 bits."""
    if coded.ndim == 2:  # noqa: PLR2004
        return (coded.astype(np.float32) * scales).T
    if coded.shape[2] == codes.BLOCK // 2:
        pairs = np.stack([coded & 15, coded >> 4], axis=-1).reshape(*coded.shape[:2], codes.BLOCK)
        values = pairs.astype(np.float32) - codes.HALF
    else:
        values = coded.astype(np.float32) - codes.MIDDLE
    blocks = values * scales.reshape(*coded.shape[:2], 1)
    return blocks.reshape(len(coded), -1)
