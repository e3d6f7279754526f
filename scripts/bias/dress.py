"""The same words in other letters: Greek without accents or in Latin letters, capitals, traditional characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from scripts.language.habits import HABITS, latinise

VISUAL, PHONETIC = HABITS[0], HABITS[1]
MIXTURE = (HABITS[6], HABITS[2], HABITS[7], HABITS[4])
_ACCENTS = "\u0301\u0308"
_WORD = re.compile(r"\S+")


def bare(text: str) -> str:
    """Take the accents off Greek letters, as hurried writers do."""
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _ACCENTS))


def shouted(text: str) -> str:
    """Write capitals, which have no accents in Greek."""
    return bare(text).upper()


def mixed(text: str) -> str:
    """Write Greek in Latin letters as those do who change their habit from word to word."""
    words = iter(range(len(text)))
    return _WORD.sub(lambda found: latinise(found[0], MIXTURE[next(words) % len(MIXTURE)]), text)


def traditional(text: str) -> str:
    """Write simplified Chinese in traditional characters, by the tables of OpenCC."""
    return str(_opencc().convert(text))


@cache
def _opencc() -> Any:  # noqa: ANN401 - opencc has no types
    return import_module("opencc").OpenCC("s2t")


DRESSES: dict[str, dict[str, Callable[[str], str]]] = {
    "el": {
        "Greeklish, by sound": lambda text: latinise(text, PHONETIC),
        "Greeklish, by shape": lambda text: latinise(text, VISUAL),
        "Greeklish, mixed": mixed,
        "no accents": bare,
        "small letters": str.lower,
        "capitals": shouted,
    },
    "zh": {},
    "en": {"small letters": str.lower, "capitals": str.upper},
}
