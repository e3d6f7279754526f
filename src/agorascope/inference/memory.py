"""Remembers results of the last few thousand inputs, so that equal texts are read once."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REMEMBERED = 8192
Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """Values by key; the oldest are forgotten first."""

    def __init__(self, most: int = REMEMBERED) -> None:
        """Begin empty; at `most` so many values are held."""
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._most = most

    def of(self, keys: Sequence[Key], make: Callable[[Sequence[Key]], Sequence[Value]]) -> list[Value]:
        """Give the value of every key, in order; those that are not known are made together."""
        known = {key: self._kept[key] for key in keys if key in self._kept}
        new = [key for key in dict.fromkeys(keys) if key not in known]
        known.update(zip(new, make(new) if new else (), strict=True))
        self._remember(known)
        return [known[key] for key in keys]

    def _remember(self, known: dict[Key, Value]) -> None:
        for key, value in known.items():
            self._kept[key] = value
            self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
