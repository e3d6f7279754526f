"""The layers of the encoder that all pipelines share: loaded once a process, with a short memory of what they read."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from agorascope.errors import ModelMismatchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.inputs import Row

    Values = NDArray[np.float32]

LONGEST = 512


class Lower:
    """Texts as pieces, and pieces behind some layers of the encoder."""

    def __init__(self, still: int) -> None:
        """Load; raises `ModelError`."""
        from agorascope.inference import store
        from agorascope.inference.middle import Middle
        from agorascope.inference.trunk import FOLDER, Trunk

        self.trunk = Trunk(store.find(FOLDER), LONGEST)
        self.middle = Middle(self.trunk, still)

    @property
    def sha256(self) -> str:
        """Name the encoder: the hashes of its two networks."""
        return f"{self.trunk.sha256[:32]}{self.middle.sha256[:32]}"

    def row(self, text: str) -> Row:
        """Lay a text out as pieces; lone surrogates, which the tokenizer cannot take, are read as question marks."""
        from agorascope.inference.inputs import Reading, encodable

        return self.trunk.layout.row(Reading(encodable(text)))

    def run(self, row: Row) -> Values:
        """Give (1, pieces, 384)."""
        return self.middle.run(row)


_LOCK = Lock()


def lower(still: int, wanted: str | None) -> Lower:
    """Give the lower layers, the same object each time; raises `ModelMismatchError` if they are not of `wanted`."""
    with _LOCK:
        found = _loaded(still)
    if wanted is not None and found.sha256 != wanted:
        raise ModelMismatchError(
            f"the pipeline was trained on encoder {wanted[:12]}, but {found.sha256[:12]} is installed; "
            "train it again (scripts/train_spacy) or restore models/encoder"
        )
    return found


@cache
def _loaded(still: int) -> Lower:
    return Lower(still)
