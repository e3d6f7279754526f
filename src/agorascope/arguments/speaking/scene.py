"""One statement seen as a stage: who could be speaking, which signal words stand outside its quotations."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from agorascope.arguments.naming.teams import acts, called, teams
from agorascope.arguments.rules import anywhere, rules_of
from agorascope.arguments.speaking.signals import Hit
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.arguments.naming.cast import Mention
    from agorascope.arguments.spans.statements import Statement

    T = TypeVar("T", Hit, Mention)
_BOUNDARY = re.compile("[,，;；:：·—–!！?？()（）…\n]|(?<=\\s)-(?=\\s)")
_WORD = re.compile("[^\\W_]+(?:[-'’][^\\W_]+)*")
_APPOSED = 1
_PRONOUNS = {"pronouns_m": "m", "pronouns_f": "f", "pronouns_p": "p"}
_POSSESSIVES = {"possessives_m": "m", "possessives_f": "f", "possessives_p": "p"}


class Speaker(NamedTuple):
    """Who may hold what is said: `holder` is empty for a pronoun; `kind` is name, team, pronoun, group or narrator.

    A team is several names that act together; `parts` are theirs.
    """

    start: int
    end: int
    holder: str
    gender: str
    subject: bool
    kind: str
    sure: bool = True
    parts: tuple[str, ...] = ()


class Scene:
    """A statement with its speakers, its signal words, and the borders of its clauses, all outside quotations."""

    def __init__(
        self, text: str, code: str, statement: Statement, mentions: Sequence[Mention], found: Sequence[Hit]
    ) -> None:
        """Take from `mentions` and `found` (both in order) what stands inside the statement."""
        self.text, self.code, self.rules, self.statement = text, code, rules_of(code), statement
        self.start, self.end = statement.start, statement.end
        self.hits = [h for h in _within(found, self.start, self.end) if not self.quoted(h.start)]
        here = [m for m in _within(mentions, self.start, self.end) if not self.quoted(m.start)]
        marks = (m.start() for m in _BOUNDARY.finditer(text, self.start, self.end))
        edges = [e for a, b in statement.quotes for e in (a - 1, b)]
        self.borders = sorted({*(m for m in marks if not self.quoted(m) and not self._numeric(m)), *edges})
        self.names = [_named(m) for m in here]
        self.teams = self._teams(here)
        alone = [n for n in self.names if not any(t.start <= n.start < t.end for t in self.teams)]
        self.speakers = sorted([*alone, *self.teams, *self._pronouns(here), *self._groups(here)])

    def quoted(self, at: int) -> bool:
        """Tell whether `at` is inside one of the statement's quoted utterances."""
        return any(a <= at < b for a, b in self.statement.quotes)

    def of(self, *kinds: str) -> list[Hit]:
        """Give the hits of some kinds, in order."""
        return [h for h in self.hits if h.kind in kinds]

    def clause(self, at: int, end: int) -> tuple[int, int]:
        """Give the borders of the clause around `at`:`end`."""
        before, behind = bisect_left(self.borders, at), bisect_left(self.borders, end)
        left = self.borders[before - 1] + 1 if before else self.start
        right = self.borders[behind] if behind < len(self.borders) else self.end
        return left, right

    def words(self, start: int, end: int) -> int:
        """Count words (where words are not spaced: two characters each, rounded up)."""
        if self.rules.spaced:
            return sum(1 for _ in _WORD.finditer(self.text, start, max(start, end)))
        return (sum(1 for c in self.text[start:end] if c.isalnum()) + 1) // 2

    def mark(self, at: int) -> str:
        """Give the border character at `at`; nothing at the ends of the statement."""
        return self.text[at : at + 1] if self.start <= at < self.end else ""

    def _numeric(self, at: int) -> bool:
        return self.text[at - 1 : at].isdigit() and self.text[at + 1 : at + 2].isdigit()

    def _pronouns(self, names: Sequence[Mention]) -> list[Speaker]:
        taken = [(m.start, m.end) for m in names]
        told = [
            Speaker(
                h.start,
                h.end,
                "",
                _PRONOUNS.get(h.kind) or _POSSESSIVES.get(h.kind, ""),
                h.kind in _PRONOUNS,
                "pronoun",
            )
            for h in self.of(*_PRONOUNS, *_POSSESSIVES)
        ]
        told += [Speaker(h.start, h.end, "", "", True, "narrator") for h in self.of("narrator")]  # noqa: FBT003 - a subject
        return [s for s in told if not any(a <= s.start < b for a, b in taken)]

    def _teams(self, names: Sequence[Mention]) -> list[Speaker]:
        return [
            Speaker(
                team[0].start,
                team[-1].end,
                called(team, self.code),
                "p",
                acts(self.text, team, self.code),
                "team",
                parts=tuple(m.holder for m in team),
            )
            for team in teams(self.text, names, self.code)
        ]

    def _groups(self, names: Sequence[Mention]) -> list[Speaker]:
        found = []
        for hit in self.of("group_nouns"):
            left, _ = self.clause(hit.start, hit.end)
            marks = _group_marks(self.code).search(fold(self.text[left : hit.start]))
            if marks is None and self.words(left, hit.start):
                continue
            owner = any(self.text.startswith(s, hit.end) for s in self.rules.possessive_suffixes)
            start = left + marks.start("group") if marks else hit.start
            # 'analyst Ewan Castellari' names one person, 顾问曹旭东 too.
            if any(0 <= n.start - hit.end <= _APPOSED for n in names):
                continue
            one = _single(self.code).search(fold(self.text[start : hit.start])) is not None
            found.append(Speaker(start, hit.end, self.text[start : hit.end], "" if one else "p", not owner, "group"))
        return [*found, *self._wordless(found)]

    def _wordless(self, groups: Sequence[Speaker]) -> Iterator[Speaker]:
        """Read groups without a noun right before their verb: 'both say', και οι δύο λένε, 两人都认为."""
        verbs = self.of("reporting", "finding", "positions")
        for hit in self.of("group_words"):
            taken = any(g.start <= hit.start < g.end or hit.start <= g.start < hit.end for g in groups)
            taken = taken or any(0 <= hit.start - t.end <= _APPOSED for t in self.teams)
            if not taken and any(v.start >= hit.end and self.words(hit.end, v.start) <= _APPOSED for v in verbs):
                yield Speaker(hit.start, hit.end, self.text[hit.start : hit.end], "p", subject=True, kind="group")


def _named(mention: Mention) -> Speaker:
    return Speaker(mention.start, mention.end, mention.holder, mention.gender, mention.subject, "name", mention.sure)


@cache
def _group_marks(code: str) -> re.Pattern[str]:
    rules = rules_of(code)
    mark = anywhere(rules.group_marks, spaced=rules.spaced).pattern
    gap = "(?:\\s+\\w+)?\\s*$" if rules.spaced else "\\w{0,2}$"
    return re.compile(f"(?P<group>{mark}(?:\\s*{mark})?){gap}")


@cache
def _single(code: str) -> re.Pattern[str]:
    rules = rules_of(code)
    return anywhere(rules.single_marks, spaced=rules.spaced)


def _within(items: Sequence[T], start: int, end: int) -> list[T]:
    left = bisect_left(items, start, key=lambda i: i.start)
    right = bisect_left(items, end, key=lambda i: i.start)
    return list(items[left:right])
