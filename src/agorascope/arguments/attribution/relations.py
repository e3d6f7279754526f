"""Where an article says that somebody agrees with somebody, or differs: who, with whom, about which claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.attribution.cues import Kind, lexicon
from agorascope.arguments.attribution.parties import accords_of, is_with_writer, named_by, points_back, subject_of
from agorascope.arguments.speaking.framing import NEAR
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.arguments.attribution.cues import Cue
    from agorascope.arguments.attribution.groups import Groups
    from agorascope.arguments.attribution.parties import Party
    from agorascope.arguments.speaking.holders import Played
    from agorascope.records import Article, HeldArgument

_MOST, _FAR = 8, 4_000
_HEAD, _TAIL = 60, 16
_BREAK = re.compile("\n+")
Claims = tuple["HeldArgument", ...]
Names = tuple[str, ...]


class Relation(NamedTuple):
    """`who` agrees with `whom` or differs, in the statement at `start`:`end`; `whom` is empty for the writer.

    People who do so with one another are all in `who` and in `whom`.
    """

    kind: Kind
    who: Names
    whom: Names
    claims: Names
    start: int
    end: int


class Relations:
    """An article read for accord: its statements, its arguments in order, its groups."""

    def __init__(
        self, article: Article, acts: Sequence[Played], arguments: Sequence[HeldArgument], groups: Groups
    ) -> None:
        """Put the arguments in order, to find those before a place."""
        self.acts, self.groups = acts, groups
        self.arguments = sorted(arguments, key=lambda a: (a.end, a.start))
        self.ends = [a.end for a in self.arguments]
        self.headings = sorted(start for start, _ in article.headings)
        self.claims: dict[str | None, list[HeldArgument]] = {}
        for argument in self.arguments:
            self.claims.setdefault(argument.holder, []).append(argument)

    def __iter__(self) -> Iterator[Relation]:
        """Give what each statement says, in order: by its accords, else by a comparison, else by many as one."""
        for act in self.acts:
            found = [relation for cue in accords_of(act) for relation in self._by_cue(act, cue)]
            found = found or [*self._beside(act), *self._contrasted(act)] or [*self._together(act)]
            yield from dict.fromkeys(found)

    def _by_cue(self, act: Played, cue: Cue) -> Iterator[Relation]:
        subject = subject_of(act, cue)
        if subject is None:
            return
        speaker, who = subject
        own = self._inside(act, cue.start, who)
        if who in self.groups.occurring and not (cue.kind == "differ" and (self._each(act, subject) or not cue.apart)):
            people = self._people(act, subject)
            yield _relation(act, cue.kind, people, people, own)
            return
        if is_with_writer(act.scene, cue):
            yield _relation(act, cue.kind, self._people(act, subject), (), own)
            return
        named = named_by(act, cue, speaker)
        if named is not None and named[1] not in {"", who}:
            yield from self._between(act, cue, subject, self._people(act, named), self._last_of(named[1], cue.start))
        elif named is None and (own or points_back(act.scene, cue, speaker)):
            before = self._before(act, max(act.scene.start, speaker.start))
            holder = before[0].holder if before else None
            if holder is None:
                yield _relation(act, cue.kind, self._people(act, subject), (), own)
            elif holder != who:
                yield from self._between(act, cue, subject, self._known(holder), before)

    def _between(self, act: Played, cue: Cue, subject: Party, others: Names, claimed: Claims) -> Iterator[Relation]:
        """Tell how a party stands to others, none of whom is of the party: about what they claimed and it says."""
        who, own = self._people(act, subject), self._inside(act, cue.start, subject[1])
        whom = tuple(name for name in others if name not in who)
        if cue.kind == "agree":
            own = tuple(a for a in own if act.scene.words(cue.end, a.start) <= NEAR)
        if whom:
            yield _relation(act, cue.kind, who, whom, claimed, own)

    def _beside(self, act: Played) -> Iterator[Relation]:
        """Read 'Unlike X, Y says that …', 'Όπως ο Χ, και η Ψ …' and 与X不同，Y认为."""
        scene = act.scene
        for kind, before, after in lexicon(scene.code).beside:
            for speaker, other in act.people:
                head = speaker.start - min(speaker.start - scene.start, _HEAD)
                lead, behind = scene.text[head : speaker.start], scene.text[speaker.end : speaker.end + _TAIL]
                if not other or before.search(fold(lead)) is None or after.match(fold(behind)) is None:
                    continue
                for who in dict.fromkeys(h for f, h in act.told if f.end > speaker.end and h != other):
                    own = self._inside(act, speaker.end, who)
                    if own:
                        yield _relation(act, kind, self._known(who), self._people(act, (speaker, other)), own)

    def _contrasted(self, act: Played) -> Iterator[Relation]:
        """Read 'On the contrary, says Y, …' behind what somebody else claims."""
        scene = act.scene
        if lexicon(scene.code).contrast.match(fold(scene.text[scene.start : scene.end]).lstrip()) is None:
            return
        before = self._before(act, scene.start)
        holder = before[0].holder if before else None
        for who in dict.fromkeys(h for _, h in act.told):
            own = self._inside(act, scene.start, who)
            if own and holder and holder != who:
                yield _relation(act, "differ", self._known(who), self._known(holder), before, own)

    def _together(self, act: Played) -> Iterator[Relation]:
        """Read what several claim as one: 'Both argue that …', 'X and Y warn that …', 三位讨论者都指出."""
        for frame, who in act.told:
            if frame.speaker is None or who not in self.groups.occurring:
                continue
            people = self._people(act, (frame.speaker, who))
            own = self._inside(act, act.scene.start, who)
            if own and (len(people) > 1 or self._each(act, (frame.speaker, who), frame.end)):
                yield _relation(act, "agree", people, people, own)

    def _each(self, act: Played, party: Party, end: int | None = None) -> bool:
        """Tell whether the words say that each of a group does so: 'both', 都."""
        scene, start = act.scene, party[0].start
        words = fold(scene.text[scene.clause(start, start)[0] : end or scene.clause(start, party[0].end)[1]])
        return lexicon(scene.code).together.search(words) is not None

    def _people(self, act: Played, party: Party) -> Names:
        """Name a party; of a group its people, where they are known."""
        speaker, who = party
        if who not in self.groups.occurring:
            return (who,)
        here = self.groups.at(speaker, act.scene.statement.paragraph) if speaker.kind != "pronoun" else ()
        return here or self._known(who)

    def _known(self, holder: str) -> Names:
        return self.groups.members(holder) or (holder,)

    def _inside(self, act: Played, start: int, holder: str) -> Claims:
        """Give what somebody claims in a statement, from `start` on."""
        first = bisect_right(self.ends, act.scene.start)
        here = self.arguments[first : bisect_right(self.ends, act.scene.end)]
        return tuple(a for a in here if a.start >= start and a.holder == holder)

    def _last_of(self, holder: str, at: int) -> Claims:
        """Give the last claim of somebody before `at`."""
        claims = self.claims.get(holder, [])
        last = bisect_right(claims, at, key=lambda a: a.end)
        return tuple(claims[max(0, last - 1) : last])

    def _before(self, act: Played, at: int) -> Claims:
        """Give what was claimed right before `at` by one voice in one paragraph; nothing across a heading."""
        text, last = act.scene.text, bisect_right(self.ends, at) - 1
        under = bisect_right(self.headings, at) - 1
        floor = self.headings[under] if under >= 0 else 0
        found: list[HeldArgument] = []
        for argument in reversed(self.arguments[max(0, last + 1 - _MOST) : last + 1]):
            if argument.start < floor or at - argument.end > _FAR:
                break
            gap = _BREAK.findall(text[argument.end : found[-1].start if found else at])
            if len(gap) > (0 if found else 1):
                break
            if found and argument.holder != found[0].holder:
                break
            found.append(argument)
        return tuple(reversed(found))


def _relation(act: Played, kind: Kind, who: Names, whom: Names, *about: Claims) -> Relation:
    scene = act.scene
    words = scene.text[scene.start : scene.end]
    start = scene.start + len(words) - len(words.lstrip())
    claims = dict.fromkeys(a.id for part in about for a in part)
    return Relation(kind, who, whom, tuple(claims), start, start + len(words.strip()))
