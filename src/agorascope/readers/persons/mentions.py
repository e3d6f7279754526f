"""Where people are named in a text: whole names as their bearers write them, their cases, and after an @.

One pass over the words of a text, whoever many people there are: names are kept as paths from word to word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, compress
from typing import TypeVar

from msgspec import Struct

from agorascope.language.remembering import remembered
from agorascope.readers.persons.names import SHORTEST_STEM, is_ordinary, stem
from agorascope.readers.persons.register import LONGEST_NAME

Answer = TypeVar("Answer")
# Scripts that put no blanks between words: each of their characters counts as a word.
UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
WORD = rf"(?:[^\W{UNSPACED}]++[\u0300-\u036f]*+)++|[{UNSPACED}]"
WORDS = re.compile(WORD)
PIECES = re.compile(rf"[^\S\n]++|{WORD}|[^\w\s]|\n")
ONE = re.compile(f"[{UNSPACED}]")
HANDLE = re.compile(r"(?<![A-Za-z0-9_/])[@＠](?P<who>\w(?:\w|[.·-](?=\w)){0,63})")
REDDIT = re.compile(r"(?<![\w/.:])/?u/(?P<who>[A-Za-z0-9_-]{2,30})")
QUOTED = re.compile(r"\[quote=[\"']?(?P<who>[^\]\"';,\n]{1,60})", re.IGNORECASE)
IN_HANDLES = re.compile(r"[\d_]|\w\.\w")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
MOST_PIECES, LONGEST_WORD = 40, 40
MOST_REMEMBERED = 1 << 18
FEWEST_LETTERS, FEWEST_UNSPACED, FEWEST_CALLED = 4, 3, 2
# How sure a name is one wherever it stands: in people's own words, in ours, after an @ only.
ANYWHERE, IN_NOTICES, AFTER_AN_AT = 2, 1, 0


class Place(Struct, frozen=True):
    """A name in a text, and the pseudonym of who is named."""

    start: int
    end: int
    pseudonym: str


@remembered
def is_distinctive(name: str) -> bool:
    """Say whether a name of at most `LONGEST_NAME` characters is one wherever it stands.

    Those of two words, three Chinese characters, a handle's signs, or one capitalised word that is no ordinary one are.
    """
    bare = EDGES.sub("", name)
    unspaced = len(ONE.findall(bare))
    if unspaced >= FEWEST_UNSPACED or len(bare.split()) > 1:
        return True
    if len(bare) < FEWEST_LETTERS or not any(map(str.isalpha, bare)):
        return False
    return bool(IN_HANDLES.search(bare)) or unspaced > 0 or (bare[0].isupper() and not is_ordinary(bare))


def _sureness(name: str) -> int:
    plain = name[:LONGEST_NAME].strip()
    if is_distinctive(plain):
        return ANYWHERE
    return IN_NOTICES if len(plain) > 1 and (plain[0].isupper() or ONE.match(plain)) else AFTER_AN_AT


class _Paths:
    """Names as paths of keys; walked once for each place where one may begin."""

    def __init__(self) -> None:
        self.first: set[str] = set()
        self._steps: dict[tuple[int, str], int] = {}
        self._ends: dict[int, tuple[str, int]] = {}

    def enter(self, keys: Iterable[str], pseudonym: str, sureness: int) -> None:
        at = 0
        for key in keys:
            if at == 0:
                self.first.add(key)
            at = self._steps.setdefault((at, key), len(self._steps) + 1)
        if at:
            self._ends.setdefault(at, (pseudonym, sureness))

    def longest(self, pieces: Iterable[tuple[str, int]], least: int) -> tuple[int, str] | None:
        """Give where the longest name along these keys ends, and whose it is."""
        at, found = 0, None
        for key, end in pieces:
            step = self._steps.get((at, key))
            if step is None:
                break
            at = step
            pseudonym, sureness = self._ends.get(at, ("", -1))
            if sureness >= least:
                found = end, pseudonym
        return found


class _Remembered(dict[str, Answer]):
    """What was found out about pieces of text; it forgets everything before it grows too large."""

    def __init__(self, find: Callable[[str], Answer]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, piece: str) -> Answer:
        if len(self) > MOST_REMEMBERED:
            self.clear()
        self[piece] = self._find(piece)
        return self[piece]


class Mentions:
    """The people whose names are looked for in texts; all are entered before the first text."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._names, self._forms = _Paths(), _Paths()
        self._begins, self._keys = _Remembered(self._may_begin), _Remembered(_key)

    def enter(self, name: str, pseudonym: str) -> None:
        """Take a person, by the whole name and by what stands before a bracket; of two with one the first counts."""
        shown = " ".join(name.split())
        for written in dict.fromkeys((shown, shown.partition("(")[0])):
            words = list(WORDS.finditer(written))
            if words:
                first, last = words[0].start(), words[-1].end()
                self._enter(written[first:last], pseudonym)
                self._enter(written[first:].rstrip(". "), pseudonym)
                self._enter_forms([word[0] for word in words], pseudonym)

    def _enter(self, name: str, pseudonym: str) -> None:
        keys = [_key(piece) for piece in PIECES.findall(name)[:MOST_PIECES]]
        self._names.enter(keys, pseudonym, _sureness(name))

    def _enter_forms(self, words: list[str], pseudonym: str) -> None:
        forms = [_form(word) for word in words]
        if len(forms) > 1 and all(forms):
            self._forms.enter(forms, pseudonym, ANYWHERE)

    def places(self, text: str, least: int = ANYWHERE) -> Iterator[Place]:
        """Give the names in a text, from left to right, the longest at each place."""
        pieces = PIECES.findall(text)
        begins = list(compress(range(len(pieces)), map(self._begins.__getitem__, pieces)))
        if not begins:
            return
        keys, ends = list(map(self._keys.__getitem__, pieces)), list(accumulate(map(len, pieces)))
        past = 0
        for at in begins:
            start = ends[at] - len(pieces[at])
            if start >= past and (found := self._longest(keys, ends, at, least)):
                past = found[0]
                yield Place(start, *found)

    def named_at(self, text: str, start: int) -> Place | None:
        """Give the longest name that begins at a place, whether it would be one elsewhere or not."""
        near = text[start : start + LONGEST_NAME]  # the word there may be as long as the text
        pieces = ((_key(piece[0]), start + piece.end()) for piece in PIECES.finditer(near))
        found = self._names.longest(pieces, AFTER_AN_AT)
        return Place(start, *found) if found else None

    def known_part(self, text: str, place: Place) -> Place:
        """Give of a handle, which goes to the next blank, the name that is known where no blank need end it."""
        found = self.named_at(text, place.start)
        if found is None or found.end == place.end:
            return found or place
        no_blanks = bool(ONE.match(text, found.end) or ONE.match(text, found.end - 1))
        is_name = found.end > place.end or (no_blanks and found.end - found.start >= FEWEST_CALLED)
        return found if is_name else place

    def _may_begin(self, piece: str) -> bool:
        return _key(piece) in self._names.first or _form(piece) in self._forms.first

    def _longest(self, keys: list[str], ends: list[int], at: int, least: int) -> tuple[int, str] | None:
        upto = slice(at, at + MOST_PIECES)
        whole = self._names.longest(zip(keys[upto], ends[upto], strict=True), least)
        return whole or self._forms.longest(_forms(keys, ends, at), least)


def handles(text: str) -> Iterator[re.Match[str]]:
    """Give `@name`, `u/name` and `[quote=name]`, each with its group `who`; what has no letter names nobody."""
    for pattern, sign in ((HANDLE, ("@", "＠")), (REDDIT, ("u/",)), (QUOTED, ("=",))):
        if any(mark in text for mark in sign):
            yield from (found for found in pattern.finditer(text) if any(map(str.isalpha, found["who"])))


def _key(piece: str) -> str:
    if piece.isspace():
        return piece if piece == "\n" else " "
    return piece if piece.isascii() else unicodedata.normalize("NFC", piece)


def _form(word: str) -> str:
    """Give the stem of a capitalised word; nothing for others, and for words too short or long to be names."""
    if not word[0].isupper() or len(word) > LONGEST_WORD:
        return ""
    found = stem(word)
    return found if len(found) >= SHORTEST_STEM else ""


def _forms(keys: list[str], ends: list[int], at: int) -> Iterator[tuple[str, int]]:
    """Give the stems of words that follow one another with a blank or a hyphen between them."""
    while at < len(keys):
        yield _form(keys[at]), ends[at]
        at += 2 if at + 1 < len(keys) and keys[at + 1] in {" ", "-"} else 1
