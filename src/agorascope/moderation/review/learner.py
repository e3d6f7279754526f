"""What the page knows of the site's own layer: what there is to say of it, and that it wants to hear of decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agorascope.moderation.learning import LayerTold


class Learner(Protocol):
    """Learns from decisions somewhere else; both calls return at once, from any thread."""

    def told(self) -> LayerTold | None:
        """Tell how the site's own layer stands; None before anything was learned."""

    def decided(self) -> None:
        """Hear that something was decided or taken back."""
