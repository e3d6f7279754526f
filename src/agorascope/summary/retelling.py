"""A discussion told again in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from agorascope.phrases import phrases
from agorascope.summary.abstract import abstract
from agorascope.summary.headline import headline

if TYPE_CHECKING:
    from agorascope.records import Discussion


def retold(discussion: Discussion, locale: str) -> Discussion:
    """Give the same discussion with its headline and abstract in one of `phrases.LOCALES`; `KeyError` for another."""
    say, summary = phrases("summary", locale), discussion.summary
    headed = structs.replace(summary, headline=headline(summary.counts, summary.stance, say))
    told = abstract(headed, discussion.comments, discussion.article, say)
    return structs.replace(discussion, summary=structs.replace(headed, abstract=told))
