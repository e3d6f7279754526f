"""A reporting frame, and what the readers of verbs and of nouns share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from agorascope.arguments.speaking.scene import Scene, Speaker
    from agorascope.records import Offsets


NEAR, FEW, SHORT, LONG = 2, 4, 6, 12
COLONS, COMMAS = frozenset(":："), frozenset(",，")


class Frame(NamedTuple):
    """A reporting frame at `start`:`end`; `speaker` is `None` where the subject is left out; `said` are regions."""

    start: int
    end: int
    speaker: Speaker | None
    said: tuple[Offsets, ...]
    finding: bool


def past_relative(scene: Scene, right: int) -> int:
    """Step over a relative clause: ', who runs a team of forty,' stands between the name and what is said."""
    following = [b for b in scene.borders if b > right]
    return following[0] + 1 if following and relative(scene, right) else min(right + 1, scene.end)


def relative(scene: Scene, at: int) -> bool:
    """Tell whether a relative clause begins at `at`."""
    return any(h.kind == "relatives" and h.start >= at and not scene.words(at, h.start) for h in scene.hits)


def clause_before(scene: Scene, left: int) -> int:
    """Give where the statement that a parenthesis interrupts begins: at a relative clause, else at the start."""
    before = [b for b in scene.borders if b < left - 1]
    begin = before[-1] + 1 if before else scene.start
    return begin if relative(scene, begin) else scene.start


def inserted(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the clause around `start`:`end` is put between commas into a statement that goes on behind it."""
    left, right = scene.clause(start, end)
    between = scene.mark(left - 1) in COMMAS and scene.mark(right) in COMMAS
    return between and scene.words(left, right) <= NEAR + 1 and scene.words(right, scene.end) > 0


def spoken_of(scene: Scene, start: int, end: int) -> Speaker | None:
    """Find whom the statement is about that ', she says,' is put into: its subject, alone before the first comma.

    'His customers, she says, bought nothing': not they say it. In 'When Ann opened, she says, …' Ann may well.
    """
    if not inserted(scene, start, end):
        return None
    left = scene.clause(start, end)[0] - 1
    begin = scene.clause(left, left)[0]
    return next(
        (s for s in scene.speakers if s.subject and s.kind != "narrator" and _alone(scene, s, begin, left)), None
    )


def _alone(scene: Scene, speaker: Speaker, begin: int, end: int) -> bool:
    within = begin <= speaker.start and speaker.end <= end
    return within and scene.words(begin, speaker.start) <= 1 and scene.words(speaker.end, end) <= 1
