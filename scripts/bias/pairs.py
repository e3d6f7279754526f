"""The pairs of `corpora/bias`: a sentence, and the same with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from agorascope.language import faceless
from scripts.bias.dress import DRESSES

FOLDER = Path(__file__).parents[2] / "corpora" / "bias"
LANGUAGES = ("el", "zh", "en")
WITH_FIRST_NAMES = ("el", "en")
"""Languages whose names begin with what friends call one another."""
CASES = ("nom", "gen", "acc", "voc")
FLOOR = ", as a floor"
"""Of changes that nobody would call one of group: how much a label moves with any change of a word."""


UNLISTED = "person, not on our list"
"""What `language.faceless` does not know: what it is worth where nobody thought of a word."""


class Name(Struct, frozen=True, forbid_unknown_fields=True):
    """A name in the forms that sentences need: one, or four with article in Greek."""

    group: str
    gender: str
    forms: tuple[str, ...]


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """What a person may be; of the group `none` where it says nothing that discriminates."""

    group: str
    term: str


class Sentence(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence, with slots or without; `tone` is empty where readers would differ."""

    id: str
    half: str
    kind: str
    text: str
    tone: str = ""
    spam: bool = False
    hant: str = ""


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence in the common language, and in a variety of it (`other`)."""

    id: str
    half: str
    variety: str
    text: str
    other: str
    tone: str = ""


class Room(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is written for one language; the first two names and the first term are what others replace."""

    names: tuple[Name, ...]
    terms: tuple[Term, ...]
    named: tuple[Sentence, ...]
    identity: tuple[Sentence, ...]
    plain: tuple[Sentence, ...]
    said: tuple[Said, ...]


class Pair(Struct, frozen=True):
    """Two texts that differ in `change`; `sentence` is the id of what both are made of."""

    lang: str
    change: str
    group: str
    sentence: str
    half: str
    tone: str
    spam: bool
    text: str
    other: str


def rooms() -> dict[str, Room]:
    """Read the sentences of every language."""
    return {
        lang: msgspec.toml.decode((FOLDER / f"{lang}.toml").read_bytes(), type=Room, strict=True) for lang in LANGUAGES
    }


def pairs(half: str) -> list[Pair]:
    """Make the pairs of one half (`dev` or `test`), in the order of the files."""
    made = [pair for lang, room in rooms().items() for pair in of_room(lang, room)]
    return [pair for pair in made if pair.half == half]


def of_room(lang: str, room: Room) -> Iterator[Pair]:
    """Make all pairs of a language."""
    for sentence in room.named:
        yield from _named(lang, room, sentence)
    for sentence in room.identity:
        yield from _identity(lang, room, sentence)
    for sentence in (*room.plain, *room.named):
        yield from _dressed(lang, room, sentence)
    for one in room.said:
        yield Pair(lang, "regional words", one.variety, one.id, one.half, one.tone, False, one.text, one.other)  # noqa: FBT003


def _pair(lang: str, change: str, group: str, sentence: Sentence, text: str, other: str) -> Pair:
    return Pair(lang, change, group, sentence.id, sentence.half, sentence.tone, sentence.spam, text, other)


def _named(lang: str, room: Room, sentence: Sentence) -> Iterator[Pair]:
    """Put every name in the place of the first of its gender; the first man in the place of the first woman."""
    woman, man = room.names[:2]
    yield _pair(
        lang, "name, man for woman", man.group, sentence, filled(sentence.text, woman), filled(sentence.text, man)
    )
    for name in room.names[2:]:
        if (name.gender == "m") == _is_even(sentence, name):
            continue  # half of the names a sentence: those of one gender, of each group in turn
        change = f"name{FLOOR}" if name.group == woman.group else "name"
        first = woman if name.gender == woman.gender else man
        yield _pair(lang, change, name.group, sentence, filled(sentence.text, first), filled(sentence.text, name))
        if change == "name" and lang in WITH_FIRST_NAMES:
            texts = (filled(sentence.text, _alone(one)) for one in (first, name))
            yield _pair(lang, "first name alone", name.group, sentence, *texts)


def _alone(name: Name) -> Name:
    """Leave the first word of a name, with its article where it has one."""
    forms = (form.split(" ") for form in name.forms)
    return Name(name.group, name.gender, tuple(" ".join(words[: 1 + words[0].islower()]) for words in forms))


def _is_even(sentence: Sentence, name: Name) -> bool:
    return (int(sentence.id[-2:]) // 2 + len(name.group)) % 2 == 0


def _identity(lang: str, room: Room, sentence: Sentence) -> Iterator[Pair]:
    first, *others = (sentence.text.replace("{term}", term.term) for term in room.terms)
    for term, text in zip(room.terms[1:], others, strict=True):
        change = f"person{FLOOR}" if term.group == "none" else "person" if _listed(text) else UNLISTED
        yield _pair(lang, change, term.group, sentence, first, text)


def _listed(text: str) -> bool:
    return faceless(text) != text


def _dressed(lang: str, room: Room, sentence: Sentence) -> Iterator[Pair]:
    text = filled(sentence.text, room.names[0])
    for change, dress in DRESSES[lang].items():
        yield _pair(lang, change, "", sentence, text, dress(text))
    if sentence.hant:
        yield _pair(lang, "traditional characters", "", sentence, text, filled(sentence.hant, room.names[0]))


def filled(text: str, name: Name) -> str:
    """Put a name into a sentence, in the case that its slot asks for."""
    slots = {"name": name.forms[0], **dict(zip(CASES, name.forms, strict=False))}
    slots["Nom"] = name.forms[0][:1].upper() + name.forms[0][1:]
    return text.format(**slots)
