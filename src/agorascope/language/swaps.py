"""Words that are read as other words: what people are as a word without a tone, words of a region as the common ones.

A small network hears a tone in 'a refugee' or 'deaf' alone. Words of `data/<code>/persons.toml` are read as one without
a tone, in the same form: masking of this kind is the plainest way to counterfactual fairness ('blindness' in Garg et
al., 2019, arXiv:1809.10610). Words of `data/<code>/regional.toml` are read as everybody writes them. What is on no list
is read as it is.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from agorascope.language import facts
from agorascope.language.chinese import to_simplified
from agorascope.language.folding import fold

_STOPS = ".!?;…\n"


class Swap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns over folded text, and what is read in their place; `{0}` is what stood in the first brackets."""

    instead: str
    of: tuple[str, ...]


class Swaps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The swaps of one language and kind, in the order in which they are made."""

    swaps: tuple[Swap, ...]


def faceless(text: str) -> str:
    """Read words for what people are as a word without a tone; every other text is returned as it is."""
    return _read(text, "persons")


def common(text: str) -> str:
    """Read words of a region, and those of telephones, as the common language has them."""
    return _read(text, "regional")


def _read(text: str, kind: str) -> str:
    folded = _folded(text)
    for pattern, instead in _swaps(kind):
        found = list(pattern.finditer(folded))
        if found:
            text = _swapped(text, found, instead)
            folded = _folded(text)
    return text


def _swapped(text: str, found: list[re.Match[str]], instead: str) -> str:
    out, at = [], 0
    for one in found:
        kept = next((text[slice(*one.span(n))] for n, group in enumerate(one.groups(), start=1) if group), "")
        word = instead.replace("{0}", kept)
        begins = text[one.start()].isupper() and _begins(text, one.start())
        out += [text[at : one.start()], word[:1].upper() + word[1:] if begins else word]
        at = one.end()
    return "".join([*out, text[at:]])


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence begins there."""
    while at and text[at - 1] == " ":
        at -= 1
    return not at or text[at - 1] in _STOPS


def _folded(text: str) -> str:
    return to_simplified(fold(text)).replace("ς", "σ")


@cache
def _swaps(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile every language's swaps of a kind; words of Latin and Greek letters are whole words."""
    return tuple(
        (re.compile(rf"(?<![a-zα-ω])(?:{_folded('|'.join(swap.of))})(?![a-zα-ω])"), swap.instead)
        for swaps in facts.load_all(kind, Swaps).values()
        for swap in swaps.swaps
    )
