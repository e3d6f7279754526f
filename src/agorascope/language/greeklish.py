"""Greek in Latin letters written back in Greek letters: every reading of each letter, the likeliest word by n-grams.

Writers differ (8, th, u for θ; w, o for ω; h, i, y for η), so that no table alone can decide. A beam keeps the
readings of a word that look most like Greek to letter n-grams of our own Greek comments, and a known word wins.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from typing import TYPE_CHECKING

import msgspec

from agorascope.language import facts, script
from agorascope.language.remembering import WORDS, remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"(?<![\w@#/.-])(?=\d{0,2}[a-zA-Z])[a-zA-Z03489]+(?![\w@/])")
_BEAM = 12
_ORDER = 5
_BACKOFF = log(0.4)
_KNOWN_WORD = 2.0
_LONGEST_READ = 2
_LONGEST_WORD = 40


class Readings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which Greek letters one or two Latin letters may stand for."""

    readings: dict[str, tuple[str, ...]]


def to_greek(text: str) -> str:
    """Write the Greeklish words of `text` in lower-case Greek letters without accents; leave everything else.

    Addresses, handles, numbers and words in other scripts stay as they are, words that are English and not Greek are
    written in small letters.
    The result is a best effort for models and comparison, not a spelling: expect about one letter in thirty wrong.
    """
    return aligned(text)[0]


def aligned(text: str) -> tuple[str, list[int]]:
    """Do what `to_greek` does; with it, for every character of the result and for its end, its place in `text`."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in [*_words(text), (len(text), len(text))]:
        written = _word(text[start:end].lower())
        out += [text[at:start], written]
        places += [*range(at, start), *(start + n * (end - start) // max(len(written), 1) for n in range(len(written)))]
        at = end
    return "".join(out), [*places, len(text)]


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of words that may be Greeklish, outside of addresses, handles and code."""
    at = 0
    for start, end in [*script.noise_spans(text), (len(text), len(text))]:
        yield from (found.span() for found in _WORD.finditer(text, at, start))
        at = end


@remembered
def _word(word: str) -> str:
    if word in _english() or len(word) > _LONGEST_WORD or not any(c.isalpha() for c in word):
        return word
    beams = [[(0.0, "", " ")]] + [[] for _ in word]
    for at in range(len(word)):
        beams[at] = sorted(set(beams[at]), key=lambda state: (-state[0], state[1]))[:_BEAM]
        for length in range(1, _LONGEST_READ + 1):
            for greek in _readings().get(word[at : at + length], ()):
                if at + length <= len(word):
                    beams[at + length] += [_extended(state, greek) for state in beams[at]]
    finished = [(_extended(state, " ")[0] + _word_bonus(state[1]), state[1]) for state in beams[-1]]
    if not finished:
        return word
    greek = min(finished, key=lambda pair: (-pair[0], pair[1]))[1]
    return greek[:-1] + "ς" if greek.endswith("σ") else greek


def _extended(state: tuple[float, str, str], greek: str) -> tuple[float, str, str]:
    score, written, context = state
    for letter in greek:
        score += _letter(context, letter)
        context = (context + letter)[1 - _ORDER :]
    return score, (written + greek).rstrip(), context


@lru_cache(WORDS)
def _letter(context: str, letter: str) -> float:
    """Give the log probability of `letter` after `context`: the longest known n-gram, a penalty for each step back."""
    known = _ngrams()
    penalty = 0.0
    while context:
        times = known.get(context + letter, 0)
        if times:
            return penalty + log(times / known[context])
        context = context[1:]
        penalty += _BACKOFF
    return penalty + log(known.get(letter, 1) / known[""])


def _word_bonus(word: str) -> float:
    return _KNOWN_WORD if f"={word}" in _ngrams() else 0.0


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    known: Readings = facts.load("el", "greeklish", Readings)
    return known.readings


@cache
def _ngrams() -> dict[str, int]:
    """Read the letter n-grams, the final sigma as a plain one; '' counts all letters."""
    path = files("agorascope.language") / "data" / "profiles" / "greek.json"
    counts: dict[str, int] = {}
    for gram, times in msgspec.json.decode(path.read_bytes(), type=dict[str, int]).items():
        plain = gram.replace("ς", "σ")
        counts[plain] = counts.get(plain, 0) + times
    counts[""] = sum(times for gram, times in counts.items() if len(gram) == 1)
    return counts


@cache
def _english() -> frozenset[str]:
    """Give the English words that are left alone: the frequent ones that are no frequent Greeklish words."""
    path = files("agorascope.language") / "data" / "profiles" / "words.toml"
    listed = msgspec.toml.decode(path.read_bytes(), type=dict[str, str])
    return frozenset(listed["en"].split()) - frozenset(listed["el-Latn"].split())
