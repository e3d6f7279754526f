"""Names of people in Chinese characters read as one and the same name, as `names` does with Greek and Latin letters.

Chinese has no capitals. A name is a surname with one or two characters that given names are made of, or three or more
characters that write foreign sounds ('谢尔盖', also with a dot: '法蒂玛·哈桑'); and no two characters in it, nor one of
them and its neighbour, are a word. Foreign brands and places are read so too: nor have these a tone of their own.
Not known are given names alone, and what a writer makes up. Texts are in simplified characters here.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec

from agorascope.language import facts

_DOT = "·•・‧"
_LEAST_FOREIGN, _MOST_FOREIGN = 3, 12
_LONGEST_GIVEN = 2
_PASSES = 8
"""Where one name was read, its neighbour may be one too that looked like half a word before."""
_REPEATED = re.compile(r"(.)\1\1")
"""'哈哈哈' is a laugh."""


class HanNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is read instead of a name; the characters of names; pairs of characters that are words.

    A surname of `rare` takes two characters after it, for with one it is often a word. Those of `later` write foreign
    sounds, but begin no name that has no dot.
    """

    instead: str
    surnames: str
    rare: str
    compound: tuple[str, ...]
    given: str
    foreign: str
    later: str
    ordinary: tuple[str, ...]


class Pairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pairs of characters that are words or parts of words, between spaces."""

    pairs: str


def nameless(text: str) -> str:
    """Read every full name as the same one; a text without any is returned as it is."""
    for _ in range(_PASSES):
        before, text = text, _read(text)
        if text == before:
            break
    return text


def _read(text: str) -> str:
    out: list[str] = []
    at = 0
    for found in _beginnings().finditer(text):
        begin = found.start()
        if begin < at:
            continue
        end = _end(text, begin)
        if end:
            out += text[at:begin], _facts().instead
            at = end
    return "".join([*out, text[at:]])


def _end(text: str, begin: int) -> int:
    """Give where the name ends that begins at a place; 0 where none does."""
    if begin and text[begin - 1 : begin + 1] in _ordinary():
        return 0
    return _end_of_dotted(text, begin) or _end_of_foreign(text, begin) or _end_of_full(text, begin)


def _end_of_dotted(text: str, begin: int) -> int:
    found = _dotted().match(text, begin)
    return found.end() if found else 0


def _end_of_foreign(text: str, begin: int) -> int:
    found = _foreign().match(text, begin)
    if not found or _REPEATED.search(found[0]) or len(set(found[0])) < _LEAST_FOREIGN - 1:
        return 0
    return found.end() if _is_strange(text, begin, found.end()) else 0


def _end_of_full(text: str, begin: int) -> int:
    """Look for the longer given name first."""
    known = _facts()
    compound = text[begin : begin + 2] in known.compound
    first = begin + (2 if compound else 1)
    if not compound and text[begin] not in _surnames():
        return 0
    least = _LONGEST_GIVEN if not compound and text[begin] in known.rare else 1
    for end in range(first + _LONGEST_GIVEN, first + least - 1, -1):
        given = text[first:end]
        if given == known.instead:
            return 0
        if len(given) == end - first and _given().issuperset(given) and _is_strange(text, first - (not compound), end):
            return end
    return 0


def _is_strange(text: str, begin: int, end: int) -> bool:
    """Tell whether no two neighbours are a word, the last one and what follows included."""
    return not any(text[at : at + 2] in _ordinary() for at in range(begin, end))


@cache
def _facts() -> HanNames:
    known: HanNames = facts.load("zh", "names", HanNames)
    return known


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_facts().surnames + _facts().rare)


@cache
def _given() -> frozenset[str]:
    return frozenset(_facts().given)


@cache
def _ordinary() -> frozenset[str]:
    path = files("agorascope.language") / "data" / "profiles" / "pairs.toml"
    made = msgspec.toml.decode(path.read_bytes(), type=Pairs).pairs.split()
    return frozenset([*made, *_facts().ordinary])


@cache
def _beginnings() -> re.Pattern[str]:
    known = _facts()
    firsts = {compound[0] for compound in known.compound}
    return re.compile(f"[{''.join(sorted(_surnames() | firsts | set(known.foreign)))}]")


@cache
def _dotted() -> re.Pattern[str]:
    part = f"[{_facts().foreign}]{{1,{_MOST_FOREIGN}}}"
    return re.compile(f"{part}(?:[{_DOT}]{part})+")


@cache
def _foreign() -> re.Pattern[str]:
    known = _facts()
    return re.compile(f"(?![{known.later}])[{known.foreign}]{{{_LEAST_FOREIGN},{_MOST_FOREIGN}}}")
