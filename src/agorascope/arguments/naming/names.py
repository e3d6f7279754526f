"""Capitalised names in Latin and Greek letters: where they stand, in which case, and in what fullest form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.arguments.rules import Rules

_LETTER = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u1f00-\u1fff"
_WORD = re.compile(f"[{_LETTER}]+(?:[-'’][{_LETTER}]+)*\\.?")
_LOOK_BACK = 60
_LONGEST = 6
_MARK_REACH = 3
_STEM = 3


class Name(NamedTuple):
    """A name at `start`:`end`: its words, its title, its grammatical gender, whether it can be a subject."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str
    gender: str
    subject: bool
    marked: bool


class _Word(NamedTuple):
    start: int
    end: int
    text: str


def names(text: str, rules: Rules) -> list[Name]:
    """Find every run of capitalised words that may name a person or an organisation, in order.

    Words that open sentences, acronyms and words that the text also writes in lower case are no names. One word
    alone is a possible name only; the caller keeps it where a full name or a reporting verb confirms it.
    """
    words = [_Word(m.start(), _end(text, m, rules), m[0]) for m in _WORD.finditer(text)]
    words = [w._replace(text=text[w.start : w.end]) for w in words]
    ordinary = frozenset(fold(w.text) for w in words if w.text[0].islower())
    return [n for run in _runs(text, words, rules) if (n := _name(text, run, ordinary, rules)) is not None]


def _end(text: str, found: re.Match[str], rules: Rules) -> int:
    """Cut the full stop of a sentence and the possessive ending from a word; titles and initials keep their stop."""
    word, end = found[0], found.end()
    if word.endswith(".") and word not in rules.titles and (len(word) != 2 or not word[0].isupper()):  # noqa: PLR2004 - one letter and a stop
        end -= 1
    for suffix in rules.possessive_suffixes:
        if text.endswith(suffix, found.start(), end) and end - len(suffix) > found.start():
            return end - len(suffix)
    return end


def _runs(text: str, words: list[_Word], rules: Rules) -> Iterator[list[_Word]]:
    """Group capitalised words (with particles between them) that only single spaces part."""
    run: list[_Word] = []
    refused = frozenset(rules.not_names)
    for word in words:
        joined = bool(run) and text[run[-1].end : word.start] == " " and len(run) < _LONGEST
        named = _capital(word.text) and re.split("['’]", word.text)[0] not in refused
        titled = word.text in rules.titles or fold(word.text) in rules.titles
        if joined and (named or word.text in rules.particles or titled):
            run.append(word)
            continue
        if run:
            yield run
        run = [word] if named or titled else []
    if run:
        yield run


def _capital(word: str) -> bool:
    return word[0].isupper() and (not word.isupper() or len(word.rstrip(".")) == 1)


def _name(text: str, run: list[_Word], ordinary: frozenset[str], rules: Rules) -> Name | None:
    titles = [w for w in run if w.text in rules.titles or fold(w.text) in rules.titles]
    run = [w for w in run if w not in titles]
    while run and (run[-1].text in rules.particles or not _capital(run[-1].text)):
        run.pop()
    while run and not titles and fold(run[0].text) in ordinary and len(run) < 3:  # noqa: PLR2004 - 'Castle Rock' loses both
        run.pop(0)
    if not run or (len(run) == 1 and len(run[0].text.rstrip(".")) == 1):
        return None
    title = titles[0] if titles else None
    gender, subject, marked = _case(text, title.start if title else run[0].start, rules)
    if title is not None:
        gender = gender or _title_gender(title.text, rules)
    if any(text.startswith(s, run[-1].end) for s in rules.possessive_suffixes if rules.spaced):
        subject = False
    start = title.start if title and title.text in rules.kept_titles else run[0].start
    kept = title.text if title and title.text in rules.kept_titles else ""
    return Name(start, run[-1].end, tuple(w.text for w in run), kept, gender, subject, marked)


def _title_gender(title: str, rules: Rules) -> str:
    return "m" if title in rules.subject_m else "f" if title in rules.subject_f else ""


def _case(text: str, start: int, rules: Rules) -> tuple[str, bool, bool]:
    """Read the grammatical gender and case of a name from the nearest article or preposition before it."""
    before = re.split("[^\\w\\s'’-]", text[max(0, start - _LOOK_BACK) : start])[-1].lower().split()
    for distance, word in enumerate(reversed(before[-_MARK_REACH:])):
        for gender, subjects, obliques in (
            ("m", rules.subject_m, rules.oblique_m),
            ("f", rules.subject_f, rules.oblique_f),
            ("p", rules.subject_p, rules.oblique_p),
        ):
            if word in subjects:
                return gender, True, True
            if word in obliques:
                return gender, False, True
        if distance == 0 and word in rules.oblique:
            return "", False, False
    return "", True, False


def same_word(one: str, other: str, rules: Rules) -> bool:
    """Tell whether two words are one name, in whatever case: equal, or one stem where the language inflects names."""
    one, other = fold(one), fold(other)
    if one == other or not rules.nominative:
        return one == other
    stem = max(_STEM, min(len(one), len(other)) - 2)
    return one[:stem] == other[:stem] and abs(len(one) - len(other)) <= 2  # noqa: PLR2004 - endings differ by two letters


def base_form(name: Name, rules: Rules) -> str:
    """Give the name as a dictionary would: the nominative, by the gender of the article it stands with."""
    words = list(name.words)
    if name.marked and not name.subject:
        words = [_nominative(w, name.gender, rules) for w in words]
    return " ".join([*([name.title] if name.title else []), *words])


def _nominative(word: str, gender: str, rules: Rules) -> str:
    for of, ending, base in rules.nominative:
        if of == gender and word.endswith(ending):
            return word.removesuffix(ending) + base
    return word
