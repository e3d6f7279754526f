"""What the reader of the figures should know about their certainty."""

from __future__ import annotations

from collections.abc import Sequence

from agorascope.records import CommentReport, Notice
from agorascope.summary.voices import counted

CLOSE = 0.6  # probability under which a side is a close call
MANY = 1 / 3  # share of close calls from which the sides are tendencies, not counts


def doubts(comments: Sequence[CommentReport]) -> tuple[Notice, ...]:
    """Warn where many of the sides that were counted are close calls."""
    sided = [c for c in counted(comments) if c.stance.label in ("favor", "against")]
    close = sum(c.stance.score < CLOSE for c in sided)
    if not sided or close < MANY * len(sided):
        return ()
    words = f"the side of {close} of {len(sided)} comments is a close call (probability under {CLOSE:.0%})"
    return (Notice("unsure-stance", f"{words}: read the sides as tendencies"),)
