"""The encoder as it came: a sentence vector for a text, to compare meanings across languages.

Source of the model: multilingual-e5-small (Wang et al., 2024, arXiv:2402.05672); its inputs begin with
'query: ' and its sentence vector is the mean of the last layer, scaled to length one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agorascope.inference import engine
from agorascope.inference.inputs import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.trunk import Trunk

    Vector = NDArray[np.float32]

NETWORK = "upper.onnx"


class Encoder:
    """The upper layers of the encoder over the shared trunk."""

    def __init__(self, trunk: Trunk) -> None:
        """Load from the trunk's folder; raises `ModelError`."""
        self.trunk = trunk
        self.session: Any = engine.session(trunk.folder, trunk.model, NETWORK, trunk.sha256)
        self.sha256 = trunk.model.files[NETWORK]
        self.width = int(self.session.get_outputs()[0].shape[1])

    def vector(self, text: str) -> Vector:
        """Give a text's sentence vector, of length one."""
        import numpy as np

        hidden = self.trunk.run(self.trunk.layout.row(Reading(text)))
        pool = self.session.run(None, {"hidden": hidden})[0][0].astype(np.float64)
        found: Vector = (pool / max(float(np.sqrt((pool**2).sum())), 1e-12)).astype(np.float32)
        return found
