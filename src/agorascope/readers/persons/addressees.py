"""Whom a comment speaks to: `@name`, a reply line, a salutation, a name called in the first sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.language.folding import fold
from agorascope.readers.facts import either, own_words
from agorascope.readers.persons.names import (
    HAN,
    TOKEN,
    is_capital,
    is_han,
    is_han_name,
    is_han_surname,
    is_ordinary,
    leading,
    not_names,
    stems,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 160
FIRST = 130
SHORTEST = 3
ARTICLE = 4
END = r"(?=[,.!?:;·…(\n)]|\s[-(:;^]|\s?[^\w\s'\"“«]|$)"
HANDLE = re.compile(r"[@＠]([^\s@＠,，:：;；。.!！?？、]{1,30})")
REPLY_NAME = r"[@＠]?(?P<who>[^\s@＠:：,，][^:：\n,，]{0,29}?)\s?[:：]"
QUOTE_LINE = re.compile(r"\s*[>＞][^\n]*\n?")
SENTENCE = re.compile(r"[.!?;。！？；](?=\s|$|[^\x00-\u02ff])|\n")
AND = re.compile(r",?\s*(?:and|or|και|κι|ή|&)\b|,\s+[A-ZΑ-ΩΆΈΉΊΌΎΏ]\w+,?\s+(?:and|or|και)\b")


class Addressed(Struct, frozen=True):
    """A name that a comment calls; `sure` when the words around it leave no doubt."""

    name: str
    sure: bool


class _Patterns(Struct, frozen=True):
    salutation: re.Pattern[str]
    greeting: re.Pattern[str]
    after: re.Pattern[str]
    honorific: re.Pattern[str]
    endearment: re.Pattern[str]
    particle: re.Pattern[str]
    reply: re.Pattern[str]
    han_thanks: re.Pattern[str]
    han_start: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = {group: either(own_words(group)) for group in ("salutations", "greetings", "after_greetings")}
    words |= {group: either(own_words(group)) for group in ("honorifics", "endearments", "particles", "reply_to")}
    titles, starts = either(own_words("suffixes")), either(own_words("prefixes"))
    honorific = rf"(?:(?:{words['honorifics']})\s+)?"
    han = rf"(?:{HAN}{{1,2}}?(?:{titles})|(?:{starts}){HAN}{{1,2}}?)"
    return _Patterns(
        salutation=re.compile(rf"(?:(?:{words['salutations']}),?\s+){{1,2}}{honorific}"),
        greeting=re.compile(rf"(?:(?:{words['greetings']})[,!.]?\s+){{1,2}}{honorific}"),
        after=re.compile(rf",?\s*(?:{words['after_greetings']})(?:[,.!?:;\s]|$)"),
        honorific=re.compile(rf"(?<!\w)(?:{words['honorifics']})\s+"),
        endearment=re.compile(rf"\s+(?:{words['endearments']})\b"),
        particle=re.compile(rf"(?<!\w)(?:{words['particles']})\s+"),
        reply=re.compile(rf"(?:{words['reply_to']})(?:\s+|\s?[:]\s?|(?<={HAN})|(?=@)){REPLY_NAME}"),
        han_thanks=re.compile(rf"(?:{words['salutations']})(?P<who>{HAN}{{1,2}}?(?:{titles}))"),
        han_start=re.compile(rf"(?P<who>{han})(?={words['after_greetings']}|[,:!]|$)"),
    )


def addressee(text: str, *, answers: bool) -> Addressed | None:
    """Find whom a text calls by name; `answers` tells that it replies to a comment, where a bare name is a call."""
    start = _after_quotes(text)
    head = text[start : start + HEAD]
    for find in (_handle, _reply, _saluted, _titled, _named_line, _han):
        name = find(head)
        if name:
            return Addressed(name, sure=True)
    called = _vocative(head) or (_in_sentence(head) if answers else None)
    return Addressed(called, sure=answers) if called else None


def known(text: str, people: frozenset[str]) -> str | None:
    """Find a name of which `people` holds the stem, called at the start or the end of the first sentence."""
    start = _after_quotes(text)
    sentence = _first_sentence(text[start : start + HEAD])
    for match in TOKEN.finditer(sentence):
        word = match[0].rstrip(".")
        ends = not sentence[match.end() :].strip() or sentence[match.end() : match.end() + 1] in ",;:!"
        if is_capital(word) and len(word) >= SHORTEST and fold(word) not in not_names() and stems(word) & people:
            before = sentence[: match.start()].split()
            if not before or (ends and not _governs(before[-1])):
                return word
    return None


def _governs(word: str) -> bool:
    """Say whether an article or a preposition makes the name one spoken about; a comma ends its reach."""
    return word[-1] not in ",!.…" and (len(word) <= ARTICLE or word[0].isupper())


def _after_quotes(text: str) -> int:
    at = 0
    while (match := QUOTE_LINE.match(text, at)) and match.end() > at:
        at = match.end()
    return at + len(text[at : at + HEAD]) - len(text[at : at + HEAD].lstrip())


def _first_sentence(head: str) -> str:
    stop = SENTENCE.search(head)
    return head[: stop.start()] if stop else head[:FIRST]


def _handle(head: str) -> str | None:
    match = HANDLE.match(head)
    return match[1] if match else None


def _reply(head: str) -> str | None:
    match = _patterns().reply.match(fold(head))
    name = head[slice(*match.span("who"))].strip() if match else ""
    return name if name and (not name[0].islower() or (match is not None and "@" in match[0])) else None


def _proper(text: str, most: int = 2, *, titled: bool = False) -> str:
    """Give the name a text begins with, or nothing where its first word opens sentences; titles leave no doubt."""
    name = leading(text, most)
    if titled and name and fold(name) not in not_names():
        return name
    first = name.split(" ", 1)[0]
    return "" if not name or is_ordinary(first) else name


def _saluted(head: str) -> str | None:
    folded = fold(head)
    patterns = _patterns()
    match = patterns.salutation.match(folded)
    name = _proper(head[match.end() :]) if match else ""
    if name:
        return name
    match = patterns.greeting.match(folded)
    name = _proper(head[match.end() :]) if match else ""
    ends = bool(match and name and re.match(END, head[match.end() + len(name) :]))
    return name if ends else _greeted_after(head, folded)


def _greeted_after(head: str, folded: str) -> str | None:
    match = _patterns().honorific.match(folded)
    start = match.end() if match else 0
    name = _proper(head[start:], titled=bool(match))
    found = name and _patterns().after.match(folded, start + len(name))
    return name if found else None


def _titled(head: str) -> str | None:
    """Read 'κυρία Εύη', 'Mr. Karr': at the start, or closing a clause of the first sentence."""
    folded = fold(head)
    for match in _patterns().honorific.finditer(folded, 0, FIRST):
        name = _proper(head[match.end() :], titled=True)
        if not name:
            continue
        ends = re.match(r"[,.!?:;]|$", head[match.end() + len(name) :])
        before = head[: match.start()].split()
        comma = bool(before) and before[-1][-1] in ",!.;"
        vocative = comma or (_vocative_title(match[0]) and bool(before) and not _governs(before[-1]))
        if (match.start() == 0 and _vocative_title(match[0])) or (ends and vocative):
            return name
    return _with_particle(head, folded)


def _vocative_title(title: str) -> bool:
    """'Mr. Smith is right' speaks about him; Greek titles in the vocative do not open such sentences."""
    return not title.isascii()


def _with_particle(head: str, folded: str) -> str | None:
    for match in _patterns().particle.finditer(folded, 0, FIRST):
        name = _proper(head[match.end() :], 1)
        if name:
            return name
    name = _proper(head, 1)
    found = _patterns().endearment.match(folded, len(name)) if name else None
    # 'Ελένη μου, …' calls her; 'Ακριβό μου φαίνεται' finds something dear.
    return name if found and not folded[found.end() :].strip(" ")[:1].isalpha() else None


def _named_line(head: str) -> str | None:
    """Read a first line that is a name and a comma, with the text below it."""
    line, _, below = head.partition("\n")
    name = _proper(line)
    return name if below and line[len(name) :].strip() in {",", ":", "!", "·"} and name else None


def _han(head: str) -> str | None:
    folded = fold(head[:60])
    match = _patterns().han_thanks.search(folded) or _patterns().han_start.match(folded)
    if match is None:
        return None
    name = match["who"]
    titled = any(name.endswith(fold(title)) for title in own_words("suffixes"))
    return name if name not in not_names() and (is_han_surname(name[0]) if titled else is_han_name(name)) else None


def _vocative(head: str) -> str | None:
    name = _proper(head)
    rest = head[len(name) :]
    if not name or len(name) < SHORTEST or not re.match(r"(?:,|:|…|\.\.\.)\s", rest):
        return None
    return None if AND.match(rest) or _lists(rest) else name


def _lists(rest: str) -> bool:
    """'Patras, Volos, Larisa: …' counts places; nobody is called."""
    other = leading(rest[1:].lstrip(), 1)
    return rest[:1] == "," and bool(other) and rest[1:].lstrip()[len(other) :][:1] in {",", ":"}


def _in_sentence(head: str) -> str | None:
    """Read ', Lorna.' and ', Όλγα, …' in the first sentence."""
    sentence = head[:FIRST]
    greeting = _patterns().greeting
    for match in _calls(sentence):
        skipped = greeting.match(fold(sentence), match.end())
        start = skipped.end() if skipped else match.end()
        name = _proper(sentence[start:], 1)
        rest = sentence[start + len(name) :]
        before = sentence[: match.start()].split()[-1:]
        listed = before and (
            before[0][:1].isupper() and not before[0].isupper() and len(sentence[: match.start()].split()) > 1
        )
        if (
            len(name) >= SHORTEST
            and not listed
            and re.match(r"[,.!?:;…]|$", rest)
            and not AND.match(rest)
            and not _lists(rest)
        ):
            return None if is_han(name) else name
    return None


def _calls(sentence: str) -> Iterator[re.Match[str]]:
    """Give the commas of the first sentence after which a name may be called."""
    stop = SENTENCE.search(sentence)
    end = stop.start() if stop else len(sentence)
    return (
        match for match in re.finditer(r",\s+|^(?:but|and|μα|αλλά)\s+", sentence, re.IGNORECASE) if match.start() <= end
    )
