"""Letters of the Greek, Latin and Cyrillic alphabets that look alike, folded to the alphabet a word is written in."""

from __future__ import annotations

import re

_LATIN, _GREEK, _CYRILLIC = "A-Za-z", "\u0370-\u03ff", "\u0400-\u04ff"
_SCRIPTS = {name: re.compile(f"[{letters}]") for name, letters in zip("LGC", (_LATIN, _GREEK, _CYRILLIC), strict=True)}
_WORD = re.compile(f"[{_LATIN}{_GREEK}{_CYRILLIC}]+")
_ROUNDS = 8

# One column a shape; '·' where an alphabet has no letter of that shape.
_SHAPES = {
    "L": "aceopxyijsvukwthdqmrngABEHIKMNOPCTXYZSJ",
    "G": "αϲεορχγιϳ·νυκωτ·····η·ΑΒΕΗΙΚΜΝΟΡϹΤΧΥΖ·Ϳ",
    "C": "асеорхуіјѕѵ·кԝтһԁԛмгп·АВЕНІКМ·ОРСТХУ·ЅЈ",
}
_INTO = {
    into: {
        old: new
        for other, column in _SHAPES.items()
        if other != into
        for old, new in zip(column, _SHAPES[into], strict=True)
        if "·" not in (old, new)
    }
    for into in _SHAPES
}
# The letters that look like none of another alphabet: they tell what a disguised word is written in.
_OWN = {
    name: re.compile(f"(?![{re.escape(''.join(sorted(set(column))))}])[{letters}]")
    for (name, column), letters in zip(_SHAPES.items(), (_LATIN, _GREEK, _CYRILLIC), strict=True)
}


def fold(text: str) -> str:
    """Write every word of `text` in one alphabet where its letters allow it.

    A word in mixed alphabets goes to the one of most of its letters; a word that looks the same in the alphabet of
    most of the text goes there. `text` has no accents. Applying it twice changes nothing.
    """
    for _ in range(_ROUNDS):
        folded = _folded(text)
        if folded == text:
            break
        text = folded
    return text


def _folded(text: str) -> str:
    if sum(script.search(text) is not None for script in _SCRIPTS.values()) <= 1:
        return text
    main = _main(text, "")
    return _WORD.sub(lambda word: _word(word[0], main), text)


def _word(word: str, main: str) -> str:
    into = _INTO[main]
    if all(letter in into or _SCRIPTS[main].match(letter) for letter in word):
        return "".join(into.get(letter, letter) for letter in word)
    into = _INTO[_main(word, main)]
    return "".join(into.get(letter, letter) for letter in word)


def _main(text: str, preferred: str) -> str:
    """Give the alphabet of most letters that no other alphabet has, then of most letters, then `preferred`."""

    def count(scripts: dict[str, re.Pattern[str]], name: str) -> int:
        return len(scripts[name].findall(text))

    return max(_SCRIPTS, key=lambda name: (count(_OWN, name), count(_SCRIPTS, name), name == preferred))
