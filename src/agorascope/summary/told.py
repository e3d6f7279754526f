"""The summary of one discussion, from what the other rooms found."""

from __future__ import annotations

from collections.abc import Sequence

from agorascope.records import CommentReport, Counts, Language, Summary
from agorascope.summary.headline import headline
from agorascope.summary.keypoints import Embedder, key_points, unmatched
from agorascope.summary.voices import (
    controversy,
    stance_by_language,
    stance_of_comments,
    stance_of_voices,
    voices,
)


def summarise(comments: Sequence[CommentReport], language: Language, models: Embedder, likeness: float) -> Summary:
    """Count voices, find key points on both sides, and say what they do not cover.

    `language` is the page's; `likeness` is the least similarity of two spans of one key point.
    """
    stance = stance_of_voices(comments)
    counts = Counts(
        comments=len(comments),
        spam=sum(c.spam.is_spam for c in comments),
        duplicates=sum(c.duplicate is not None for c in comments),
        voices=len(voices(comments)),
    )
    points = key_points(comments, models, likeness)
    return Summary(
        counts=counts,
        stance=stance,
        stance_raw=stance_of_comments(comments),
        controversy=controversy(stance),
        key_points=points,
        unmatched=unmatched(comments, points),
        by_language=stance_by_language(comments),
        headline=headline(counts, stance, language),
    )
