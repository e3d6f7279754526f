"""First names alone, read as one and the same name: 'I disagree with Fatima' is heard as with anybody else's name.

A word with a capital inside a sentence is a name where nobody writes it small (see `names`), and nothing before it says
that it is a place or a thing ('in', 'στο'); brands are read so too, and have no more tone of their own. At the
beginning of a sentence a capital tells nothing: what stands there is left as it is, for too many rare words with a tone
would go.
"""

from __future__ import annotations

import re

from agorascope.language.names import WORD, instead, is_strange, places

_LEAST = 3  # letters
_ALONE = re.compile(f"(?<![\\w#&/.'’@-]){WORD}(?![\\w@/]|\\.\\w)")
_BEGINS = re.compile(r"(?:^|[.!?;…:|\n\"“”«»()\[\]*>—–-]|[^\x00-\u03ff\u1f00-\u1fff\u2018\u2019])\s*$")
"""What a sentence or a quotation may begin after; also a picture or a sign of any other script."""
_REACH = 12  # characters before a word
_BEFORE = re.compile(r"(\w+) $")
_OWNED = re.compile("['’]s$")
_BRAND = re.compile(r"[^\W\d_A-ZΑ-Ω][A-ZΑ-Ω]")
"""A capital within: 'PlayStation'."""


def first_nameless(text: str) -> str:
    """Read every first name alone as the same one; a text without any is returned as it is."""
    return _ALONE.sub(lambda found: _read(found, text), text)


def _read(found: re.Match[str], text: str) -> str:
    word = found[0]
    name = _OWNED.sub("", word)
    before = text[max(0, found.start() - _REACH) : found.start()]
    told = instead(name).split(" ")
    if (
        len(name) < _LEAST
        or _BRAND.search(name)
        or name in told
        or not _is_strange(name)
        or _is_no_person(before, word)
    ):
        return word
    return told[0] + word[len(name) :]


def _is_strange(name: str) -> bool:
    """Tell whether a word is a name as it stands and without the s of a plural ('Sundays')."""
    return name.lower() not in places() and is_strange(name) and is_strange(name.removesuffix("s"))


def _is_no_person(before: str, word: str) -> bool:
    """Tell by what stands before; whoever owns something is a person everywhere."""
    last = _BEFORE.search(before)
    return bool(_BEGINS.search(before)) or bool(last and last[1].lower() in places() and not _OWNED.search(word))
