"""Small annotated and found discussions for tests."""

from __future__ import annotations

from typing import Any

import msgspec

from agorascope.evaluation.discussion.gold import GoldDiscussion
from agorascope.evaluation.discussion.pairs import Matched, match
from agorascope.records import CommentReport, Discussion, KeyPoint, StanceCounts
from agorascope.summary.voices import stance_of_comments, stance_of_voices
from tests.making import discussion


def gold(*comments: dict[str, Any], **fields: Any) -> GoldDiscussion:
    """Make the gold of a discussion; a comment has the number of its place where it names none."""
    numbered = [{"n": place, **comment} for place, comment in enumerate(comments, start=1)]
    return msgspec.convert({"id": "page", "comments": numbered, **fields}, GoldDiscussion)


def found(*comments: CommentReport, points: tuple[KeyPoint, ...] = (), **changes: Any) -> Discussion:
    """Make a discussion whose summary counts its comments and has these key points."""
    made = discussion(*comments, **changes)
    summary = msgspec.structs.replace(
        made.summary,
        key_points=points,
        stance=stance_of_voices(comments) if comments else StanceCounts(),
        stance_raw=stance_of_comments(comments),
    )
    return msgspec.structs.replace(made, summary=summary)


def point(stance: Any, *comments: str) -> KeyPoint:
    """Make a key point of these comments."""
    return KeyPoint(
        text="A point.", stance=stance, comments=comments, quotes=(), prevalence=0.5, languages=("en",), id="k1"
    )


def matched(annotated: GoldDiscussion, told: Discussion) -> Matched:
    """Match both."""
    return match(annotated, told)
