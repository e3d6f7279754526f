"""Frames without a verb: 'according to X', 'in her view', 'X's answer is', 'in his survey', 据X介绍."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.arguments.speaking.framing import (
    COLONS,
    COMMAS,
    FEW,
    NEAR,
    SHORT,
    Frame,
    clause_before,
    past_relative,
)
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from agorascope.arguments.speaking.scene import Scene, Speaker
    from agorascope.arguments.speaking.signals import Hit


def accord_frame(scene: Scene, accord: Hit) -> Frame | None:  # noqa: PLR0911 - a return per pattern
    """Read 'according to X, …', '…, according to X' and 据X介绍."""
    speaker = next((s for s in scene.speakers if s.start >= accord.end and s.kind != "narrator"), None)
    left, _ = scene.clause(accord.start, accord.end)
    if (
        speaker is None
        or scene.words(accord.end, speaker.start) > FEW
        or any(accord.end <= b < speaker.start for b in scene.borders)
    ):
        return None
    edge = scene.clause(accord.start, speaker.end)[1]
    closed = next((a for a in scene.of("accord_after") if speaker.end <= a.start < edge), None)
    weak = fold(scene.text[accord.start : accord.end]) in {fold(w) for w in scene.rules.accord_weak}
    if scene.rules.accord_after and closed is None and (weak or speaker.kind == "group"):
        return None
    end = closed.end if closed else speaker.end
    right = scene.clause(accord.start, end)[1]
    if not scene.rules.spaced and closed is None and scene.words(end, right) > FEW + 1:
        return None
    if (
        weak
        and scene.rules.spaced
        and (scene.words(left, accord.start) or scene.mark(right) not in COMMAS or scene.words(end, right) > 0)
    ):
        return None
    finding = not weak
    if scene.words(scene.start, accord.start) <= 1:
        return Frame(accord.start, end, speaker, ((past_relative(scene, right), scene.end),), finding)
    if scene.words(right, scene.end) == 0:
        return Frame(accord.start, end, speaker, ((scene.start, accord.start),), finding)
    return Frame(accord.start, end, speaker, ((clause_before(scene, left), scene.end),), finding)


def _owner(scene: Scene, noun: Hit) -> Speaker | None:
    """Find whose view or study it is: the possessor right before the noun, or right behind it."""
    near = NEAR if scene.rules.spaced else NEAR + 1
    held = [s for s in scene.speakers if not s.subject or not scene.rules.spaced or s.kind == "group"]
    before = [
        s
        for s in held
        if s.end <= noun.start and scene.words(s.end, noun.start) <= near and not _parted(scene, s.end, noun.start)
    ]
    behind = [
        s
        for s in held
        if s.start >= noun.end and scene.words(noun.end, s.start) <= near and not _parted(scene, noun.end, s.start)
    ]
    owner = before[-1] if before else behind[0] if behind and scene.rules.spaced else None
    return None if owner is None or owner.kind == "narrator" else owner


def _parted(scene: Scene, start: int, end: int) -> bool:
    return any(start <= b < end for b in scene.borders)


def view_frame(scene: Scene, noun: Hit) -> Frame | None:  # noqa: PLR0911 - a return per pattern
    """Read 'X's view is that …', 'in her view …', '…, was his answer' and X的观点是."""
    owner = _owner(scene, noun)
    if owner is None:
        return None
    start, end = min(noun.start, owner.start), max(noun.end, owner.end)
    left, right = scene.clause(start, end)
    if any(s.kind == "narrator" and left <= s.start < start for s in scene.speakers):
        return None
    lead = fold(scene.text[left:start]).split()
    if lead and len(lead) <= FEW - 1 and lead[0] in [fold(p) for p in scene.rules.view_prefixes]:
        return Frame(left, end, owner, ((end, scene.end),), finding=False)
    copula = next((c for c in scene.of("copulas") if end <= c.start < right and scene.words(end, c.start) <= FEW), None)
    if scene.mark(right) in COLONS and scene.words(end, right) <= FEW:
        return Frame(start, end, owner, ((right + 1, scene.end),), finding=False)
    if copula is not None and scene.words(copula.end, right) > (NEAR if scene.rules.spaced else 1):
        return Frame(start, copula.end, owner, ((_after_link(scene, copula.end), scene.end),), finding=False)
    if copula is not None and scene.mark(right) and scene.mark(right) in COMMAS and not scene.words(copula.end, right):
        return Frame(start, copula.end, owner, ((right + 1, scene.end),), finding=False)
    told = next(
        (c for c in scene.of("copulas") if left <= c.start and c.end <= start and not scene.words(left, c.start)),
        None,
    )
    if told is not None and left > scene.start:
        return Frame(start, end, owner, ((scene.start, left - 1), (right + 1, scene.end)), finding=False)
    return None


def _after_link(scene: Scene, end: int) -> int:
    linked = next((c for c in scene.of("complementizers") if c.start >= end and not scene.words(end, c.start)), None)
    return linked.end if linked else end


def study_frame(scene: Scene, noun: Hit) -> Frame | None:
    """Read a statement that opens with somebody's study: 'In her sample, …'."""
    owner = _owner(scene, noun)
    if owner is None or scene.words(scene.start, noun.start) > SHORT:
        return None
    if any(s.subject and s.end <= owner.start for s in scene.speakers):
        return None
    right = scene.clause(noun.start, max(noun.end, owner.end))[1]
    after = (
        right + 1 if scene.mark(right) in COMMAS and scene.words(noun.end, right) <= SHORT else max(noun.end, owner.end)
    )
    return Frame(scene.start, after, owner, ((min(after, scene.end), scene.end),), finding=True)
