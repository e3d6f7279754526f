"""One word of a name: what its cases share, how it sounds in other letters, which full names it is short for.

Two words are compared by keys, so that people are found in a table and nobody is compared with everybody. Sounds
follow the phonetic keys of Soundex and its kin, but keep vowels: Greek and Latin spell them alike more often than not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from agorascope.language import chinese
from agorascope.language.folding import fold
from agorascope.language.remembering import remembered
from agorascope.people.facts import known

Alike = Literal["full-name", "case", "transliteration", "short-form"]
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
LONGEST = 40
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")
_HAN = re.compile(f"[{HAN}]+")
_LATIN = re.compile("[a-z]+")
# A vowel with its own accent, or a diaeresis, keeps two vowels apart that would be read as one: Μάικλ.
_HIATUS = re.compile("(?:[άέό](?=[ιυ]))|(?:[αεο](?=[ϊϋΐΰ]))")
_DOUBLED = re.compile("(.)\\1+")
_VOWELS = re.compile("[aeiouw]")
# An h that is not heard: 'John', 'Sarah', 'Dhimitra'; not that of ch, ph, sh, th, and not one that a word begins with.
_SILENT = re.compile("(?<![cpst])(?<!^)h(?![aeiouy])|(?<=[bdfgjklmnrvwxz])h")
_SHORTEST_STEM = 2
_CLOSE, _ALIKE_SOUNDS, _CONSONANTS = 5, 80.0, 3


class Word(NamedTuple):
    """A word of a name: folded, its letters ('greek', 'latin', 'han', ''), and its key.

    `key` is shared by the cases of a Greek name and by its spelling in Latin letters; `names` are the known names that
    it is (`full`) or may be short for (`short`). `cut` tells an abbreviation ('Μπ.', 'J.').
    """

    folded: str
    script: str
    key: str
    names: frozenset[int]
    full: bool
    short: bool
    cut: bool


@remembered
def word(text: str, *, cut: bool = False) -> Word:
    """Read one word of a name; of a longer one than 40 characters only these count."""
    text = text[:LONGEST].casefold()
    folded = fold(text).strip(".'-")
    script = _script(folded)
    if script == "han":
        return Word(chinese.to_simplified(folded), script, folded, frozenset(), full=False, short=False, cut=cut)
    key = _key(text, folded, script)
    names, full, short = _names().get(key, (frozenset[int](), False, False))
    return Word(folded, script, key, names, full, short, cut)


def _script(folded: str) -> str:
    for name, letters in (("greek", _GREEK), ("latin", _LATIN), ("han", _HAN)):
        if letters.fullmatch(re.sub("[-']", "", folded)):
            return name
    return ""


def _key(text: str, folded: str, script: str) -> str:
    """Join the sound of the stem and of the ending: 'Γιώργο', 'Γιώργου' and 'Giorgos' are all `iorg-o`."""
    if script not in {"greek", "latin"}:
        return folded
    apart = _HIATUS.sub(lambda found: found[0] + "|", text)
    plain = _SILENT.sub("", re.sub("[-'.]", "", fold(apart)))
    ending = next((e for e in _endings() if plain.endswith(e) and len(plain) - len(e) >= _SHORTEST_STEM), "")
    return f"{_sound(plain.removesuffix(ending))}-{_endings().get(ending, '')}"


def _sound(plain: str) -> str:
    heard = _letters().sub(lambda found: _sounds()[found[0]], plain).replace("|", "")
    return _DOUBLED.sub("\\1", heard)


@cache
def _sounds() -> dict[str, str]:
    return {fold(letters): sound for one in known() for letters, sound in one.sounds.items()}


@cache
def _letters() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_sounds(), key=lambda letters: (-len(letters), letters)))))


@cache
def _endings() -> dict[str, str]:
    found = {fold(ending): sound for one in known() for ending, sound in one.endings.items()}
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _names() -> dict[str, tuple[frozenset[int], bool, bool]]:
    """Tell of keys which names they may stand for, whether they are one of these in full, whether short for one.

    Names are numbered; a name has one number in both languages.
    """
    number: dict[str, int] = {}
    groups = [names for one in known() for names in one.equivalents]
    shorts = [(name, short) for one in known() for name, forms in one.short_forms.items() for short in forms]
    for names in [*groups, *((name,) for name, _ in shorts)]:
        keys = [_plain_key(name) for name in names]
        first = min((number[key] for key in keys if key in number), default=len(number))
        number |= {key: number.get(key, first) for key in keys}
    found = {key: (frozenset([n]), True, False) for key, n in number.items()}
    for name, short in shorts:
        meant, full, _ = found.get(_plain_key(short), (frozenset[int](), False, False))
        found[_plain_key(short)] = (meant | {number[_plain_key(name)]}, full, True)
    return found


def _plain_key(name: str) -> str:
    text = name.casefold()
    return _key(text, fold(text), _script(fold(text)))


def alike(one: Word, other: Word) -> Alike | None:
    """Tell in which way two words are forms of one name; None where they are not."""
    if one.folded == other.folded:
        return "full-name"
    if not one.key or "han" in {one.script, other.script} or one.cut or other.cut:
        return None
    if one.key == other.key:
        return "transliteration" if one.script != other.script else "case" if one.script == "greek" else None
    if one.names.isdisjoint(other.names):
        return None
    if one.script != other.script:
        return "transliteration" if one.full and other.full else "short-form" if one.full or other.full else None
    return "short-form" if _shortens(one, other) else None


def _shortens(one: Word, other: Word) -> bool:
    """Tell whether one of two words is a full name, and the other a shorter form."""
    return (one.full and not one.short and other.short) or (other.full and not other.short and one.short)


def close(one: Word, other: Word) -> bool:
    """Tell whether a Greek and a Latin word sound nearly the same: the same consonants, and few other vowels.

    For names that there is another reason to expect; 'Κώστας' and 'Kostis' are close, 'Μαρία' and 'Mario' are not.
    """
    from rapidfuzz import fuzz

    if {one.script, other.script} != {"greek", "latin"} or min(len(one.key), len(other.key)) <= _CLOSE:
        return False
    spoken = [w.key.replace("-", "") for w in (one, other)]
    bones = [_VOWELS.sub("", text) for text in spoken]
    same = bones[0] == bones[1] and spoken[0][0] == spoken[1][0] and len(bones[0]) >= _CONSONANTS
    return same and fuzz.ratio(*spoken) >= _ALIKE_SOUNDS
