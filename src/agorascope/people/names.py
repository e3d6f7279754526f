"""A name as people write it, in words; and in which way one form of a name belongs to another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from agorascope.language import chinese
from agorascope.language.folding import fold
from agorascope.language.remembering import remembered
from agorascope.people.facts import familiar_prefixes, particles, title_suffixes, titles
from agorascope.people.words import HAN, Word, alike, close, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Kinship = Literal["full-name", "case", "transliteration", "short-form", "part-of-name", "title"]
LONGEST = 80
MOST_WORDS = 5
_TOKEN = re.compile(f"[{HAN}]+|[^\\W\\d_{HAN}]+(?:['’-][^\\W\\d_{HAN}]+)*(?:\\.(?!\\w))?")
# What is told of a person behind the name: 'Rob (beds, Leeds)', 'A. Papas, Volos'.
_ASIDE = re.compile("\\s*[(\\[,|/·•–—].*$|\\s+-\\s.*$", re.DOTALL)
_CAMEL = re.compile("(?<=[a-zα-ω])(?=[A-ZΑ-Ω])")
_SITE = re.compile("(?:www\\.)?([\\w.-]+)\\.[a-z]{2,6}", re.IGNORECASE)
_HANDLE = re.compile("[\\d_@]|\\w\\.\\w\\w|^[^A-ZΑ-ΩΆ-Ώ]*$")
_STRONGEST: tuple[Kinship, ...] = ("full-name", "case", "transliteration", "short-form")
_HAN_NAME = (2, 3)
_SHORT = 3


class Name(NamedTuple):
    """A form of a name: its words, its title, and what it looks like.

    `personal` is true for what looks like somebody's name (capital words, or two to three Chinese characters), not for
    a handle, a site or a shop sign. `han` are its Chinese characters, simplified. `joined` tells that a word is two
    written as one ('JusticeMitchell').
    """

    form: str
    folded: str
    words: tuple[Word, ...]
    title: str
    personal: bool
    han: str
    joined: bool


@remembered
def name_of(form: str) -> Name:
    """Read a name; only its first 80 characters and five words count."""
    text = form[:LONGEST].strip().lstrip("@＠")
    bare, title = _untitled(text)
    bare = _ASIDE.sub("", bare) or bare
    site = _SITE.fullmatch(bare)
    tokens = _TOKEN.findall(_CAMEL.sub(" ", site[1] if site else bare))
    spoken = [t for n, t in enumerate(tokens) if not (n and fold(t) in particles())][:MOST_WORDS]
    words = tuple(word(t.rstrip("."), cut=t.endswith(".") or len(t) == 1) for t in spoken)
    han = chinese.to_simplified("".join(re.findall(f"[{HAN}]+", bare)))
    folded = " ".join(chinese.to_simplified(fold(text)).split())
    joined = _CAMEL.search(bare) is not None
    return Name(form, folded, words, title, site is None and _personal(bare, tokens, han), han, joined)


def _untitled(text: str) -> tuple[str, str]:
    """Take the title from a name: 'κ. Λουντ' is Λουντ, 李老师 is 李."""
    found = titles().match(fold(text))
    if found and found.end() < len(text):
        return text[found.end() :], text[: found.end()].strip()
    for suffix in title_suffixes():
        if fold(text).endswith(suffix) and len(suffix) < len(text) and re.fullmatch(f"[{HAN}]+", text):
            return text[: -len(suffix)], text[-len(suffix) :]
    return text, ""


def _personal(bare: str, tokens: Sequence[str], han: str) -> bool:
    if han:
        return han == bare.strip() and len(han) in _HAN_NAME
    few = 0 < len(tokens) < MOST_WORDS
    return few and not _HANDLE.search(bare) and all(t[0].isupper() or fold(t) in particles() for t in tokens)


def kinship(form: Name, of: Name, *, expected: bool = False) -> Kinship | None:
    """Tell in which way `form` is a form of the name `of`, which is as full or fuller; None where it is not.

    `expected` names are those that there is another reason to look for: sounds may then be nearly the same.
    """
    if form.folded == of.folded and form.folded:
        return "full-name"
    if form.han or of.han:
        return _chinese(form, of) or (_spelled(form, of, expected=expected) if not form.han else None)
    return _spelled(form, of, expected=expected)


def _spelled(form: Name, of: Name, *, expected: bool) -> Kinship | None:
    """Find for every word of a form another one of the fuller name.

    Abbreviations alone ('Θ.Γ.', 'J. R.') will do where the name is expected, or where they stand for all of its words.
    """
    if not form.words or len(form.words) > len(of.words):
        return None
    left, found = list(of.words), []
    for one in form.words:
        how, match = _best(one, left, expected=expected)
        if match is None:
            return None
        left.remove(match)
        found.append(how)
    whole = [how for how in found if how is not None]
    if not whole:
        return "part-of-name" if expected or (len(found) == len(of.words) > 1) else None
    if form.title:
        return "title"
    worst = max(whole, key=_STRONGEST.index)
    if len(whole) == len(of.words):
        return worst
    return worst if worst in {"transliteration", "short-form"} else "part-of-name"


def _best(one: Word, others: Sequence[Word], *, expected: bool) -> tuple[Kinship | None, Word | None]:
    """Find the word that another one is a form of, and how; an abbreviation has no `how`."""
    ways: tuple[Callable[[Word], Kinship | None], ...] = (
        lambda other: alike(one, other),
        lambda other: "transliteration" if expected and close(one, other) else None,
    )
    for way in ways:
        for other in others:
            how = way(other)
            if how is not None and not (one.cut and other.cut and len(one.folded) < _SHORT):
                return how, other
    return None, next((other for other in others if _abbreviates(one, other) or _abbreviates(other, one)), None)


def _abbreviates(one: Word, other: Word) -> bool:
    return one.cut and one.script == other.script and other.folded.startswith(one.folded)


def _chinese(form: Name, of: Name) -> Kinship | None:
    """Read 老魏 for 魏某某, 李老师 for 李某, and a name that is part of a longer one (小邓, 搪瓷杯厂小邓)."""
    if not form.han or not of.han:
        return None
    if form.title and form.han == of.han:
        return "title"
    if form.title and len(of.han) in _HAN_NAME and of.han.startswith(form.han):
        return "title"
    familiar = len(form.han) == 2 and form.han[0] in familiar_prefixes()  # noqa: PLR2004 - 老 and a surname
    if len(form.han) > 1 and form.han in of.han and not (len(form.words) > len(of.words)):
        return "title" if form.title else "part-of-name"
    if familiar and len(of.han) in _HAN_NAME and of.personal and of.han.startswith(form.han[1]):
        return "short-form"
    return None


def akin(form: Name, names: Sequence[Name], *, expected: bool = False) -> bool:
    """Tell whether a form and one of somebody's names belong together, whichever is the fuller."""
    return any(kinship(form, n, expected=expected) or kinship(n, form, expected=expected) for n in names)
