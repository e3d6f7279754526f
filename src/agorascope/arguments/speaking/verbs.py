"""Frames of reporting verbs: 'X argues that …', '…, says X', 'X, who …, found that …' and X认为."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agorascope.arguments.rules import rules_of
from agorascope.arguments.speaking.framing import (
    COLONS,
    COMMAS,
    FEW,
    LONG,
    NEAR,
    SHORT,
    Frame,
    inserted,
    past_relative,
    relative,
    spoken_of,
)
from agorascope.arguments.speaking.scene import Speaker
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from agorascope.arguments.speaking.scene import Scene
    from agorascope.arguments.speaking.signals import Hit
    from agorascope.records import Offsets


def verb_frame(scene: Scene, verb: Hit) -> Frame | None:
    """Read the frame around one verb; `None` where nobody is known to speak, or the writer does."""
    left = scene.clause(verb.start, verb.end)[0]
    if verb.kind != "positions" and fold(scene.text[left : verb.start]).split() in [
        [fold(a)] for a in scene.rules.as_words
    ]:
        return _as_frame(scene, verb, left)
    known, speaker = (False, None) if _is_noun(scene, verb) else _subject(scene, verb)
    if not known or (speaker is not None and speaker.kind == "narrator"):
        return None
    start = (
        min(verb.start, speaker.start)
        if speaker and speaker.start >= scene.clause(verb.start, verb.end)[0]
        else verb.start
    )
    end = max(verb.end, speaker.end) if speaker else verb.end
    said = _said(scene, verb, start, end)
    return Frame(start, end, speaker, said, verb.kind == "finding")


def _is_noun(scene: Scene, verb: Hit) -> bool:
    """Tell a noun that looks like a verb by its possessor: 'his reply', 她的建议."""
    owners = (s for s in scene.speakers if s.end <= verb.start and not scene.words(s.end, verb.start))
    if scene.rules.spaced:
        return not scene.rules.pro_drop and any(not s.subject for s in owners)
    return any(scene.text.endswith(s, 0, verb.start) for s in scene.rules.possessive_suffixes)


def _as_frame(scene: Scene, verb: Hit, left: int) -> Frame | None:
    """Read 'as X admits, …' and 'as an editor admits, X, …': what is said comes behind, or before at the end."""
    alone = scene.rules.pro_drop and inserted(scene, verb.start, verb.end)
    reach = [b for b in scene.borders if b >= verb.end][: 1 if alone else 2]
    subjects = [s for s in scene.speakers if s.subject and verb.end <= s.start < (reach[-1] if reach else scene.end)]
    speaker = subjects[0] if subjects else None
    if (speaker is None and not scene.rules.pro_drop) or (speaker is not None and speaker.kind == "narrator"):
        return None
    end = speaker.end if speaker else verb.end
    right = scene.clause(verb.start, end)[1]
    after = (past_relative(scene, right), scene.end)
    said = after if scene.words(*after) else (scene.start, max(scene.start, left - 1))
    return Frame(left, end, speaker, (said,), verb.kind == "finding")


def _subject(scene: Scene, verb: Hit) -> tuple[bool, Speaker | None]:
    """Find the verb's subject: in its clause, behind it, earlier in the statement; else (if it may be) left out."""
    left, right = scene.clause(verb.start, verb.end)
    subjects = [s for s in scene.speakers if s.subject]
    before = [
        s
        for s in subjects
        if left <= s.start and s.end <= verb.start and scene.words(s.end, verb.start) <= SHORT + NEAR
    ]
    if before:
        return True, before[-1]
    lead = scene.words(left, verb.start)
    behind = [s for s in subjects if verb.end <= s.start < right and s.kind != "narrator"]
    if scene.rules.spaced and behind and lead <= NEAR and scene.words(verb.end, behind[0].start) <= NEAR + 1:
        return True, behind[0]
    earlier = [s for s in subjects if s.end <= left and (s.sure or s.kind != "name") and _agrees(scene, verb, s)]
    about = spoken_of(scene, verb.start, verb.end) if scene.rules.pro_drop and verb.kind != "positions" else None
    if about is not None:
        many = Speaker(verb.start, verb.start, "", "p", subject=True, kind="pronoun")
        return True, many if _plural(scene, verb) else None
    if earlier and (lead <= NEAR or not scene.rules.spaced or _continued(scene, left, verb.start)):
        return True, earlier[0]
    return scene.rules.pro_drop and lead <= NEAR, None


