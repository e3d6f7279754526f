"""How well a span says its point when it is read alone.

The weights were fitted (conditional logit, McFadden 1974) on the spans that editors chose for the key points of
`corpora/comments/points.jsonl`: `scripts/fit_clarity` prints them and how often the clearest span is the chosen one.
"""

from __future__ import annotations

import math
import re
from functools import cache

from msgspec import Struct

from agorascope.language import facts
from agorascope.language.folding import fold
from agorascope.records import Role

FULL = 80  # letters of an alphabet: as long as a short sentence; shorter ones say too little
HAN = 2.2  # letters of an alphabet that a Chinese character is worth
WEIGHTS = {"short": 1.89, "long": -0.04, "claim": 0.5, "leaning": -0.6, "asking": -0.47, "shouting": -0.84}
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OPENING = " \t\r\n\"'«“”‘’「『(（-–—…."


class PointFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What key points need to know of a language: first words that lean on what stands before them."""

    leaning: tuple[str, ...]


def clarity(quote: str, role: Role, code: str) -> float:
    """Score how clear `quote` is alone, higher is clearer; `code` is the language whose facts serve it."""
    return sum(WEIGHTS[name] * value for name, value in signs(quote, role, code).items())


def signs(quote: str, role: Role, code: str) -> dict[str, float]:
    """Give what the score is made of: the logarithms of too short and too long, and marks of 0 or 1."""
    length = math.log(max(1.0, len(quote) + (HAN - 1) * len(_HAN.findall(quote))) / FULL)
    return {
        "short": min(length, 0.0),
        "long": max(length, 0.0),
        "claim": float(role == "claim"),
        "leaning": float(_leans(quote, code)),
        "asking": float(quote.rstrip()[-1:] in {"?", "？", ";", "\u037e"}),
        "shouting": float("!" in quote or "！" in quote),
    }


def _leans(quote: str, code: str) -> bool:
    known: PointFacts = facts.load(code, "points", PointFacts)
    start = quote.lstrip(_OPENING)
    if _HAN.match(start):
        return start.startswith(known.leaning)
    word = _WORD.match(start)
    return word is not None and fold(word[0]) in _folded(known.leaning)


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))
