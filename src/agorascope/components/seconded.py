"""Our models with a user's own one for a task: what else is asked goes to the models that all components share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.inference import Models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.inference.labeller import Labeller
    from agorascope.inference.models import Vectors


class Seconded(Models):
    """Models that label one task by another model, and load nothing of ours a second time."""

    def __init__(self, ours: Models, others: Mapping[str, Labeller]) -> None:
        """Keep both."""
        super().__init__(ours.settings, others)
        self._ours = ours

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give the sentence vectors of the shared models."""
        return self._ours.embed(texts)
