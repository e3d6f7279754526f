"""Subheadings of an article: those the format marks, those written in Markdown, else what stands as one does."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import structs

from agorascope.readers.plain.article import headings_among
from agorascope.readers.plain.lines import lines_of, shown
from agorascope.records import Article, Offsets

MARK = re.compile(r"^#{1,6} +(?=\S)", re.MULTILINE)
END = re.compile(r"\n|\Z")


def with_headings(article: Article) -> Article:
    """Give an article with the offsets of its subheadings; the signs that Markdown puts before them are taken away."""
    marks = [match.span() for match in MARK.finditer(article.text)]
    if marks:
        return _unmarked(article, marks)
    return article if article.headings else structs.replace(article, headings=_standing(article.text))


def _unmarked(article: Article, marks: list[Offsets]) -> Article:
    ends = [end for _, end in marks]
    gone = [0]
    for start, end in marks:
        gone.append(gone[-1] + end - start)

    def moved(at: int) -> int:
        return at - gone[bisect_right(ends, at)]

    lines = {(moved(end), moved(END.search(article.text, end).start())) for _, end in marks}  # type: ignore[union-attr]
    kept = {(moved(start), moved(end)) for start, end in article.headings if not article.text.startswith("#", start)}
    return structs.replace(article, text=MARK.sub("", article.text), headings=tuple(sorted(lines | kept)))


def _standing(text: str) -> tuple[Offsets, ...]:
    """Find short lines without a full stop that running text follows, as on a plain page."""
    starts, at = [], 0
    for raw in text.split("\n"):
        starts.append(at + len(raw) - len(raw.lstrip()))
        at += len(raw) + 1
    found = headings_among(list(shown(lines_of(text)))) if "\r" not in text else []
    return tuple((starts[line.no - 1], starts[line.no - 1] + len(line.text)) for line in found)
