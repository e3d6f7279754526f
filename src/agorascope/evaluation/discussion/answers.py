"""The article's author and the objections: ours against those that the same rule finds in the gold's labels."""

from __future__ import annotations

from msgspec import UNSET, Struct

from agorascope.evaluation.discussion.annotated import as_annotated
from agorascope.evaluation.discussion.pairs import Matched
from agorascope.summary.whole import whole


class Answered(Struct, frozen=True, kw_only=True):
    """Objections to the article: the gold's, ours, those in both; and of each, how many the author answered."""

    gold: int = 0
    """The gold's."""
    found: int = 0
    """Ours."""
    right: int = 0
    """Those in both."""
    gold_answered: int = 0
    """The gold's that the author answered."""
    found_answered: int = 0
    """Ours that the author answered."""
    right_answered: int = 0
    """Those in both that the author answered in both."""


def answered(matched: Matched) -> Answered:
    """Compare which comments object, and which of them the author answered; nothing where stance is not annotated."""
    if all(c.stance is UNSET for c in matched.gold.comments):
        return Answered()
    gold, ours = (
        {o.comment: bool(o.answers) for o in told}
        for told in (whole(as_annotated(matched)).objections, matched.found.summary.whole.objections)
    )
    both = [comment for comment in gold if comment in ours]
    return Answered(
        gold=len(gold),
        found=len(ours),
        right=len(both),
        gold_answered=sum(gold.values()),
        found_answered=sum(ours.values()),
        right_answered=sum(gold[comment] and ours[comment] for comment in both),
    )
