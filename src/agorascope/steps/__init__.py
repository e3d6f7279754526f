"""The steps that a discussion goes through, each from the thread and what earlier steps found.

`pipeline` takes one discussion through all of them; `corpus` takes many discussions through one after the other. What
a step gives is what is told: labels under `Settings.abstain` have no name, spam takes no side, and re-posts have the
side and the tone of what they repeat, for the same words are the same opinion.
"""

from agorascope.steps.arguing import argued, attributed
from agorascope.steps.found import Argued, Attributed, Reposts, Sided, Spoken, Toned, Unjudged
from agorascope.steps.judging import campaign, judged, judged_together, reposts, spoken
from agorascope.steps.siding import sided, toned
from agorascope.steps.words import behind, own_words

__all__ = (
    "Argued",
    "Attributed",
    "Reposts",
    "Sided",
    "Spoken",
    "Toned",
    "Unjudged",
    "argued",
    "attributed",
    "behind",
    "campaign",
    "judged",
    "judged_together",
    "own_words",
    "reposts",
    "sided",
    "spoken",
    "toned",
)
