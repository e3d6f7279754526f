"""Who the people of a group are, where the article leaves no doubt: 'all three' after three were introduced."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from agorascope.arguments.attribution.cues import lexicon, numbers
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agorascope.arguments.speaking.holders import Played
    from agorascope.arguments.speaking.scene import Speaker
    from agorascope.records import HeldArgument

_STOPS = re.compile("[。！？;；\n]")
# The first word behind a name, or the first two characters where words are not spaced: 'X and Y, two bakers', X和Y两位.
_APPOSED = re.compile("[\\s,，(（–—-]*(?:[\u3400-\u9fff]{1,2}|[^\\W\u3400-\u9fff]+)")
_REACH, _BEHIND = 80, 8
Names = tuple[str, ...]


class Groups:
    """The groups of an article by their names, and their people by what was told before each place."""

    def __init__(self, text: str, code: str, acts: Sequence[Played], arguments: Sequence[HeldArgument]) -> None:
        """Find where a number and as many names stand side by side ('three experts: X, Y and Z')."""
        self.text, self.code = text, code
        self._members: dict[str, Names] = {}
        self.occurring: dict[str, list[tuple[Speaker, int]]] = {}
        for act in acts:
            for speaker, who in act.people:
                if speaker.kind in {"group", "team"}:
                    self.occurring.setdefault(who, []).append((speaker, act.scene.statement.paragraph))
        self._introduced: dict[int, dict[frozenset[str], tuple[int, Names]]] = {}
        for start, people in _introductions(text, code, acts):
            self._introduced.setdefault(len(people), {}).setdefault(frozenset(people), (start, people))
        spoke = ((a.start, a.holder) for a in arguments if a.holder and a.holder not in self.occurring)
        self._spoke = _firsts(sorted(spoke))
        named: dict[int, list[tuple[int, str]]] = {}
        for act in acts:
            here = named.setdefault(act.scene.statement.paragraph, [])
            here += [(n.end, n.holder) for n in act.scene.names if n.sure]
        self._named = {paragraph: _firsts(here) for paragraph, here in named.items()}

    def members(self, holder: str) -> Names:
        """Give the people of the group that is called `holder`, in the article's order; empty where it is not certain.

        Several places that call a group so must not tell of different people.
        """
        if holder not in self._members:
            found = dict.fromkeys(self.at(speaker, place) for speaker, place in self.occurring.get(holder, ()))
            known = [people for people in found if people]
            self._members[holder] = known[0] if len(known) == 1 else ()
        return self._members[holder]

    def at(self, group: Speaker, paragraph: int) -> Names:
        """Give the people of a group at one place."""
        if group.parts:
            return group.parts
        counted = numbers(group.holder, self.code)
        if len(counted) != 1:
            return ()
        introduced = self._introduced.get(counted[0], {}).values()
        before = [people for start, people in introduced if start <= group.start]
        if before:
            return before[0] if len(before) == 1 else ()
        return self._so_far(group, paragraph, counted[0]) if self._definite(group) else ()

    def _definite(self, group: Speaker) -> bool:
        known = lexicon(self.code)
        behind = fold(self.text[group.end : group.end + _BEHIND]).lstrip()
        return known.definite.search(fold(group.holder)) is not None or known.definite_after.match(behind) is not None

    def _so_far(self, group: Speaker, paragraph: int, many: int) -> Names:
        """Give those who have spoken before a group, else those its paragraph has named, where they are as many."""
        spoke, named = self._spoke, self._named.get(paragraph, [])
        before = bisect_left(spoke, (group.start, ""))
        here = bisect_right(named, group.start, key=lambda n: n[0])
        if before == many:
            return tuple(who for _, who in spoke[:many])
        return tuple(who for _, who in named[:many]) if here == many else ()


def _firsts(places: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep the first place of each name."""
    first: dict[str, int] = {}
    for at, who in places:
        first.setdefault(who, at)
    return [(at, who) for who, at in first.items()]


def _introductions(text: str, code: str, acts: Sequence[Played]) -> Iterator[tuple[int, Names]]:
    """Give every team of names that a number of the same size stands before or behind, with its place."""
    for act in acts:
        for team in act.scene.teams:
            people = tuple(dict.fromkeys(team.parts))
            before = _STOPS.split(text[max(act.scene.start, team.start - _REACH) : team.start])[-1]
            behind = _APPOSED.match(text, team.end, min(act.scene.end, team.end + _REACH))
            if len(people) in {*numbers(before, code), *numbers(behind[0] if behind else "", code)}:
                yield team.start, people
