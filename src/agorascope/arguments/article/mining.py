"""Arguments of an article: its own and those it attributes, with their holders and what they support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.arguments.article.supports import Row, supported
from agorascope.arguments.article.thesis import Thesis, thesis
from agorascope.arguments.article.voices import LONGEST_ARTICLE, Cut, article_cuts
from agorascope.arguments.spans.regions import Found, decide
from agorascope.arguments.spans.roles import Weighed
from agorascope.records import HeldArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models
    from agorascope.records import Article

OWN_LEAST = 0.7


def mine_article(article: Article, code: str, models: Models) -> tuple[HeldArgument, ...]:
    """Find the claims and premises of an article, in text order, with ids a1, a2 and so on.

    `holder` is the person or group the words are attributed to, in the fullest form of the name that the
    article gives, and `None` for the article's own voice. `supports` is the id of a claim; the sentence that
    `thesis` chooses is the main claim. Headings are left out; only the first 100,000 characters are read.
    Raises `ModelError`.
    """
    cuts, text = article_cuts(article, code), article.text[:LONGEST_ARTICLE]
    regions = [[c.region] for c in cuts]
    decided = decide([text] * len(cuts), [code] * len(cuts), regions, models)
    stated = thesis(article, code, models)
    found = [(f, c) for c, fs in zip(cuts, decided, strict=True) for f in _kept(c, fs, stated)]
    main = next((n for n, (f, _) in enumerate(found) if (f.start, f.end) == (stated.start, stated.end)), None)
    aims = supported([Row(f.weighed.role, c.holder, c.paragraph, f.weighed.claim) for f, c in found], main)
    return tuple(_argument(text, n, f, c, aim) for n, ((f, c), aim) in enumerate(zip(found, aims, strict=True), 1))


def _kept(cut: Cut, found: Sequence[Found], stated: Thesis) -> list[Found]:
    """Keep what is attributed or likely enough; the thesis is a claim by what it is."""
    if cut.holder:
        return list(found)
    likely = [f for f in found if 1 - f.weighed.neither >= OWN_LEAST]
    if stated.start is None or stated.end is None or not cut.region.start <= stated.start < cut.region.end:
        return likely
    before = [f for f in likely if f.end <= stated.start]
    after = [f for f in likely if f.start >= stated.end]
    here = [f.weighed for f in found if f.start < stated.end and stated.start < f.end]
    claim = max((w.claim / (w.claim + w.premise) for w in here), default=0.5)
    return [*before, Found(stated.start, stated.end, Weighed("claim", claim, 1 - claim, 0.0)), *after]


def _argument(text: str, number: int, found: Found, cut: Cut, aim: int | None) -> HeldArgument:
    return HeldArgument(
        id=f"a{number}",
        start=found.start,
        end=found.end,
        quote=text[found.start : found.end],
        role=found.weighed.role,
        holder=cut.holder or None,
        supports=None if aim is None else f"a{aim + 1}",
        score=round(found.weighed.score, 4),
    )
