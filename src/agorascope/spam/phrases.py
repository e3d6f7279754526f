"""Finds the phrases of adverts, in every language, inside one folded text.

Adverts are seldom in the language of the page, so a text is read with the phrases of all languages:
the scripts keep Greek and Chinese apart, and Latin words stand between Latin boundaries.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.language.facts import load_all
from agorascope.spam.facts import SpamFacts
from agorascope.spam.patterns import compiled

if TYPE_CHECKING:
    import re

    from agorascope.spam.fold import Folded

PHRASE_KINDS = ("offer", "trade", "invite", "approach", "urgency", "praise", "malice", "price")
MOST = 40  # matches of one kind: a million adverts in one text are told by their beginning


class Sign(Struct, frozen=True):
    """Something that adverts do: its kind, where it stands in the original text, an address behind the words there."""

    kind: str
    start: int
    end: int
    address: str | None = None


def find_phrases(folded: Folded) -> list[Sign]:
    """Give the phrases of every kind, in order of kinds and then of place; no two of a kind overlap."""
    return [
        Sign(kind, *folded.offsets(*match.span()))
        for kind in PHRASE_KINDS
        for match in islice(_matcher(kind).finditer(folded.text), MOST)
    ]


@cache
def _matcher(kind: str) -> re.Pattern[str]:
    return compiled(tuple(phrase for facts in load_all("spam", SpamFacts).values() for phrase in getattr(facts, kind)))
