"""Letters of the Greek, Latin and Cyrillic alphabets that look alike, folded to the alphabet a word is written in."""

from __future__ import annotations

import re

from agorascope.language.remembering import remembered

_LATIN, _GREEK, _CYRILLIC = "A-Za-z", "\u0370-\u03ff", "\u0400-\u04ff"
_SCRIPTS = {name: re.compile(f"[{letters}]") for name, letters in zip("LGC", (_LATIN, _GREEK, _CYRILLIC), strict=True)}
_WORD = re.compile(f"[{_LATIN}{_GREEK}{_CYRILLIC}]+")
_LETTERS = f"{_LATIN}{_GREEK}{_CYRILLIC}"
# Words with a letter of another alphabet than the named one; the rest of a text is not even looked at.
_FOREIGN = {
    name: re.compile(f"(?<![{_LETTERS}])[{letters}]*+[{_LETTERS}]+")
    for name, letters in zip("LGC", (_LATIN, _GREEK, _CYRILLIC), strict=True)
}
_ROUNDS = 8
_SIGMAS = str.maketrans("ϲϹ", "σΣ")  # the shape of a C is a sigma, and Unicode decomposes it to one

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

Counts = tuple[int, ...]
"""Letters of one alphabet only (Latin, Greek, Cyrillic), then all letters (the same): told apart by words."""


def fold(text: str) -> str:
    """Write every word of `text` in one alphabet where its letters allow it.

    A word in mixed alphabets goes to the one of most of its letters; a word that looks the same in the alphabet of
    most of the text goes there. `text` has no accents. Applying it twice changes nothing.
    """
    for _ in range(_ROUNDS):
        folded = _folded(text).translate(_SIGMAS)
        if folded == text:
            break
        text = folded
    return text


def mixed(text: str) -> bool:
    """Tell whether letters of more than one of the three alphabets stand in `text`."""
    return not text.isascii() and sum(script.search(text) is not None for script in _SCRIPTS.values()) > 1


def _folded(text: str) -> str:
    if not mixed(text):
        return text
    counts = [_counts(word) for word in _WORD.findall(text)]
    main = _main(tuple(map(sum, zip(*counts, strict=True))), "")
    return _FOREIGN[main].sub(lambda word: _word(word[0], main), text)


@remembered
def _word(word: str, main: str) -> str:
    into = _INTO[main]
    if all(letter in into or _SCRIPTS[main].match(letter) for letter in word):
        return "".join(into.get(letter, letter) for letter in word)
    into = _INTO[_main(_counts(word), main)]
    return "".join(into.get(letter, letter) for letter in word)


@remembered
def _counts(word: str) -> Counts:
    return tuple(len(script.findall(word)) for scripts in (_OWN, _SCRIPTS) for script in scripts.values())


def _main(counts: Counts, preferred: str) -> str:
    """Give the alphabet of most letters that no other alphabet has, then of most letters, then `preferred`."""
    names = list(_SCRIPTS)
    return max(names, key=lambda name: (counts[names.index(name)], counts[names.index(name) + 3], name == preferred))
