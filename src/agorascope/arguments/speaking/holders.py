"""Who holds what in an article: every attributed region of it, with the person's fullest name.

Statements are read in order. A frame that names its speaker decides for itself; a pronoun means the nearest
fitting person before it, in the plural the nearest group; a left-out subject, or a quotation that stands alone,
continues the last speaker of the paragraph.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.naming.cast import Cast
from agorascope.arguments.spans.statements import Statement, statements
from agorascope.arguments.speaking.frames import frames
from agorascope.arguments.speaking.memory import Memory
from agorascope.arguments.speaking.scene import Scene
from agorascope.arguments.speaking.signals import hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.arguments.speaking.framing import Frame
    from agorascope.arguments.speaking.scene import Speaker
    from agorascope.records import Offsets

_LEAD = 2
_TOUCHING = ",，:：;；—–-.。"


class Held(NamedTuple):
    """The region `start`:`end` is said by `holder`; `finding` where the words report something found or measured."""

    start: int
    end: int
    holder: str
    finding: bool
    quoted: bool


class Played(NamedTuple):
    """A statement with its frames and whom each is attributed to, what is said, and whom every speaker in it means."""

    scene: Scene
    told: tuple[tuple[Frame, str], ...]
    said: tuple[Held, ...]
    people: tuple[tuple[Speaker, str], ...]


def held(text: str, code: str, headings: Sequence[Offsets] = ()) -> tuple[list[Statement], list[Held]]:
    """Give the statements of `text` and its attributed regions, both in order; regions do not overlap."""
    acts = played(text, code, headings)
    return [act.scene.statement for act in acts], [region for act in acts for region in act.said]


def played(text: str, code: str, headings: Sequence[Offsets] = ()) -> list[Played]:
    """Read `text` statement by statement, in order, headings left out."""
    cast, found, cuts = Cast(text, code), hits(text, code), statements(text, code, headings)
    stage = _Stage(cast)
    scenes = [Scene(text, code, s, cast.mentions, found) for s in cuts]
    return [stage.play(scene, following) for scene, following in zip_longest(scenes, scenes[1:])]


class _Stage:
    """A reading, statement by statement."""

    def __init__(self, cast: Cast) -> None:
        self.memory = Memory(cast)
        self.paragraph = -1
        self.attributed = False

    def play(self, scene: Scene, following: Scene | None) -> Played:
        """Attribute what one statement says and remember its people; `following` may name who spoke a quotation."""
        if scene.statement.paragraph != self.paragraph:
            self.paragraph, self.attributed = scene.statement.paragraph, False
            self.memory.begin_paragraph()
        following = following if following is not None and following.statement.paragraph == self.paragraph else None
        self.memory.look_ahead(following if scene.statement.quotes else None)
        if not self.memory.current and following is not None and _bare_quote(scene):
            self._look_ahead(following)
        told = [(f, self.memory.holder(scene, f.speaker)) for f in frames(scene)]
        told = [(f, h) for f, h in told if h]
        said = list(_regions(scene, told))
        if not said and self.attributed and _possessive_lead(scene):
            said = [Held(scene.start, scene.end, self.memory.current, finding=True, quoted=False)]
        said += [q for q in self._quotes(scene, told) if not any(a.start <= q.start < a.end for a in said)]
        people = tuple((s, self.memory.who(scene, s)) for s in scene.speakers)
        self.memory.remember(scene, told)
        self.attributed = bool(said) or any(f.speaker for f, _ in told)
        return Played(scene, tuple(told), tuple(_disjoint(sorted(said))), people)

    def _look_ahead(self, following: Scene) -> None:
        """Let 'X laughs.' after a quotation that opens a paragraph name its speaker."""
        if not following.statement.quotes:
            silent = [f for f in frames(following) if f.speaker and not f.said]
            self.memory.current = self.memory.holder(following, silent[0].speaker) if silent else ""

    def _quotes(self, scene: Scene, told: Sequence[tuple[Frame, str]]) -> Iterator[Held]:
        for start, end in scene.statement.quotes:
            holder = self._voice(scene, start, end, told)
            if holder:
                yield Held(start, end, holder, finding=False, quoted=True)

    def _voice(self, scene: Scene, start: int, end: int, told: Sequence[tuple[Frame, str]]) -> str:
        """Find who speaks a quotation: the nearest frame, the subject before its colon, or the last speaker."""
        if told:
            return min(told, key=lambda t: min(abs(t[0].end - start), abs(t[0].start - end)))[1]
        outside = scene.words(scene.start, start) + scene.words(end, scene.end)
        if outside == 0:
            return self.memory.current
        before = scene.text[scene.start : start - 1].rstrip()
        subjects = [s for s in scene.speakers if s.subject and s.end < start and (s.sure or s.kind == "pronoun")]
        if before.endswith((":", "：", ",", "，")) and subjects and subjects[0].kind != "narrator":
            return self.memory.holder(scene, subjects[0])
        return ""


def _bare_quote(scene: Scene) -> bool:
    return bool(scene.statement.quotes) and all(
        not scene.words(a, b)
        for a, b in [
            (scene.start, scene.statement.quotes[0][0] - 1),
            (scene.statement.quotes[-1][1], scene.end),
        ]
    )


def _possessive_lead(scene: Scene) -> bool:
    """Tell whether a statement goes on about what is the speaker's: 'Her office …', 'Στο δικό της μαγαζί …', 她的."""
    reach = _LEAD if scene.rules.pro_drop and scene.rules.spaced else 0
    for speaker in scene.speakers:
        if speaker.kind == "pronoun" and scene.words(scene.start, speaker.start) <= reach:
            owns = any(scene.text.startswith(s, speaker.end) for s in scene.rules.possessive_suffixes)
            return owns if not scene.rules.spaced else not speaker.subject
    return False


def _regions(scene: Scene, told: Sequence[tuple[Frame, str]]) -> Iterator[Held]:
    """Give what the frames say, without the clauses of others, and with quotations as regions of their own."""
    for number, (frame, holder) in enumerate(told):
        behind = [f for f, h in told[number + 1 :] if h != holder]
        others = [f.start if f.said else scene.clause(f.start, f.start)[0] for f in behind]
        for start, end in frame.said:
            stop = min([end, *(o for o in others if o > start)])
            for left, right, quoted in _pieces(scene, start, stop):
                yield Held(left, right, holder, frame.finding, quoted)


def _pieces(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    at = start
    for left, right in scene.statement.quotes:
        if left < start or right > end + 1:
            continue
        before = scene.text[start : left - 1].rstrip()
        if not before or before[-1] in _TOUCHING:
            if scene.words(at, left - 1):
                yield at, left - 1, False
            yield left, right, True
            at = right + 1
    if scene.words(at, end):
        yield at, end, False


def _disjoint(regions: Sequence[Held]) -> Iterator[Held]:
    end = -1
    for region in regions:
        if region.start >= end:
            yield region
            end = region.end
        elif region.end > end:
            yield region._replace(start=end)
            end = region.end
