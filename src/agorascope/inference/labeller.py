"""What may stand in the place of our own model for a task: anything that labels texts and says who it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from agorascope.records import Label, ModelUsed


class Labeller(Protocol):
    """A model that labels whole texts for the tasks it was loaded for."""

    @property
    def used(self) -> ModelUsed:
        """The model as results name it."""
        ...

    def labels(
        self,
        task: str,
        texts: Sequence[str],
        targets: Sequence[str] | None = None,
        parents: Sequence[str] | None = None,
    ) -> list[Label]:
        """Label each text, in order; `targets` and `parents` are as many, or None where a task has none."""
        ...
