"""What the reader of the figures should know about their certainty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agorascope.records import CommentReport, Notice
from agorascope.summary.voices import sided

CLOSE = 0.6  # probability under which a side is a close call
TAKEN_DOWN = frozenset({"spam", "trash"})
MANY = 1 / 3  # share of close calls from which the sides are tendencies, not counts


def doubts(comments: Sequence[CommentReport]) -> tuple[Notice, ...]:
    """Warn where many of the sides that were counted are close calls, and where the site's verdict decides alone."""
    return (*_close_calls(comments), *_taken_down(comments))


def close_calls(comments: Sequence[CommentReport]) -> tuple[int, int]:
    """Count the comments whose side is a close call, and all that take a side."""
    found = sided(comments)
    return sum(c.stance.score < CLOSE for c in found), len(found)


def taken_down(comments: Sequence[CommentReport]) -> int:
    """Count the comments that have no voice by the site's verdict alone."""
    return sum(c.site_status in TAKEN_DOWN and not c.spam.is_spam and c.duplicate is None for c in comments)


def _close_calls(comments: Sequence[CommentReport]) -> Iterator[Notice]:
    close, every = close_calls(comments)
    if every and close >= MANY * every:
        words = f"the side of {close} of {every} comments is a close call (probability under {CLOSE:.0%})"
        yield Notice("unsure-stance", f"{words}: read the sides as tendencies")


def _taken_down(comments: Sequence[CommentReport]) -> Iterator[Notice]:
    down = taken_down(comments)
    if down:
        words = "held as spam or moved to the trash by the site, not flagged by us, and without a voice"
        yield Notice("site-removed", f"{words}: {down}")
