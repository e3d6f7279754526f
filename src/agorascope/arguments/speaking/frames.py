"""Reporting frames: who says it ('X argues that', 'says X', 据X介绍) and which part of the statement is said.

The grammar is the same for all languages; what differs is data: the verbs, where subjects may be dropped,
how a case is marked. The analysis is shallow on purpose (clauses by punctuation, subjects by nearness and
case), after the cue-based attribution systems for quotations of Krestel et al. (2008) and Pareti (2015).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.arguments.speaking.framing import spoken_of
from agorascope.arguments.speaking.nouns import accord_frame, study_frame, view_frame
from agorascope.arguments.speaking.verbs import verb_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.arguments.speaking.framing import Frame
    from agorascope.arguments.speaking.scene import Scene


def frames(scene: Scene) -> list[Frame]:
    """Find the reporting frames of a statement, in order; a frame without `said` only tells who is speaking."""
    found = [
        *filter(None, (verb_frame(scene, v) for v in scene.of("reporting", "finding", "positions"))),
        *filter(None, (accord_frame(scene, a) for a in scene.of("accord_before"))),
        *filter(None, (view_frame(scene, n) for n in scene.of("views"))),
        *filter(None, (study_frame(scene, n) for n in scene.of("studies")[:1])),
    ]
    return sorted(_by_speakers(scene, found), key=lambda f: (f.start, f.end))


def _by_speakers(scene: Scene, found: Sequence[Frame]) -> list[Frame]:
    """Leave out what is only told of somebody: 'Bell, she says, rejects everything' makes no speaker of Bell."""
    about = [spoken_of(scene, f.start, f.end) for f in found if f.said]
    return [f for f in found if f.said or f.speaker is None or f.speaker not in about]
