"""Leaves out what the sources themselves say twice, so that a made corpus holds no re-post that nobody counted.

The rule is looser than what any of the measured systems claims, and is none of theirs: of two texts with common
character windows one goes when seven tenths of the letters are the same in the same order, or nearly the whole of the
shorter one stands in the longer one, or they say the same words in another order.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from agorascope.deduplication import normal_form
from scripts.duplicates.peers import windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_VALUES, _BANDS = 126, 42  # half of the windows in common: met with a probability of .996
_ALIKE = 0.70
_WITHIN, _SAME_WORDS = 88.0, 85.0
_PART = 20_000


def unrelated(texts: Sequence[str]) -> list[int]:
    """Give the places of the texts that are related to no kept text before them."""
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(0.5, _VALUES, _BANDS)
    kept: dict[int, str] = {}
    for start in range(0, len(texts), _PART):
        forms = [normal_form(text) for text in texts[start : start + _PART]]
        sketches = rensa.RMinHash.from_token_sets(map(windows, forms), _VALUES, 7)
        for place, (form, sketch) in enumerate(zip(forms, sketches, strict=True), start):
            if not related(form, (kept[other] for other in index.query(sketch))):
                index.insert(place, sketch)
                kept[place] = form
    return list(kept)


def related(form: str, others: Iterable[str]) -> bool:
    """Tell whether a normal form says what one of the others says, as far as letters can tell."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import Indel

    met = list(others)
    if not met:
        return False
    rules = ((Indel.normalized_similarity, _ALIKE), (fuzz.token_sort_ratio, _SAME_WORDS), (fuzz.partial_ratio, _WITHIN))
    return any(process.extractOne(form, met, scorer=rule, score_cutoff=least) is not None for rule, least in rules)
