"""What a writer says outright: 'I agree', 'έχετε δίκιο', 不敢苟同.

Vectors of whole texts blur short formulas, and a formula towards what one answers is the plainest sign of a
stance there is (Walker et al. 2012). Phrases are data per language; a contrast right behind an
agreement ('I agree, but …') takes it back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from math import exp

from msgspec import Struct

from agorascope.language import chinese, facts
from agorascope.language.folding import fold
from agorascope.records import Label

READ = 2000
BEHIND = 60  # characters in which a contrast takes an agreement back
WEIGHT = 2.0  # nats; chosen by hand: formulas are rare in our annotated comments, which hardly tell weights apart


class StanceFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Regular expressions over lower-case text without accents, and simplified characters."""

    agree: tuple[str, ...]
    disagree: tuple[str, ...]
    contrast: tuple[str, ...]


class Cues(Struct, frozen=True):
    """How often a text agrees and disagrees outright; agreement that is taken back is not counted."""

    agree: int
    disagree: int


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    known = facts.load_all("stance", StanceFacts).values()
    return (
        _any(phrase for one in known for phrase in one.agree),
        _any(phrase for one in known for phrase in one.disagree),
        _any(phrase for one in known for phrase in one.contrast),
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(_bounded(phrase) for phrase in phrases))


def _bounded(phrase: str) -> str:
    """Let an alphabetic phrase begin at a word's beginning; Chinese has no spaces to look for."""
    return f"(?:{phrase})" if re.search("[\u4e00-\u9fff]", phrase) else rf"\b(?:{phrase})"


def cues(text: str) -> Cues:
    """Count the outright agreements and disagreements in the first 2,000 characters, in any of our languages."""
    plain = _folded(text[:READ])
    agree, disagree, contrast = _patterns()
    against = [m.span() for m in disagree.finditer(plain)]
    agreed = [m for m in agree.finditer(plain) if not any(a <= m.start() < b for a, b in against)]
    kept = [m for m in agreed if not contrast.search(plain, m.end(), m.end() + BEHIND)]
    return Cues(len(kept), len(against))


def _folded(text: str) -> str:
    return chinese.to_simplified(fold(unicodedata.normalize("NFC", text)))


def outright(label: Label, text: str, yes: str, no: str) -> Label:
    """Move a label's scores to `yes` or `no` where the text says so outright, by `WEIGHT` nats each.

    For texts that answer the target itself: a reply its parent, a top-level comment the article.
    """
    found = cues(text)
    moves = {yes: WEIGHT * bool(found.agree), no: WEIGHT * bool(found.disagree)}
    if not any(moves.values()):
        return label
    raw = {name: share * exp(moves.get(name, 0.0)) for name, share in label.scores.items()}
    total = sum(raw.values())
    return Label.likeliest({name: share / total for name, share in raw.items()})
