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
            (f"left out, ids that several comments have, which those of {site} do not", self.repeated),
        ]


def numbered(decisions: Iterable[Decision]) -> Numbered:
    """Keep what a site can be told: somebody was sure, the id is a number, and one comment alone has it.

    Of two decisions about the same words in a discussion of the same name the last counts.
    """
    told = list(decisions)
    decided = [decision for decision in told if decision.verdict != "unsure"]
    named = [decision for decision in decided if is_number(decision.id)]
    meant: dict[str, tuple[str, str | None]] = {}
    several = {d.id for d in named if meant.setdefault(d.id, (d.thread, d.text)) != (d.thread, d.text)}
    kept = [decision for decision in named if decision.id not in several]
    last = {decision.id: decision for decision in kept}
    return Numbered(tuple(last.values()), len(told) - len(decided), len(decided) - len(named), len(named) - len(kept))
