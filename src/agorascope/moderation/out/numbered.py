"""Ids that a site counted itself: whatever else stands in the place of an id never leaves here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agorascope.records import Decision

_NUMBER: Final = re.compile("[1-9][0-9]{0,18}")


def is_number(text: str) -> bool:
    """Tell whether a text is a number as databases count their rows: ASCII digits and nothing else, from 1 on."""
    return _NUMBER.fullmatch(text) is not None


class Numbered(Struct, frozen=True):
    """Decisions whose ids a site can know, in their order, and how many there are of the others, and why."""

    decisions: tuple[Decision, ...]
    unsure: int
    others: int
    repeated: int

    def told(self, site: str) -> list[tuple[str, int]]:
        """Say it in words that counts follow."""
        return [
            ("left out, not sure", self.unsure),
            (f"left out, ids that are no numbers as {site} gives them", self.others),
            (f"left out, ids that stand in several discussions, which those of {site} do not", self.repeated),
        ]


def numbered(decisions: Iterable[Decision]) -> Numbered:
    """Keep what a site can be told: somebody was sure, the id is a number, and it stands in one discussion alone."""
    sure = [decision for decision in decisions]
    decided = [decision for decision in sure if decision.verdict != "unsure"]
    named = [decision for decision in decided if is_number(decision.id)]
    homes: dict[str, str] = {}
    several = {d.id for d in named if homes.setdefault(d.id, d.thread) != d.thread}
    kept = tuple(decision for decision in named if decision.id not in several)
    return Numbered(kept, len(sure) - len(decided), len(decided) - len(named), len(named) - len(kept))
