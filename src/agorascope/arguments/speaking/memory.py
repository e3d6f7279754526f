"""Whom the words of an article mean: names, groups, pronouns, left-out subjects, by what was read before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agorascope.arguments.rules import rules_of
from agorascope.arguments.speaking.framing import NEAR, spoken_of
from agorascope.arguments.speaking.scene import Scene, Speaker
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.arguments.naming.cast import Cast
    from agorascope.arguments.speaking.framing import Frame

_MEMORY = 8


class Memory:
    """Who spoke last in this paragraph (`current`), and who was named when."""

    def __init__(self, cast: Cast) -> None:
        """Remember nobody yet."""
        self.cast = cast
        self.current = ""
        self._named: list[list[Speaker]] = []
        self._here: dict[str, None] = {}
        self._ahead: Sequence[Speaker] = ()
        self._groups: dict[str, Speaker] = {}

    def begin_paragraph(self) -> None:
        """Forget who speaks."""
        self.current, self._here = "", {}

    def look_ahead(self, scene: Scene | None) -> None:
        """Know whom the next statement of the paragraph names."""
        self._ahead = people(scene) if scene is not None else ()

    def holder(self, scene: Scene, speaker: Speaker | None) -> str:
        """Name who holds what a frame says; '' for nobody known. A pronoun teaches its gender."""
        if speaker is None:
            return self.current or (next(iter(self._here)) if len(self._here) == 1 else "")
        found = self.who(scene, speaker)
        if speaker.kind == "pronoun":
            self.cast.learn(found, speaker.gender if speaker.gender != "p" else "")
        return found

    def who(self, scene: Scene, speaker: Speaker) -> str:
        """Name a speaker; a group by the words that it was first named by."""
        if speaker.kind == "pronoun":
            return self._meant(scene, speaker)
        if speaker.kind in {"group", "team"}:
            return self._groups.setdefault(fold(speaker.holder), speaker).holder
        return speaker.holder

    def _meant(self, scene: Scene, pronoun: Speaker) -> str:
        """Find whom a pronoun means: the nearest statement with a fitting name decides, its subject first.

        Where nobody has been named, a quotation's speaker may be so in the next statement ('…,' she said. Ada Bell …).
        """
        about = _spoken_of(scene, pronoun)
        here = [
            s for s in people(scene) if s.end <= pronoun.start and not (about and about.start <= s.start < about.end)
        ]
        here = here if scene.rules.spaced else [s for s in here if s.subject]
        for named in [here, *reversed(self._named)]:
            fitting = [p for p in named if self._fits(p, pronoun, named, scene)]
            if fitting:
                return next((p for p in fitting if p.subject), fitting[-1]).holder
        if self.current:
            last = self._groups.get(fold(self.current)) or Speaker(0, 0, self.current, "", subject=True, kind="name")
            return self.current if self._fits(last, pronoun, (last,), scene) else ""
        return next((p.holder for p in self._ahead if p.subject and self._fits(p, pronoun, self._ahead, scene)), "")

    def _fits(self, person: Speaker, pronoun: Speaker, beside: Sequence[Speaker], scene: Scene) -> bool:
        """Tell whether a pronoun can mean somebody: many mean many; 'they' is one person where nobody else is near."""
        many = person.gender == "p" and person.kind in {"group", "team"}
        if pronoun.gender != "p":
            return not many and self.cast.fits(person.holder, pronoun.gender)
        return many or (scene.rules.singular_they and len({p.holder for p in beside}) == 1)

    def remember(self, scene: Scene, told: Sequence[tuple[Frame, str]]) -> None:
        """Take in a statement: who was asked something, who spoke, who was named, in this order."""
        named = people(scene)
        spoke = [self._spoke(frame, holder) for frame, holder in told]
        asked = _asked(scene, named)
        subjects = [s for s in named if s.subject]
        if spoke or named:
            self._named = [*self._named, [*asked, *spoke, *subjects, *(p for p in named if not p.subject)]][-_MEMORY:]
            self._here |= dict.fromkeys(p.holder for p in named)
        if asked or spoke:
            self.current = asked[0].holder if asked else spoke[-1].holder
        elif subjects:
            self.current = subjects[0].holder

    def _spoke(self, frame: Frame, holder: str) -> Speaker:
        known = self._groups.get(fold(holder))
        if known is not None:
            return known._replace(start=frame.start, end=frame.end, subject=True)
        return Speaker(frame.start, frame.end, holder, self.cast.genders.get(holder, ""), subject=True, kind="name")


def _spoken_of(scene: Scene, pronoun: Speaker) -> Speaker | None:
    """Find who is spoken of, and so does not speak, around ', she says,'."""
    left, right = scene.clause(pronoun.start, pronoun.end)
    verbs = scene.of("reporting", "finding", "accord_after")
    if not pronoun.subject or not any(left <= v.start < right for v in verbs):
        return None
    return spoken_of(scene, pronoun.start, pronoun.end)


def people(scene: Scene) -> list[Speaker]:
    """Give everybody whom a statement names outside its quotations: names, also those of a team, and groups."""
    groups = [s for s in scene.speakers if s.kind == "group"]
    return sorted([*scene.teams, *(n for n in scene.names if n.sure), *groups])


def _asked(scene: Scene, named: Sequence[Speaker]) -> list[Speaker]:
    """Give whom a statement asks something outside its quotations: he or she answers next."""
    verbs = [v for v in scene.of("positions") if fold(scene.text[v.start : v.end]) in _asks(scene.code)]
    found = (p for v in verbs[:1] for p in named if p.start >= v.end and scene.words(v.end, p.start) <= NEAR)
    return [p._replace(subject=True) for p in found][:1]


@cache
def _asks(code: str) -> frozenset[str]:
    return frozenset(fold(verb) for verb in rules_of(code).asks)
