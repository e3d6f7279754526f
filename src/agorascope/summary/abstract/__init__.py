"""The abstract: what an article argues and what its readers make of it, in sentences with their evidence.

Every sentence is a template of the room's catalogue, filled with what was counted or quoted; one whose facts are
missing is left out. Nothing is written that the figures do not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from agorascope.records import Sentence
from agorascope.summary.abstract.debate import debated
from agorascope.summary.abstract.matter import Matter
from agorascope.summary.abstract.panel import reported
from agorascope.summary.abstract.points import argued
from agorascope.summary.abstract.rest import left_over
from agorascope.summary.voices import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.phrases import Phrases
    from agorascope.records import ArticleReport, CommentReport, Summary

__all__ = ["abstract"]


def abstract(
    summary: Summary,
    comments: Sequence[CommentReport],
    article: ArticleReport,
    phrases: Phrases,
    *,
    towards: Literal["article", "thesis"] = "article",
) -> tuple[Sentence, ...]:
    """Tell a discussion: the headline, the article, the leading points, where the sides part, what is left over.

    `phrases` are the messages of the room `summary`, in the language that `summary.headline` has been written in.
    Quotes stay in the commenter's language, between the quotation marks of the reader's; `Sentence.quotes` holds them
    whole where the sentence shortens them. A quote of the article stands in the words alone. Sides are told as those
    `towards` the article, or towards its thesis where that is one of several articles.
    """
    matter = Matter(summary, tuple(comments), article, phrases, towards)
    headline = Sentence("headline", summary.headline, tuple(c.id for c in counted(comments)))
    return (headline, *reported(matter), *argued(matter), *debated(matter), *left_over(matter))