def _agrees(scene: Scene, verb: Hit, subject: Speaker) -> bool:
    """Tell whether a verb has the number of a subject, where verbs show it: λέει is one, λένε are many."""
    return not scene.rules.plural_endings or (subject.gender == "p") == _plural(scene, verb)


def _plural(scene: Scene, verb: Hit) -> bool:
    return fold(scene.text[verb.start : verb.end].split()[0]).endswith(_plural_endings(scene.code))


@cache
def _plural_endings(code: str) -> tuple[str, ...]:
    return tuple(fold(ending) for ending in rules_of(code).plural_endings)


def _continued(scene: Scene, left: int, start: int) -> bool:
    """Tell whether a verb goes on after a conjunction: 'X, who …, followed 26 shops and reports that'."""
    return fold(scene.text[left:start]).split()[-1:] in [[fold(c)] for c in scene.rules.conjunctions]


def _said(scene: Scene, verb: Hit, start: int, end: int) -> tuple[Offsets, ...]:  # noqa: PLR0911 - a return per pattern
    left, right = scene.clause(start, end)
    if verb.kind == "reporting" and scene.rules.spaced and _ends_linked(scene, verb):
        return ((end, scene.end),) if end == verb.end else ()
    linked = next((c for c in scene.of("complementizers") if end <= c.start), None)
    if linked and verb.kind != "positions" and linked.start < right and scene.words(end, linked.start) <= FEW:
        return ((linked.end, scene.end),)
    if scene.mark(right) in COLONS and scene.words(end, right) <= LONG:
        return ((right + 1, scene.end),)
    if verb.kind == "positions":
        return ()
    if left > scene.start and _parenthetical(scene, verb, start, end):
        return _around(scene, left, right)
    if scene.mark(right) in COMMAS and scene.words(end, right) <= NEAR and left == scene.start:
        return ((right + 1, scene.end),)
    bare = scene.rules.bare_content and verb.kind == "reporting" and " " not in scene.text[verb.start : verb.end]
    bare = bare or not scene.rules.spaced
    if any(scene.text.startswith(a, end) for a in scene.rules.aspects):
        return ()
    if bare and scene.words(end, right if scene.rules.spaced else scene.end) > NEAR and end < right:
        return ((end, scene.end),)
    return ()


def _ends_linked(scene: Scene, verb: Hit) -> bool:
    """Tell whether a verb comes with its 'that': 'agrees that', συμφωνούν ότι."""
    last = fold(scene.text[verb.start : verb.end]).split()[-1]
    return last in [fold(c) for c in scene.rules.complementizers]


def _parenthetical(scene: Scene, verb: Hit, start: int, end: int) -> bool:
    """Tell whether a clause is no more than a frame: ', she warns,', ', says X of the Guild'."""
    if scene.rules.spaced and end > verb.end:
        return True
    if scene.rules.spaced and verb.kind == "finding" and start == verb.start:
        return False
    left, right = scene.clause(start, end)
    rest = NEAR + 1 if scene.rules.spaced else 0
    return scene.words(left, right) <= SHORT and scene.words(end, right) <= rest


def _around(scene: Scene, left: int, right: int) -> tuple[Offsets, ...]:
    """Give what a parenthesis like ', she warns,' belongs to: before it at the end, else the statement around it."""
    if scene.words(right, scene.end) == 0:
        return ((scene.start, left - 1),)
    if scene.mark(right) in ";；":
        return ((scene.start, left - 1), (right + 1, scene.end))
    if scene.quoted(left - 2) or scene.statement.quotes:
        return ((right + 1, scene.end),) if scene.words(right, scene.end) > NEAR and not relative(scene, right) else ()
    return ((scene.start, scene.end),)
