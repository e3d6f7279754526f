"""Names that act together: 'X and Y argue', 'ο Χ και η Ψ', X、Y以及Z."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from agorascope.arguments.naming.hanzi import HAN
from agorascope.arguments.rules import anywhere, rules_of
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.arguments.naming.cast import Mention

_LONGEST_GAP = 40


def teams(text: str, names: Sequence[Mention], code: str) -> list[tuple[Mention, ...]]:
    """Give the runs of two or more names, in order, that only commas and one conjunction or more stand between.

    A comma alone joins nobody ('X, the wife of Y'); the last two of a run stand on both sides of a conjunction, and
    all of them are in one case.
    """
    runs: list[list[Mention]] = []
    joined: list[int] = []
    for name in names:
        gap = _gap(text, runs[-1][-1], name, code) if runs else None
        if gap is None:
            runs.append([name])
            joined.append(1)
        else:
            runs[-1].append(name)
            joined[-1] = len(runs[-1]) if gap else joined[-1]
    return [tuple(run[:last]) for run, last in zip(runs, joined, strict=True) if last > 1]


def called(team: Sequence[Mention], code: str) -> str:
    """Name a team: its names in their base form, with the language's first conjunction before the last."""
    rules = rules_of(code)
    names = list(dict.fromkeys(m.holder for m in team))
    comma, conjunction = (", ", f" {rules.joiners[0]} ") if rules.spaced else ("、", rules.joiners[0])
    return conjunction.join([*filter(None, [comma.join(names[:-1])]), names[-1]])


def acts(text: str, team: Sequence[Mention], code: str) -> bool:
    """Tell whether a team can be a subject: its first name can, and its last one owns nothing."""
    return team[0].subject and not any(text.startswith(s, team[-1].end) for s in rules_of(code).possessive_suffixes)


def _gap(text: str, one: Mention, other: Mention, code: str) -> str | None:
    """Give the conjunction between two names, '' for a comma alone, None where they do not belong together."""
    if not (one.sure and other.sure) or not 0 <= other.start - one.end <= _LONGEST_GAP or one.holder == other.holder:
        return None
    found = _between(code).fullmatch(fold(text[one.end : other.start]))
    if found is None or not _one_case(text, one, other, code, parted="," in found[0]):
        return None
    return found["joiner"] or ""


def _one_case(text: str, one: Mention, other: Mention, code: str, *, parted: bool) -> bool:
    """Tell whether two names can share a case; after a preposition the second one often goes without it."""
    rules = rules_of(code)
    if not rules.spaced or one.subject == other.subject:
        return True
    if one.subject:
        return any(text.startswith(s, other.end) for s in rules.possessive_suffixes)
    return not parted


@cache
def _between(code: str) -> re.Pattern[str]:
    rules = rules_of(code)
    joiners = "|".join(re.escape(fold(j)) for j in sorted(rules.joiners, key=lambda j: (-len(j), j)))
    if not rules.spaced:
        roles = "|".join(re.escape(r) for r in sorted({r for r in rules.role_nouns if len(r) > 1}))
        return re.compile(f"\\s*(?:(?P<joiner>{joiners})|,)\\s*(?:[{HAN}]{{0,8}}(?:{roles}))?")
    marks = (
        *rules.subject_m, *rules.subject_f, *rules.subject_p, *rules.oblique_m, *rules.oblique_f, *rules.oblique_p,
        *rules.titles,
    )  # fmt: skip
    mark = anywhere(marks, spaced=True).pattern
    return re.compile(f"\\s*(?:,\\s*)?(?:(?P<joiner>{joiners})\\s+)?(?:{mark}\\.?\\s+(?:\\w+\\s+)?){{0,2}}")
