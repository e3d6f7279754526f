"""The words of agreement and difference: what each language says, where a text says it, how many a group is."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from agorascope.arguments.rules import anywhere, opening, rules_of
from agorascope.language import facts
from agorascope.language.folding import fold

Kind = Literal["agree", "differ"]


class AccordFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an editor of the language knows about accord; the TOML files explain each list."""

    numbers: dict[str, int]
    definite: tuple[str, ...]
    definite_after: tuple[str, ...]
    together: tuple[str, ...]
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    apart: tuple[str, ...]
    not_accord: tuple[str, ...]
    supposed: tuple[str, ...]
    back: tuple[str, ...]
    own: tuple[str, ...]
    unlike: tuple[tuple[str, str], ...]
    like: tuple[tuple[str, str], ...]
    contrast: tuple[str, ...]
    opposed: tuple[str, ...]


class Cue(NamedTuple):
    """An accord at `start`:`end`; `apart` tells that many do it with one another."""

    start: int
    end: int
    kind: Kind
    apart: bool


class Lexicon(NamedTuple):
    """The facts of a language as patterns over folded text."""

    cues: re.Pattern[str]
    kinds: dict[str, tuple[Kind, bool]]
    not_accord: re.Pattern[str]
    supposed: re.Pattern[str]
    together: re.Pattern[str]
    definite: re.Pattern[str]
    definite_after: re.Pattern[str]
    back: re.Pattern[str]
    contrast: re.Pattern[str]
    own: re.Pattern[str]
    opposed: re.Pattern[str]
    beside: tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...]


@cache
def facts_of(code: str) -> AccordFacts:
    """Give the facts for a BCP 47 code."""
    known: AccordFacts = facts.load(facts.serving(code), "accords", AccordFacts)
    return known


@cache
def lexicon(code: str) -> Lexicon:
    """Give the facts for a BCP 47 code as patterns."""
    known, spaced = facts_of(code), rules_of(code).spaced
    apart = {fold(p) for p in known.apart}
    kinds: dict[str, tuple[Kind, bool]] = {fold(p): ("differ", True) for p in known.apart}
    kinds |= {fold(p): ("agree", False) for p in known.agree}
    kinds |= {fold(p): ("differ", fold(p) in apart) for p in known.differ}
    pairs: list[tuple[Kind, tuple[str, str]]] = [("differ", p) for p in known.unlike]
    pairs += [("agree", p) for p in known.like]
    return Lexicon(
        cues=anywhere(tuple(kinds), spaced=spaced),
        kinds=kinds,
        not_accord=anywhere(known.not_accord, spaced=spaced),
        supposed=anywhere(known.supposed, spaced=spaced),
        together=anywhere(known.together, spaced=spaced),
        definite=anywhere(known.definite, spaced=spaced),
        definite_after=opening(known.definite_after, spaced=spaced),
        back=opening(known.back, spaced=spaced),
        contrast=opening(known.contrast, spaced=spaced),
        own=anywhere(known.own, spaced=spaced),
        opposed=anywhere(known.opposed, spaced=spaced),
        beside=tuple((kind, _before(kind, before, code), _after(after)) for kind, (before, after) in pairs),
    )


def _before(kind: Kind, phrase: str, code: str) -> re.Pattern[str]:
    """Compile what stands right before a name, with articles between; 'like X' only at the head of a statement."""
    rules = rules_of(code)
    marks = anywhere((*rules.subject_m, *rules.subject_f, *rules.oblique_m, *rules.oblique_f), spaced=rules.spaced)
    head = "^\\W*" if kind == "agree" else "(?<!\\w)" if rules.spaced else ""
    return re.compile(f"{head}{re.escape(fold(phrase))}(?:\\s+{marks.pattern})*\\s*$")


def _after(phrase: str) -> re.Pattern[str]:
    return re.compile(f"的?.{{0,4}}{re.escape(fold(phrase))}" if phrase else "")


def cues(text: str, start: int, end: int, code: str) -> list[Cue]:
    """Find the accords between `start` and `end`, in order; phrases that only look like one are left out."""
    words, known = fold(text[start:end]), lexicon(code)
    masked = [m.span() for m in known.not_accord.finditer(words)]
    found = []
    for match in known.cues.finditer(words):
        kind, apart = known.kinds[match[0]]
        longer = any(a < match.end() and match.start() < b and b - a > len(match[0]) for a, b in masked)
        if not longer and known.supposed.search(words, 0, match.start()) is None:
            found.append(Cue(start + match.start(), start + match.end(), kind, apart))
    return found


def numbers(words: str, code: str) -> tuple[int, ...]:
    """Give the small numbers that words count people by, in order: 'all three', και οι δύο, 三位专家, '4 experts'."""
    counts = {fold(word): count for word, count in facts_of(code).numbers.items()}
    return tuple(counts.get(m[0]) or int(m[0]) for m in _numbers(code).finditer(fold(words)))


@cache
def _numbers(code: str) -> re.Pattern[str]:
    words = anywhere(tuple(facts_of(code).numbers), spaced=rules_of(code).spaced).pattern
    return re.compile(f"{words}|(?<![\\d.,])[2-9](?![\\d.,])")
