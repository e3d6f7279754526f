"""Figures in a narrator's sentence: those that stand in digits, as numbers and as percentages."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from msgspec import structs

from agorascope.narration.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.narration.facts import Facts

NEAR = 12  # characters before a number in which a word that makes it a percentage ends
Figure = tuple[str, bool]  # the digits without separators, and whether it is a percentage
_LETTERS = "A-Za-z\u0370-\u03ff\u1f00-\u1fff"
_NUMBER = re.compile(rf"(?<![{_LETTERS}\d])\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


def figures(text: str) -> list[frozenset[Figure]]:
    """Give the figures of a text in order; '1.234' is both readings, one and a bit and more than a thousand.

    Digits behind a letter ('B2B') are no figure; percentages are those with a sign or word beside them.
    """
    plain = text if text.isascii() else "".join(map(_digit, text))
    found = []
    for number in _NUMBER.finditer(plain):
        share = bool(
            _after().match(plain, number.end())
            or _before().search(plain, max(number.start() - NEAR, 0), number.start())
        )
        found.append(frozenset((digits, share) for digits in _readings(number[0])))
    return found


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _readings(number: str) -> Iterator[str]:
    """Give a number as a decimal without idle noughts and, where it can be, with its separators taken for thousands."""
    whole, *rest = re.split(r"[.,]", number)
    fraction = "".join(rest).rstrip("0")
    yield (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")
    if _THOUSANDS.fullmatch(number):
        yield re.sub(r"[.,]", "", number).lstrip("0") or "0"


@cache
def _after() -> re.Pattern[str]:
    return re.compile(r"\s?(?:" + "|".join(map(re.escape, words().percent_after)) + ")", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, words().percent_before)) + r")\s?$")


def unknown(text: str, known: frozenset[Figure]) -> bool:
    """Tell whether a figure stands in a text that is none of those known."""
    return any(not figure & known for figure in figures(text))


def said(*texts: str) -> frozenset[Figure]:
    """Gather the figures of texts."""
    return frozenset(one for text in texts for figure in figures(text) for one in figure)


def given(facts: Facts) -> frozenset[Figure]:
    """Gather the figures among the facts: counts, shares, the article's words; not ids, nor what comments say."""
    answered = (facts.objections_answered, facts.objections_made - facts.objections_answered)
    counts = [*structs.astuple(facts.counts), facts.voices_who_take_a_side, facts.objections_made, *answered]
    shares = []
    for side in facts.sides.values():
        counts.append(side.voices)
        shares += [side.percent_of_voices, side.percent_of_those_who_take_a_side]
    for point in facts.points:
        counts.append(point.voices)
        shares.append(point.percent_of_those_who_take_a_side)
    if facts.turn:
        for stance in (facts.turn.before, facts.turn.after):
            counts += [stance.favor, stance.against, stance.none]
    spoken = [words for speaker in facts.speakers for words in (speaker.name, *speaker.claims)]
    texts = [facts.title, facts.thesis, facts.headline, *shares, *spoken]
    return said(*texts) | {(str(count), False) for count in counts if count}
