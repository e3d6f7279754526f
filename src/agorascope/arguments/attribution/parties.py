"""Whose accord it is: the subject of 'agrees', and whom the words behind it point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.arguments.attribution.cues import Cue, cues, lexicon
from agorascope.arguments.speaking.framing import FEW, NEAR
from agorascope.arguments.speaking.scene import Scene, Speaker
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from agorascope.arguments.speaking.holders import Played

Party = tuple[Speaker, str]
_OWN_REACH, _OWN_REACH_HAN = 24, 6
_LINK = 3


def accords_of(act: Played) -> list[Cue]:
    """Find the accords of a statement outside its quotations, in order."""
    scene = act.scene
    return [c for c in cues(scene.text, scene.start, scene.end, scene.code) if not scene.quoted(c.start)]


def subject_of(act: Played, cue: Cue) -> Party | None:
    """Find who agrees or differs: by the reporting frame around the words, else the nearest subject.

    It stands before them; where subjects may follow their verb, else behind ('Συμφωνεί και ο Χ'); else a clause
    earlier ('X, who sells shoes, is not having it').
    """
    scene = act.scene
    for frame, who in act.told:
        if frame.start <= cue.start < frame.end + _LINK:
            left_out = Speaker(frame.start, frame.start, who, "", subject=True, kind="name")
            return frame.speaker or left_out, who
    left, right = scene.clause(cue.start, cue.end)
    subjects = [(s, who) for s, who in act.people if s.subject and left <= s.start < right]
    before = [p for p in subjects if p[0].end <= cue.start and scene.words(p[0].end, cue.start) <= FEW]
    behind = [p for p in subjects if p[0].start >= cue.end and scene.words(cue.end, p[0].start) <= NEAR]
    earlier = [(s, who) for s, who in act.people if s.subject and s.end <= left and s.sure]
    found = before[-1:] or (behind[:1] if scene.rules.spaced and scene.rules.pro_drop else [])
    found = found or (earlier[:1] if scene.words(left, cue.start) <= NEAR else [])
    return next(((s, who) for s, who in found if s.kind != "narrator" and who and s.sure), None)


def named_by(act: Played, cue: Cue, subject: Speaker) -> Party | None:
    """Find the other one where the statement names him: right behind the words, else between subject and words."""
    scene = act.scene
    right = scene.clause(cue.end, cue.end)[1]
    others = [(s, who) for s, who in act.people if s.start != subject.start and s.kind != "narrator" and s.sure]
    behind = [(s, w) for s, w in others if cue.start < s.start < right and scene.words(cue.end, s.start) <= FEW]
    behind = [(s, w) for s, w in behind if not _linked(scene, cue.end, s.start) and _closes(scene, s.end, right)]
    between = [(s, w) for s, w in others if subject.end <= s.start and s.end <= cue.start and not s.subject]
    return next(iter([*behind, *reversed(between)]), None)


def points_back(scene: Scene, cue: Cue, subject: Speaker) -> bool:
    """Tell whether accord is with what was just said: 'agrees.', 'disagrees with this', 同意这种看法."""
    end = max(cue.end, subject.end)
    right = scene.clause(end, end)[1]
    behind = fold(scene.text[end:right]).lstrip()
    return not scene.words(end, right) or lexicon(scene.code).back.match(behind) is not None


def is_with_writer(scene: Scene, cue: Cue) -> bool:
    """Tell whether accord is with the writer: 'disagrees with me', 不同意我的看法."""
    reach = _OWN_REACH if scene.rules.spaced else _OWN_REACH_HAN
    behind = fold(scene.text[cue.end : min(cue.end + reach, scene.end)])
    return lexicon(scene.code).own.search(behind) is not None


def _linked(scene: Scene, start: int, end: int) -> bool:
    return any(start <= c.start < end for c in scene.of("complementizers"))


def _closes(scene: Scene, end: int, right: int) -> bool:
    """Tell whether a name is all that an accord is with; where words are not spaced, nothing or 的 stands behind."""
    behind = scene.text[end:right].strip()
    owned = any(behind.startswith(s) for s in scene.rules.possessive_suffixes)
    return scene.rules.spaced or not behind or owned
