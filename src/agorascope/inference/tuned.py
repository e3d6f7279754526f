"""The multi-task network: what a text says, alone or towards a target and a parent, from one pass.

Each task has a head on shared layers; the tags say of every piece whether it argues. Probabilities are calibrated
by temperatures (Guo et al., 2017, arXiv:1706.04599), one for each task and script that texts are written in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from agorascope.errors import ModelMismatchError, ModelNotFoundError
from agorascope.inference import engine, store
from agorascope.inference.script import writing
from agorascope.records import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.inputs import Reading
    from agorascope.inference.trunk import Trunk

    Shares = NDArray[np.float64]
    Ends = NDArray[np.int32]

FOLDER = TASK = "tasks"
NETWORK, ABOUT = "model.onnx", "about.json"
TAGS = "argument"
ROLES = ((0,), (1, 2), (3, 4))  # tags: outside; begin or inside of a claim; of a premise
DIGITS = 6


class About(Struct, frozen=True, kw_only=True):
    """Labels of every head in the order of its outputs, and the temperatures by task and writing."""

    labels: dict[str, tuple[str, ...]]
    temperatures: dict[str, dict[str, float]]


class Answer(Struct, frozen=True):
    """What the network told about one reading: logits by task.

    For a text alone, its pieces' roles (pieces, 3), and where each piece ends in it: 0 where it has no character.
    """

    logits: dict[str, tuple[float, ...]]
    writing: str
    roles: Shares | None = None
    ends: Ends | None = None


class Tuned:
    """The tuned upper layers and heads over the shared trunk."""

    def __init__(self, folder: Path, trunk: Trunk) -> None:
        """Load from `folder`; raises `ModelMismatchError` when it was tuned on another trunk."""
        self.trunk, self.model = trunk, store.model_for(folder, TASK)
        self.session: Any = engine.session(folder, self.model, NETWORK, trunk.sha256)
        self.about = self._about(folder)
        self.outputs = tuple(output.name for output in self.session.get_outputs())

    def _about(self, folder: Path) -> About:
        """Read the labels; they must be those of the network, one for each of its outputs."""
        try:
            about = msgspec.json.decode(store.read(folder, self.model, ABOUT), type=About)
        except msgspec.DecodeError as error:
            raise ModelMismatchError(f"{folder / ABOUT}: {error}; reinstall agorascope") from error
        sizes = {output.name: output.shape[-1] for output in self.session.get_outputs()}
        if TAGS not in sizes or any(sizes.get(task) != len(labels) for task, labels in about.labels.items()):
            raise ModelMismatchError(
                f"{folder / ABOUT} names labels that {NETWORK} does not have; reinstall agorascope"
            )
        return about

    def answer(self, reading: Reading) -> Answer:
        """Read one input; tags are kept where the text stands alone."""
        row = self.trunk.layout.row(reading)
        told = dict(zip(self.outputs, self.session.run(None, {"hidden": self.trunk.run(row)}), strict=True))
        tags = told.pop(TAGS)[0]
        logits = {task: tuple(float(value) for value in found[0]) for task, found in told.items()}
        written = writing(reading.text)
        if reading.target or reading.parent:
            return Answer(logits, written)
        kept = tags[row.first : row.first + len(row.offsets)].astype("float64")
        return Answer(logits, written, self._roles(kept, self.warmth(TAGS, written)), _ends(row.offsets))

    def _roles(self, tags: Shares, temperature: float) -> Shares:
        import numpy as np

        odds = np.exp((tags - tags.max(axis=1, keepdims=True)) / temperature)
        shares = odds / odds.sum(axis=1, keepdims=True)
        return np.stack([shares[:, list(group)].sum(axis=1) for group in ROLES], axis=1)

    def label(self, task: str, answer: Answer) -> Label:
        """Give the calibrated label of a task; raises `ModelNotFoundError` for one that was not learned."""
        if task not in self.about.labels:
            known = ", ".join(self.about.labels)
            raise ModelNotFoundError(f"{self.model.name} does not label '{task}'; it labels: {known}")
        return softmax_label(answer.logits[task], self.warmth(task, answer.writing), self.about.labels[task])

    def warmth(self, task: str, written: str) -> float:
        """Give the temperature of a task for texts of one writing."""
        known = self.about.temperatures.get(task, {})
        return known.get(written, known.get("other", 1.0))


def _ends(offsets: Sequence[tuple[int, int]]) -> Ends:
    import numpy as np

    return np.array([end if end > start else 0 for start, end in offsets], np.int32)


def softmax_label(logits: tuple[float, ...], temperature: float, labels: tuple[str, ...]) -> Label:
    """Turn logits into a label with probabilities rounded to six digits; ties go to the earlier label."""
    from math import exp

    odds = [exp((value - max(logits)) / temperature) for value in logits]
    total = sum(odds)
    shares = [round(value / total, DIGITS) for value in odds]
    best = max(range(len(labels)), key=lambda n: (shares[n], -n))
    return Label(labels[best], shares[best], dict(zip(labels, shares, strict=True)))
