"""Who is known in a thread, found again by any form of a name: cases, letters, given names, initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

from agorascope.language.folding import fold
from agorascope.readers.persons.names import HAN, INITIALS, PARTICLES, SHORTEST_STEM, TOKEN, is_han, same, stem, stems

# Names longer than this are nobody's, and forms of them are looked for in their first characters only.
LONGEST_NAME = 200
MOST_WORDS = 4
LONGEST_HAN = 12
SHORTEST_HAN = 2
ANY_HAN = re.compile(HAN)
# Folding keeps the first letter of a Korean syllable and takes Japanese kana for others: these stay as they are.
FOLDABLE = re.compile("[^\u1100-\u11ff\u3040-\u30ff\uac00-\ud7a3]+")
# Letters that cannot be seen, and blanks.
UNSEEN = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+")
ACCENTS = re.compile("[\u0300-\u036f]+")


def identity(name: str) -> str:
    """Give what two ways of writing a whole name share: case, accents, width and blanks do not matter."""
    narrow = unicodedata.normalize("NFKC", UNSEEN.sub("", name))
    plain = FOLDABLE.sub(lambda part: ACCENTS.sub("", fold(part[0])), narrow)
    return UNSEEN.sub("", plain) or name


def form(name: str) -> str:
    """Give what the cases of a name share (Γιάννης, Γιάννη); it never equals an `identity`."""
    name = name[:LONGEST_NAME]
    words = [word.rstrip(".") for word in TOKEN.findall(name)]
    has_cases = bool(stems(name)) and not ANY_HAN.search(name)
    return "form " + (" ".join(stem(word) for word in words if len(word) > 1) if has_cases else identity(name))


class Register:
    """People by the forms of their names; of two who share a form the one who was entered first has it."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._whole: dict[str, str] = {}
        self._parts: dict[frozenset[str], str] = {}
        self._all: dict[frozenset[str], str] = {}
        self._han: dict[str, str] = {}
        self._initials: dict[str, str] = {}
        self._shortened: dict[str, str] = {}

    def enter(self, name: str, pseudonym: str) -> None:
        """Take a person's name and what stands in its place."""
        self._whole.setdefault(identity(name), pseudonym)
        name = name[:LONGEST_NAME]
        words = _words(name)
        for part in _parts(words):
            self._parts.setdefault(part, pseudonym)
        if words:
            self._all.setdefault(words, pseudonym)
        for piece in _han_pieces(name):
            self._han.setdefault(piece, pseudonym)
        short = INITIALS.match(name)
        letters = _letters(name)
        if len(letters) > 1:
            (self._shortened if short else self._initials).setdefault(letters, pseudonym)

    def find(self, name: str) -> str | None:
        """Give the pseudonym of the person whose name this is a form of; None for a stranger."""
        known = self._whole.get(identity(name))
        name = name[:LONGEST_NAME]
        return (
            known
            or (self._find_han(name) if ANY_HAN.search(name) else self._find_words(_words(name)))
            or (self._initials if INITIALS.match(name) else self._shortened).get(_letters(name))
        )

    def _find_words(self, words: frozenset[str]) -> str | None:
        """Find who has all these words, else whose words are all among these."""
        if words in self._parts:
            return self._parts[words]
        return next((self._all[part] for part in _parts(words) if part in self._all), None)

    def _find_han(self, name: str) -> str | None:
        """Find whose name holds this one, else whose whole name is in it."""
        pieces = (self._whole.get(piece) for piece in _han_pieces(name))
        return self._han.get(name) or (next(filter(None, pieces), None) if is_han(name) else None)


def is_form(name: str, of: str) -> bool:
    """Say whether a name is a form of somebody's, whom there is reason to expect: the initial of a word will do."""
    name, of = name[:LONGEST_NAME], of[:LONGEST_NAME]
    word = INITIALS.match(name)
    first = bool(word) and _letters(of).startswith(_letters(name))
    return first or identity(name) == identity(of) or bool(_words(name) & _words(of)) or same(name, of)


def _words(name: str) -> frozenset[str]:
    """Give the stems of a name's words; of those too short for a stem ('Ann', 'Li') the words themselves."""
    found = (fold(word).rstrip(".") for word in TOKEN.findall(name))
    kept = (word for word in found if len(word) > 1 and word not in PARTICLES)
    return frozenset(cut if len(cut := stem(word)) >= SHORTEST_STEM else f"{word}." for word in kept)


def _letters(name: str) -> str:
    return fold("".join(word[0] for word in TOKEN.findall(name))) if not INITIALS.match(name) else _plain(name)


def _plain(initials: str) -> str:
    return fold(re.sub(r"[.\s]", "", initials))


def _parts(words: frozenset[str]) -> Iterator[frozenset[str]]:
    """Give the sets of words that may stand for a name, the largest first."""
    if len(words) > MOST_WORDS:
        yield words
        yield from (frozenset([word]) for word in sorted(words))
        return
    for size in range(len(words), 0, -1):
        yield from map(frozenset, combinations(sorted(words), size))


def _han_pieces(name: str) -> Iterator[str]:
    """Give the runs of two and more characters of a name with Chinese ones, the longest first."""
    if ANY_HAN.search(name) and len(name) <= LONGEST_HAN:
        for size in range(len(name), SHORTEST_HAN - 1, -1):
            yield from (name[at : at + size] for at in range(len(name) - size + 1))
