"""Greek that was typed without accents, with them again, so that models read what they know.

A word has the accent that it most often has in our own Greek comments; one that is not there, that of the words with
the longest same ending. Where a writer accents words, every word is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

import msgspec

from agorascope.language.remembering import remembered

ACCENTED_SHARE = 0.2
"""Of the words that must have an accent: a writer who sets as many sets them on purpose."""
_WORD = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")
_SYLLABLE = re.compile("ου|αι|ει|οι|υι|αυ|ευ|ηυ|[αεηιουωϊϋ]")
_MARKED = dict(zip("αεηιουωϊϋ", "άέήίόύώΐΰ", strict=True))
_BARE = {marked: plain for plain, marked in _MARKED.items()}
_CAPITAL = dict(zip("άέήίόύώ", "ΆΈΉΊΌΎΏ", strict=True))
_ENDINGS = range(6, 1, -1)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Greek words with their accents, and those of several vowels that have none ('για'), between spaces."""

    words: str
    bare: str


def accented(text: str) -> str:
    """Set accents where a Greek text has hardly any; every other text stays, and the length always does.

    A best effort for models, not a spelling: expect about one word in twenty-five wrong.
    """
    words = [found for found in _WORD.finditer(text) if _wants_one(plain(found[0]))]
    marked = sum(plain(found[0]) != found[0].lower() for found in words)
    if not words or marked >= ACCENTED_SHARE * len(words):
        return text
    out, at = [], 0
    for found in words:
        out += [text[at : found.start()], _dressed(found[0])]
        at = found.end()
    return "".join([*out, text[at:]])


def _wants_one(word: str) -> bool:
    return len(_SYLLABLE.findall(word)) > 1 and word.replace("ς", "σ") not in _learned()[2]


def plain(word: str) -> str:
    """Give a word in small letters without accents; a diaeresis stays."""
    return "".join(_BARE.get(letter, letter) for letter in unicodedata.normalize("NFC", word.lower()))


def _dressed(word: str) -> str:
    """Set the accent of one word, in the case of its letter; a word that has one keeps it."""
    lower = word.lower()
    if len(lower) != len(word) or plain(word) != lower:
        return word
    place = _place(lower.replace("ς", "σ"))
    if place is None:
        return word
    letter = _MARKED[lower[place]]
    return word[:place] + (_CAPITAL.get(letter, letter) if word[place].isupper() else letter) + word[place + 1 :]


@remembered
def _place(word: str) -> int | None:
    """Give the place of the accented letter of a bare word, its final sigma a plain one; None where nothing tells."""
    known, endings, _ = _learned()
    if word in known:
        return known[word]
    for size in _ENDINGS:
        back = endings.get(word[-size:]) if len(word) >= size else None
        if back is not None and word[len(word) - back : len(word) - back + 1] in _MARKED:
            return len(word) - back
    return None


@cache
def _learned() -> tuple[dict[str, int], dict[str, int], frozenset[str]]:
    """Give the place of the accent by word, how far from the end it mostly is by ending, and the words without one."""
    path = files("agorascope.language") / "data" / "profiles" / "accents.toml"
    known: dict[str, int] = {}
    seen: dict[str, Counter[int]] = {}
    listed = msgspec.toml.decode(path.read_bytes(), type=Words)
    for word in listed.words.replace("ς", "σ").split():
        bare = plain(word)
        known[bare] = place = next(n for n, letter in enumerate(word) if letter in _BARE)
        for size in _ENDINGS:
            if len(bare) >= size:
                seen.setdefault(bare[-size:], Counter())[len(bare) - place] += 1
    by_ending = {end: min(places, key=lambda n: (-places[n], n)) for end, places in seen.items()}
    return known, by_ending, frozenset(listed.bare.replace("ς", "σ").split())
