"""The summary of one discussion, from what the other rooms found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from agorascope.phrases import locale_for, phrases
from agorascope.records import ArticleReport, CommentReport, Counts, Language, Summary
from agorascope.summary.abstract import abstract
from agorascope.summary.headline import headline
from agorascope.summary.points import Reader, key_points
from agorascope.summary.voices import (
    controversy,
    stance_by_language,
    stance_of_comments,
    stance_of_voices,
    voices,
)
from agorascope.summary.whole import whole

if TYPE_CHECKING:
    from agorascope.settings import Settings


def summarise(
    comments: Sequence[CommentReport],
    language: Language,
    models: Reader,
    settings: Settings,
    article: ArticleReport | None = None,
    locale: str | None = None,
) -> Summary:
    """Count voices, find key points on both sides, say what they do not cover, and write the abstract.

    `language` is the page's; headline and abstract are in the language of `locale`, by default the page's. Without an
    `article` there is no abstract. Raises `ModelError`.
    """
    say = phrases("summary", locale or locale_for(language))
    stance, found = stance_of_voices(comments), key_points(comments, models, settings.likeness)
    counts = counted_up(comments)
    told = Summary(
        counts=counts,
        stance=stance,
        stance_raw=stance_of_comments(comments),
        controversy=controversy(stance),
        key_points=found.points,
        unmatched=found.unmatched,
        loose=found.loose,
        by_language=stance_by_language(comments),
        whole=whole(comments, article.author if article else None),
        headline=headline(counts, stance, say),
    )
    return structs.replace(told, abstract=abstract(told, comments, article, say)) if article else told


def counted_up(comments: Sequence[CommentReport]) -> Counts:
    """Count what was read, what is flagged, and the voices that are left."""
    return Counts(
        comments=len(comments),
        spam=sum(c.spam.is_spam for c in comments),
        duplicates=sum(c.duplicate is not None for c in comments),
        voices=len(voices(comments)),
    )
