"""The stance of the whole discussion, put together."""

from __future__ import annotations

from collections.abc import Sequence

from agorascope.records import CommentReport, Whole
from agorascope.summary.whole.answers import objections
from agorascope.summary.whole.between import between
from agorascope.summary.whole.periods import periods
from agorascope.summary.whole.turn import turn


def whole(comments: Sequence[CommentReport], author: str | None = None) -> Whole:
    """Tell who stands how to whom, in which time, where the thread turned, and what the article's author answered.

    `comments` are in page order; `author` is the article's byline, for an author whose comments bear no name.
    """
    return Whole(
        between=between(comments, author),
        by_time=periods(comments),
        turn=turn(comments),
        objections=objections(comments),
    )
