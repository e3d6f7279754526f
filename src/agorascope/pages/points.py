"""Key points side by side, each with the strongest point that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agorascope.records import LABELS, KeyPoint

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = 7  # points of a side before the others are folded away


class Card(NamedTuple):
    """A key point, the name of its spot in the page, and the card of the point that answers it."""

    point: KeyPoint
    spot: str
    counter: KeyPoint | None
    counter_spot: str


class Column(NamedTuple):
    """The points of one side in the order given, the first of them and the others."""

    stance: str
    first: tuple[Card, ...]
    others: tuple[Card, ...]

    @property
    def size(self) -> int:
        """Count all points of the side."""
        return len(self.first) + len(self.others)


def columns(points: Sequence[KeyPoint]) -> tuple[Column, ...]:
    """Give a column for and one against, and one for points without a side where there are such."""
    spots = {point.id: f"point-{place}" for place, point in reversed(list(enumerate(points, start=1))) if point.id}
    by_id = {point.id: point for point in reversed(points) if point.id}
    cards = [
        Card(point, f"point-{place}", by_id.get(point.counter or ""), spots.get(point.counter or "", ""))
        for place, point in enumerate(points, start=1)
    ]
    found = []
    for side in LABELS["stance"]:
        held = tuple(card for card in cards if card.point.stance == side)
        if held or (cards and side != "none"):
            found.append(Column(side, held[:FIRST], held[FIRST:]))
    return tuple(found)
