"""Chinese personal names without a dictionary of people: surname, place in the sentence, and what repeats."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from agorascope.arguments.rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_CLAUSE = re.compile("[^，。；！？\n]{0,24}")
_PRONOUN = re.compile("[他她]")
_SOON = 40
_ENOUGH = 2


def full_names(text: str, code: str) -> tuple[str, ...]:
    """Give the full names (surname and given name) that `text` names its people by, in order of first mention.

    A candidate begins with a surname at a place where a name can begin (after a role noun, a mark, 据) and ends
    where one can end. It is a name when a role noun stands before it or a reporting verb behind it in its clause,
    and one more sign agrees: the other of these two, a third-person pronoun soon after, a second mention.
    """
    evidence: dict[str, set[str]] = {}
    seen: Counter[str] = Counter()
    for name, signs in _candidates(text, code):
        seen[name] += 1
        evidence.setdefault(name, set()).update(signs)
    shown = [n for n in evidence if evidence[n] & {"role", "verb"}]
    named = [n for n in shown if len(evidence[n]) + (text.count(n) >= _ENOUGH) >= _ENOUGH]
    return tuple(n for n in named if not _shadowed(n, named, text))


def _shadowed(name: str, named: list[str], text: str) -> bool:
    """Tell whether a candidate is a longer name cut short, or a shorter one with a letter too many."""
    longer = any(o != name and o.startswith(name) and text.count(o) * 2 > text.count(name) for o in named)
    shorter = any(o != name and name.startswith(o) and text.count(name) * 2 <= text.count(o) for o in named)
    return longer or shorter


def _candidates(text: str, code: str) -> Iterator[tuple[str, set[str]]]:
    rules, (surname, role, verb, after, later) = rules_of(code), _patterns(code)
    refused = frozenset(rules.name_stop_words)
    stops = frozenset(rules.name_stop_characters)
    for found in surname.finditer(text):
        start, given = found.start(), found.end()
        if text[start : start + 2] in refused:
            continue
        signs = {"role"} if role.search(text, max(0, start - 8), start) else set()
        if not signs and not _may_begin(text, start, rules.before_name):
            continue
        for end in (given + 1, given + 2):
            rest = text[given:end]
            if len(rest) < end - given or not stops.isdisjoint(rest) or not re.fullmatch(f"[{HAN}]+", rest):
                break
            if end < len(text) and not after.match(text, end):
                continue
            clause = _CLAUSE.match(text, end)
            told = clause is not None and verb.search(text, end, clause.end() + 1) is not None
            told = told or later.match(text, end, end + _SOON) is not None
            named = signs | ({"verb"} if told else set())
            yield (
                text[start:end],
                named | ({"pronoun"} if _PRONOUN.search(text, end, end + 2 * _SOON) else set()),
            )


def _may_begin(text: str, start: int, before: tuple[str, ...]) -> bool:
    return start == 0 or text[start - 1].isspace() or any(text.endswith(b, 0, start) for b in before)


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    rules = rules_of(code)
    verbs = _any({*rules.reporting, *rules.finding, *rules.positions, *rules.accord_after})
    roles = _any({r for r in (*rules.role_nouns, *rules.title_suffixes) if len(r) > 1})
    return (
        re.compile(_surname(code)),
        re.compile(f"(?:{roles})$"),
        re.compile(verbs),
        re.compile(_any(rules.after_name) + "|\n"),
        re.compile(f"[^。！？\n]*[，。][他她][^，。！？\n]{{0,3}}?(?:{verbs})"),
    )


@cache
def short_form(code: str) -> re.Pattern[str]:
    """Compile what stands for a known person: surname with a title behind (祝厂长) or a familiar prefix (老祝)."""
    rules, surname = rules_of(code), _surname(code)
    suffixes, prefixes = _any(rules.title_suffixes), "|".join(rules.familiar_prefixes)
    return re.compile(f"(?P<family>{surname})(?:{suffixes})|(?<![{HAN}])(?:{prefixes})(?P<known>{surname})(?![家板师])")


def _surname(code: str) -> str:
    """Write a surname as a pattern: of two characters (欧阳) before those of one, which stand in lists."""
    surnames = rules_of(code).surnames
    compound = [s for s in surnames if len(s) == 2]  # noqa: PLR2004 - two characters
    single = "".join(s for s in surnames if len(s) > 2)  # noqa: PLR2004 - lists of one-character surnames
    return f"(?:{'|'.join(compound)}|[{single}])"


def _any(words: Iterable[str]) -> str:
    """Write one of some words as a pattern, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))
