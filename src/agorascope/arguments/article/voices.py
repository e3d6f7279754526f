"""An article cut by voice: what it attributes to whom, and the statements of its own."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.spans.regions import Region, region_of
from agorascope.arguments.spans.roles import aside, asks
from agorascope.arguments.speaking.holders import Held, held

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.arguments.spans.statements import Statement
    from agorascope.records import Article

LONGEST_ARTICLE = 100_000  # characters


class Cut(NamedTuple):
    """A region of the article with its paragraph and holder (empty for the article's own voice)."""

    region: Region
    paragraph: int
    holder: str


def article_cuts(article: Article, code: str) -> list[Cut]:
    """Cut an article into regions of one voice each, in order: attributed ones, and statements of its own."""
    text = article.text[:LONGEST_ARTICLE]
    cuts, said = held(text, code, article.headings)
    pieces = [c for s in cuts for c in _statement_cuts(text, code, s, said)]
    return sorted(pieces, key=lambda c: c.region.start)


def _statement_cuts(text: str, code: str, statement: Statement, said: Sequence[Held]) -> Iterator[Cut]:
    first = bisect_left(said, statement.start, key=lambda h: h.start)
    inside = said[first : bisect_left(said, statement.end, key=lambda h: h.start)]
    for region in inside:
        end = _before_question(text, region.start, region.end, code)
        cut = region_of(text, region.start, end, code, finding=region.finding, sure=True)
        if cut is not None:
            yield Cut(cut, statement.paragraph, region.holder)
    if not inside and not _no_argument(text[statement.start : statement.end], code):
        cut = region_of(text, statement.start, statement.end, code)
        if cut is not None:
            yield Cut(cut, statement.paragraph, "")


def _before_question(text: str, start: int, end: int, code: str) -> int:
    """Leave out a closing question: all of the words, or those behind their last comma."""
    if not asks(text[start : end + 1], code):
        return end
    return max(start, text.rfind(",", start, end), text.rfind("，", start, end))


def _no_argument(words: str, code: str) -> bool:
    return asks(words, code) or aside(words, code)
