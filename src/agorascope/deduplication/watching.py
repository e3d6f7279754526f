"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Watch = Callable[[str, int, int], None]
"""Called with a step's name, how many pieces are done, and of how many (0: not known)."""


def nobody(step: str, done: int, total: int) -> None:
    """Watch nothing."""
