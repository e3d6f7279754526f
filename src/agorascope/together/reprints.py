"""Whether two articles are one: printed again, shortened or translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope import deduplication
from agorascope.deduplication import Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models
    from agorascope.records import ArticleReport
    from agorascope.settings import Settings

HALF = 0.5  # share of the shorter article's paragraphs
LEAST, MOST = 40, 60  # characters of a paragraph that says something; paragraphs that are looked at
FEWEST = 2  # paragraphs: one may be a quote that both have


def is_reprint(one: ArticleReport, other: ArticleReport, models: Models, settings: Settings) -> bool:
    """Tell whether half of the shorter article's paragraphs stand in the other too, in whatever language.

    Articles without text are the same where title and thesis are. Raises `ModelError`.
    """
    first, second = _paragraphs(one), _paragraphs(other)
    if not first and not second:
        return bool(one.thesis) and (one.title, one.thesis) == (other.title, other.thesis)
    texts = (*first, *second)
    posts = [Post(str(place), text, rank=place) for place, text in enumerate(texts)]
    found = deduplication.find(posts, settings, models)
    shared = sum(_shared(cluster.members, len(first)) for cluster in found.clusters)
    return shared >= max(FEWEST, HALF * min(len(first), len(second)))


def _paragraphs(article: ArticleReport) -> list[str]:
    """Give each paragraph once: what an article repeats itself says nothing of the other."""
    return list(dict.fromkeys(p for p in article.text.split("\n") if len(p) >= LEAST))[:MOST]


def _shared(members: Sequence[int], first: int) -> int:
    of_first = sum(place < first for place in members)
    return min(of_first, len(members) - of_first)
