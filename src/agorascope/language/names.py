"""Names of people read as one and the same name: whose name it is has no tone.

A small network hears one tone with 'Emily Walsh' and another with 'Imran Hussain'. Masking of this kind is the plainest
way to counterfactual fairness ('blindness' in Garg et al., 2019, arXiv:1809.10610). A name is two or more words with
a capital in a row, of which the first is none that our comments write in small letters. Brands and towns of two words
are read so too: nor have these a tone of their own. First names alone are
for `first_names`, names in Chinese characters for `han_names`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from agorascope.language import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

WRITTEN = ("el", "en")
WORD = "[^\\W\\d_]+(?:['’-][^\\W\\d_]+)*"
_WORDS = re.compile(f"(?<![\\w#&/.'’-]){WORD}(?: {WORD})+")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is read instead of a name, in every case and gender; what stands in small letters within one.

    `places` are words that stand before places and things, not before a person's name.
    """

    instead: str
    particles: tuple[str, ...]
    places: tuple[str, ...]


class Ordinary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Greek and English words that are written small, between spaces."""

    words: str


def nameless(text: str) -> str:
    """Read every full name as the same one; a text without any is returned as it is."""
    return _WORDS.sub(lambda found: " ".join(_read(found[0].split(" "))), text)


def _read(words: Sequence[str]) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(words):
        end = _end(words, at)
        out.append(instead(words[at]) if end > at + 1 else words[at])
        at = end
    return out


def _end(words: Sequence[str], at: int) -> int:
    """Give where the name ends that begins at a word; the next word where none begins."""
    if not is_strange(words[at]):
        return at + 1
    second = at + 1
    while second < len(words) and words[second] in _particles():
        second += 1
    if second == len(words) or not _is_capital(words[second]):
        return at + 1
    end = second + 1
    while end < len(words) and is_strange(words[end]):
        end += 1
    return end


def _is_capital(word: str) -> bool:
    """Tell 'Anne', 'McNeil' and 'al-Khatib' from 'anne' and 'SEO'."""
    return any(part[:1].isupper() and part[1:2].islower() for part in re.split("['’-]", word))


def is_strange(word: str) -> bool:
    """Tell whether a word has a capital and is none that is written small."""
    return _is_capital(word) and word.lower() not in _ordinary()


def instead(word: str) -> str:
    """Give the full name that is read instead, in the letters of a word."""
    return _facts()["el" if _GREEK.search(word) else "en"].instead


@cache
def _facts() -> dict[str, Names]:
    return {code: facts.load(code, "names", Names) for code in WRITTEN}


@cache
def _particles() -> frozenset[str]:
    return frozenset(word for names in _facts().values() for word in names.particles)


@cache
def places() -> frozenset[str]:
    """Give the words, of both languages, that stand before places and things."""
    return frozenset(word for known in _facts().values() for word in known.places)


@cache
def _ordinary() -> frozenset[str]:
    path = files("agorascope.language") / "data" / "profiles" / "ordinary.toml"
    return frozenset(msgspec.toml.decode(path.read_bytes(), type=Ordinary).words.split())
