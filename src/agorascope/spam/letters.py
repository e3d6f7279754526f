"""Tricks with letters: scripts mixed inside a word, unseen characters, shouting, endless repetition.

These are reasons to look, never a verdict: people mistype, paste and shout without selling anything.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from agorascope.spam.phrases import MOST, Sign

LEAST_SHOUTED = 20  # letters in capitals
SHOUTED_SHARE = 0.7
LEAST_REPEATED = 8
ENOUGH = 2000  # characters that show the script of a text
LETTERS_PER_HAN = 3

_WORD = re.compile(r"[A-Za-zΑ-Ωα-ωΆ-ώА-Яа-яЁё]{3,40}")
_LATIN, _GREEK = re.compile("[A-Za-z]"), re.compile("[Α-Ωα-ωΆ-ώἀ-ῼ]")
_SCRIPTS = {
    "Hani": re.compile("[\u3400-\u9fff]"),
    "Grek": _GREEK,
    "Latn": _LATIN,
    "other": re.compile("[Ѐ-ӿ\u0590-\u0fff\u3040-\u30ff\uac00-\ud7af]"),
}
_UNSEEN = re.compile(
    "(?<=[A-Za-z0-9Ά-ώΑ-ωА-я\u4e00-\u9fff])[\u200b-\u200d\u2060-\u2064\ufeff]{1,20}(?=[A-Za-z0-9Ά-ώΑ-ωА-я\u4e00-\u9fff])"
    "|[\u202d\u202e]"
)
_REPEATED = re.compile(rf"([^\s\w.\-_=*~—─…·])\1{{{LEAST_REPEATED - 1},2000}}|(\w)\2{{{2 * LEAST_REPEATED - 1},2000}}")


def find_letters(text: str) -> list[Sign]:
    """Give the tricks in a text as it was written, in order of kinds."""
    mixed = (Sign("mixed-script", *m.span()) for m in _WORD.finditer(text) if _is_mixed(m[0]))
    unseen = (Sign("invisible", *m.span()) for m in _UNSEEN.finditer(text))
    repeated = (Sign("repetition", *m.span()) for m in _REPEATED.finditer(text))
    return [*islice(mixed, MOST), *islice(unseen, MOST), *_shouting(text), *islice(repeated, MOST)]


def _is_mixed(word: str) -> bool:
    """Tell a word whose letters pretend to be of one script; 'iPhoneάκι' and the like change script once."""
    scripts = [0 if _LATIN.match(c) else 1 if _GREEK.match(c) else 2 for c in word]
    changes = sum(a != b for a, b in pairwise(scripts))
    return changes > 1


def _shouting(text: str) -> list[Sign]:
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    if upper < LEAST_SHOUTED or upper < SHOUTED_SHARE * (upper + lower):
        return []
    start = len(text) - len(text.lstrip())
    return [Sign("shouting", start, len(text.rstrip()))]


def letters_of(text: str) -> int:
    """Count the letters of a text; a Han character says as much as three."""
    return sum(map(str.isalpha, text)) + (LETTERS_PER_HAN - 1) * len(_SCRIPTS["Hani"].findall(text))


def script_of(text: str) -> str:
    """Name the script of most letters in the beginning of a text: Han, Greek, Latin or another."""
    counts = {name: len(pattern.findall(text[:ENOUGH])) for name, pattern in _SCRIPTS.items()}
    counts["Hani"] *= LETTERS_PER_HAN
    return max(counts, key=lambda name: counts[name])
