"""Sentence vectors turned so that translations lie together: the language is taken out, the meaning kept.

A linear map learned on translated pairs (`scripts/train_translation`) with a contrastive loss (van den Oord et al.
2018, arXiv:1807.03748), over the frozen encoder.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from agorascope.errors import ModelMismatchError
from agorascope.inference import store

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Meaning = NDArray[np.int16]

FOLDER = TASK = "translation"
FILE = "projection.npz"
UNIT = 2048
"""What a vector of length one is scaled to, in whole numbers: products of such vectors are exact in float32 (all sums
stay under 2**24), so that no batch size and no number of threads can change them."""


class Projection:
    """The map, and the point that each language is measured from."""

    def __init__(self, folder: Path, encoder: str) -> None:
        """Load from `folder`; raises `ModelError`, also when it was learned over another encoder."""
        import numpy as np

        model = store.model_for(folder, TASK)
        with np.load(io.BytesIO(store.read(folder, model, FILE)), allow_pickle=False) as stored:
            self._matrix = stored["matrix"].astype(np.float64)
            self._centres = dict(zip(stored["languages"].tolist(), stored["centres"].astype(np.float64), strict=True))
            learned_over = str(stored["encoder"])
        self.sha256 = model.sha256
        if learned_over != encoder:
            raise ModelMismatchError(
                f"{folder}: learned over encoder {learned_over[:12]}, but {encoder[:12]} is installed; "
                "run scripts/train_translation, or reinstall agorascope"
            )

    def meaning(self, vector: Vector, language: str) -> Meaning:
        """Give the turned vector of one text, of length `UNIT`, in whole numbers: (width,) int16."""
        import numpy as np

        turned = self._matrix @ (vector - self._centres[language])
        scaled = turned / max(float(np.sqrt((turned**2).sum())), 1e-12) * UNIT
        found: Meaning = np.rint(scaled).astype(np.int16)
        return found
