"""Why a sentence of a narrator is not told."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "unreadable",
    "too-long",
    "no-citation",
    "unknown-comment",
    "unseen-comment",
    "altered-quote",
    "borrowed-quote",
    "unknown-figure",
]


class Dropped(Exception):  # noqa: N818 - a verdict, caught where it is counted
    """A sentence that is not told, and why."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason
