"""Classification heads on frozen features: a few matrices, run in plain NumPy.

A head standardises its features, applies zero or one hidden layer (ReLU) and a softmax whose temperature
was fitted on data that the weights had not seen. Every row is computed on its own by sums in a fixed
order, not by BLAS, whose last bits depend on how many rows it is given.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from agorascope.errors import ModelMismatchError, UsageError
from agorascope.inference import store
from agorascope.records import Label

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Vector = NDArray[np.float64]

FOLDER = "heads"
DIGITS = 6


class About(Struct, frozen=True, kw_only=True):
    """What a head expects and tells: stored as JSON inside the head's file.

    `parts`, in order: `text`, `other`, `difference` (its size), `product`. `encoder` is the SHA-256 of
    the encoder that the head was trained on.
    """

    task: str
    labels: tuple[str, ...]
    parts: tuple[str, ...]
    temperature: float
    encoder: str


class Head:
    """One task's head, loaded from the folder `heads`."""

    def __init__(self, folder: Path, task: str, encoder: str) -> None:
        """Load the head; raises `ModelMismatchError` when it was trained on another encoder."""
        import numpy as np

        self.model = store.model_for(folder, task)
        name = next(iter(self.model.files))
        with np.load(io.BytesIO(store.read(folder, self.model, name)), allow_pickle=False) as arrays:
            self.about = msgspec.json.decode(arrays["about"].tobytes(), type=About)
            self.mean, self.scale = (arrays[key].astype(np.float64) for key in ("mean", "scale"))
            count = sum(key.startswith("weight") for key in arrays.files)
            self.layers = [(arrays[f"weight{n}"].astype(np.float64), arrays[f"bias{n}"]) for n in range(count)]
        if self.about.encoder != encoder:
            raise ModelMismatchError(
                f"{folder / name} was trained on encoder {self.about.encoder[:12]}, but {encoder[:12]} is installed; "
                "train it again (scripts/train_heads) or restore the encoder"
            )

    @property
    def is_pair(self) -> bool:
        """Whether the head compares the text with another one."""
        return self.about.parts != ("text",)

    def labels(self, texts: Vectors, others: Vectors | None) -> list[Label]:
        """Label every row of features; raises `UsageError` when a pair head gets no second texts."""
        if self.is_pair and others is None:
            raise UsageError(f"task '{self.about.task}' needs a second text for every text")
        return [self._label(row, None if others is None else others[n]) for n, row in enumerate(texts)]

    def _label(self, text: Vectors, other: Vectors | None) -> Label:
        import numpy as np

        value = (pair_features(text, other, self.about.parts) - self.mean) * self.scale
        for number, (weight, bias) in enumerate(self.layers):
            if number:
                value = np.maximum(value, 0.0)
            value = (value[:, None] * weight).sum(axis=0) + bias
        return softmax_label(value / self.about.temperature, self.about.labels)


def pair_features(text: Vectors, other: Vectors | None, parts: tuple[str, ...]) -> Vector:
    """Join the parts of one row, or of many: (…, d) and (…, d) → (…, d * parts), float64."""
    import numpy as np

    first = np.asarray(text, np.float64)
    second = first if other is None else np.asarray(other, np.float64)
    made = {"text": first, "other": second}
    if "difference" in parts:
        made["difference"] = np.abs(first - second)
    if "product" in parts:
        made["product"] = first * second
    return np.concatenate([made[part] for part in parts], axis=-1)


def softmax_label(logits: Vector, labels: tuple[str, ...]) -> Label:
    """Turn logits into a label with probabilities rounded to six digits; ties go to the earlier label."""
    import numpy as np

    odds = np.exp(logits - logits.max())
    shares = [round(float(share), DIGITS) for share in odds / odds.sum()]
    best = max(range(len(labels)), key=lambda n: (shares[n], -n))
    return Label(labels[best], shares[best], dict(zip(labels, shares, strict=True)))
