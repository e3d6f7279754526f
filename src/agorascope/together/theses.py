"""How the theses of several articles stand to one another, so that sides can be counted towards one of them.

To tell agreement from opposition between two sentences of one matter, in three languages, is more than our models can
do safely. So it is told only where it is all but certain, and the user can say it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from agorascope.records import Discussion, Label
from agorascope.together.likeness import likeness
from agorascope.together.reprints import is_reprint

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.settings import Settings

SURE = 0.7  # probability from which a relation is told: scripts/fit_theses
TURNED = {"favor": "against", "against": "favor"}


SAME, UNKNOWN = Label.certain("stance", "favor"), Label.certain("stance", "none")


def leading(discussions: Sequence[Discussion], said: Mapping[str, str]) -> Discussion:
    """Choose the discussion whose thesis is the debate's: of those that state one, most voices, then the first name.

    `said` are relations to it that the user gave by name. Only where that very discussion is said not to argue the
    thesis is it another's: of one that is `favor` before others, and of these before one that is not.
    """
    rank = {"favor": 0, "against": 2, "none": 2}
    first, *others = sorted(discussions, key=lambda d: (not d.article.thesis, -d.summary.counts.voices, d.id))
    if said.get(first.id, "favor") == "favor":
        return first
    return min([first, *others], key=lambda d: rank[said[d.id]] if d.id in said else 1)  # of equals the first


def relations(
    discussions: Sequence[Discussion], lead: Discussion, said: Mapping[str, str], models: Models, settings: Settings
) -> list[Label]:
    """Tell of each discussion how its thesis stands to the leading one; `none` where that is not all but certain.

    What the user `said` is so; the same article, printed again or translated, argues the same; else both theses are
    read. Raises `ModelError`.
    """
    asked = [d for d in discussions if d is not lead and d.id not in said]
    known = {lead.id: SAME} | {name: Label.certain("stance", side) for name, side in said.items() if name != lead.id}
    known |= {d.id: SAME for d in asked if is_reprint(d.article, lead.article, models, settings)}
    stated = [d for d in asked if d.id not in known and d.article.thesis and lead.article.thesis]
    told = likeness([(d, lead) for d in stated], models)
    known |= {d.id: label if label.score >= SURE else UNKNOWN for d, label in zip(stated, told, strict=True)}
    return [known.get(d.id, UNKNOWN) for d in discussions]


def turned(stance: Label, relation: Label) -> Label:
    """Turn a side towards one thesis into a side towards the leading thesis."""
    if relation.label == "favor":
        return stance
    if relation.label != "against":
        return UNKNOWN
    scores = {TURNED.get(side, side): share for side, share in stance.scores.items()}
    ordered = {side: scores[side] for side in stance.scores if side in scores}
    return Label(TURNED.get(stance.label, stance.label) if stance.label else None, stance.score, ordered)
