"""The word vectors that every network of ours stands on (its trunk), with the tokenizer: loaded once.

Source of the weights: multilingual-e5-small (Wang et al., 2024, arXiv:2402.05672).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agorascope.inference import engine, store
from agorascope.inference.inputs import Layout

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.inputs import Row

    Hidden = NDArray[np.float32]

FOLDER = TASK = "encoder"
NETWORK, TOKENIZER = "trunk.onnx", "tokenizer.json"


class Trunk:
    """What the networks share: a row of pieces → (1, pieces, 384)."""

    def __init__(self, folder: Path, max_tokens: int) -> None:
        """Load from `folder`; raises `ModelError` when files are missing or are not those of the manifest."""
        from tokenizers import Tokenizer

        self.folder, self.model = folder, store.model_for(folder, TASK)
        self.session: Any = engine.session(folder, self.model, NETWORK)
        self.sha256 = self.model.files[NETWORK]
        tokenizer = Tokenizer.from_str(store.read(folder, self.model, TOKENIZER).decode())
        self.layout = Layout(tokenizer, max_tokens)
        self.max_tokens = self.layout.longest

    def run(self, row: Row) -> Hidden:
        """Give what the layers above take."""
        import numpy as np

        hidden: Hidden = self.session.run(None, {"ids": np.array([row.ids], np.int64)})[0]
        return hidden
