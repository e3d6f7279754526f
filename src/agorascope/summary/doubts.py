"""What the reader of the figures should know about their certainty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agorascope.records import CommentReport, Notice
from agorascope.summary.voices import counted

CLOSE = 0.6  # probability under which a side is a close call
TAKEN_DOWN = frozenset({"spam", "trash"})
MANY = 1 / 3  # share of close calls from which the sides are tendencies, not counts


def doubts(comments: Sequence[CommentReport]) -> tuple[Notice, ...]:
    """Warn where many of the sides that were counted are close calls, and where the site's verdict decides alone."""
    return (*_close_calls(comments), *_taken_down(comments))


def _close_calls(comments: Sequence[CommentReport]) -> Iterator[Notice]:
    sided = [c for c in counted(comments) if c.stance.label in ("favor", "against")]
    close = sum(c.stance.score < CLOSE for c in sided)
    if sided and close >= MANY * len(sided):
        words = f"the side of {close} of {len(sided)} comments is a close call (probability under {CLOSE:.0%})"
        yield Notice("unsure-stance", f"{words}: read the sides as tendencies")


def _taken_down(comments: Sequence[CommentReport]) -> Iterator[Notice]:
    down = sum(c.site_status in TAKEN_DOWN and not c.spam.is_spam and c.duplicate is None for c in comments)
    if down:
        words = "held as spam or moved to the trash by the site, not flagged by us, and without a voice"
        yield Notice("site-removed", f"{words}: {down}")
