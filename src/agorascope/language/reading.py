"""A text as its tone is heard: capitals small, Greek in Greek letters with its accents, Chinese in simplified
characters, words that all know, one name for all.

A small network hears another tone in capitals, in Greek without accents, in traditional characters, in a dialect, in
what somebody is and in whose name it is. Other tasks read texts as they are: there none of this was better.
"""  # noqa: D205 - one sentence that needs a second line

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from agorascope.language import first_names, han_names, names
from agorascope.language.accents import accented
from agorascope.language.chinese import script, to_simplified
from agorascope.language.swaps import common, faceless

SHOUTED_SHARE = 0.6
"""Capitals among all letters: an English or a Greek text has one in twenty."""
LEAST_SHOUTED = 5
"""Letters: 'ROI' and 'SEO' are words, 'ΜΠΡΑΒΟ' is shouted."""
_NAMED = frozenset({"el", "el-Latn", "en", "zh", "und"})
_LATIN = re.compile("[A-Za-z]")
_BEGINNING = re.compile(r"(?:(?<=[.!?;…] )|(?<=\n)|^)[^\W\d_]")


def heard(text: str) -> str:
    """Write a text as its tone is heard best; one that is written so already is returned as it is."""
    for read in READINGS.values():
        text = read(text)
    return text


def unshouted(text: str) -> str:
    """Write a text in capitals in small letters, place by place; any other is left alone."""
    if sum(map(str.isupper, text)) < max(LEAST_SHOUTED, SHOUTED_SHARE * sum(map(str.isalpha, text))):
        return text
    small = text.lower()
    return small if len(small) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


def begun(text: str) -> str:
    """Begin the sentences of a text without any capital with one, place by place."""
    if any(map(str.isupper, text)):
        return text
    return _BEGINNING.sub(lambda found: big if len(big := found[0].upper()) == 1 else found[0], text)


def _nameless(text: str) -> str:
    return _if_named(text, names.nameless(text))


def _first_nameless(text: str) -> str:
    return _if_named(text, first_names.first_nameless(text))


def _han_nameless(text: str) -> str:
    return _if_named(text, han_names.nameless(text))


def _if_named(text: str, read: str) -> str:
    """Leave texts of other languages alone: German has capitals for all things, Japanese other names."""
    from agorascope.language.detection import detect

    return read if read == text or detect(text).code in _NAMED else text


def _simplified(text: str) -> str:
    return to_simplified(text) if script(text) == "Hant" else text


def _in_greek(text: str) -> str:
    if not _LATIN.search(text):
        return text
    from agorascope.language.detection import detect
    from agorascope.language.greeklish import to_greek

    return to_greek(text) if detect(text).code == "el-Latn" else text


READINGS: Final[dict[str, Callable[[str], str]]] = {
    "script": _simplified,
    "capitals": unshouted,
    "greeklish": _in_greek,
    "accents": accented,
    "names": _nameless,
    "han names": _han_nameless,
    "persons": faceless,
    "regional": common,
    "first names": _first_nameless,
    "beginnings": begun,
}
"""What is done to a text, in this order; `scripts/eval_bias --without NAME` tells what one of them is worth."""
