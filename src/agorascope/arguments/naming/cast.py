"""Who is named in a text: every mention with the person it stands for, and pronouns by the nearest who fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.naming.hanzi import full_names, short_form
from agorascope.arguments.naming.names import Name, base_form, names, same_word
from agorascope.arguments.rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agorascope.arguments.rules import Rules


_MOST_PEOPLE = 200


class Mention(NamedTuple):
    """A person at `start`:`end` under the form `holder`; `sure` is false for one capitalised word alone."""

    start: int
    end: int
    holder: str
    gender: str
    subject: bool
    sure: bool


class Cast:
    """The people of one text, from its names; `mentions` are in order and do not overlap."""

    def __init__(self, text: str, code: str) -> None:
        """Read all names of `text`; of full names the first 200 are told apart, so that work stays linear."""
        rules = rules_of(code)
        self.genders: dict[str, str] = {}
        found = [*_western(text, rules), *_chinese(text, code, rules)]
        self.mentions: tuple[Mention, ...] = tuple(_disjoint(sorted(found, key=lambda m: (m.start, -m.end))))
        for mention in self.mentions:
            if mention.gender:
                self.genders.setdefault(mention.holder, mention.gender)

    def fits(self, holder: str, gender: str) -> bool:
        """Tell whether a pronoun of `gender` can mean `holder`: the genders agree as far as they are known."""
        return not gender or self.genders.get(holder, gender) == gender

    def learn(self, holder: str, gender: str) -> None:
        """Remember the gender a pronoun has shown."""
        if gender and holder:
            self.genders.setdefault(holder, gender)


def _disjoint(mentions: Iterable[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end


class _Person:
    def __init__(self, name: Name) -> None:
        self.words = name.words
        self.forms = [name]

    def fits(self, words: tuple[str, ...], rules: Rules) -> bool:
        if len(words) >= len(self.words):
            return len(words) == len(self.words) and all(
                same_word(a, b, rules) for a, b in zip(words, self.words, strict=True)
            )
        return all(any(same_word(w, own, rules) for own in self.words) for w in words)

    def holder(self, rules: Rules) -> str:
        """Give the first full form in the nominative, else the first full form turned into it."""
        title = next((n.title for n in self.forms if n.title), "")
        first = self.forms[0]
        best = next((n for n in self.forms if n.subject and n.marked), None)
        best = best or next((n for n in self.forms if not n.marked), first)
        return base_form(best._replace(title=title or best.title), rules)


def _western(text: str, rules: Rules) -> Iterator[Mention]:
    found = names(text, rules)
    people: list[_Person] = []
    for name in found:
        if len(name.words) > 1 or name.title:
            person = next((p for p in people if p.fits(name.words, rules)), None)
            if person is not None:
                person.forms += [name] if len(person.words) == len(name.words) else []
            elif len(people) < _MOST_PEOPLE:
                people.append(_Person(name))
    people = [
        p
        for p in people
        if not (len(p.words) == 1 and any(len(o.words) > 1 and o.fits(p.words, rules) for o in people))
    ]
    holders = {id(p): p.holder(rules) for p in people}
    links: dict[tuple[str, ...], list[_Person]] = {}
    for name in found:
        if name.words not in links:
            links[name.words] = [p for p in people if p.fits(name.words, rules)]
        person = _linked(name, links[name.words])
        holder = holders[id(person)] if person else base_form(name, rules)
        yield Mention(name.start, name.end, holder, name.gender, name.subject, person is not None)


def _linked(name: Name, fitting: list[_Person]) -> _Person | None:
    """Find whom a form means: of those it fits, the one last named in full before it, else the first named after."""
    before = [p for p in fitting if p.forms[0].start <= name.start]
    return max(before, key=lambda p: p.forms[0].start, default=fitting[0] if fitting else None)


def _chinese(text: str, code: str, rules: Rules) -> Iterator[Mention]:
    if not rules.surnames:
        return
    known = full_names(text, code)
    if known:
        for found in re.finditer("|".join(sorted(map(re.escape, known), key=lambda n: (-len(n), n))), text):
            yield _han(text, found.start(), found.end(), found[0], rules, sure=True)
    for found in short_form(code).finditer(text):
        family = found["family"] or found["known"]
        whole = next((n for n in known if n.startswith(family)), None)
        yield _han(text, found.start(), found.end(), whole or found[0], rules, sure=whole is not None)


def _han(text: str, start: int, end: int, holder: str, rules: Rules, *, sure: bool) -> Mention:
    role = any(text.endswith(r, 0, start) for r in rules.role_nouns if len(r) > 1)
    oblique = not role and any(text.endswith(o, 0, start) for o in rules.oblique)
    owner = any(text.startswith(s, end) for s in rules.possessive_suffixes)
    return Mention(start, end, holder, "", not oblique and not owner, sure)
