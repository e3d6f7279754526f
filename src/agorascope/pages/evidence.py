"""What a page quotes: the spans that its links lead to, comment by comment, and those of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.pages.marks import EVIDENCE, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from agorascope.pages.links import Links
    from agorascope.records import ArticleReport, CommentReport, Discussion, Quote, Sentence, Summary


def quoted(discussion: Discussion) -> dict[str, list[Span]]:
    """Give the spans of every comment that the page quotes somewhere."""
    found: dict[str, list[Span]] = {}
    for quote in _quotes(discussion):
        found.setdefault(quote.comment, []).append(Span(quote.start, quote.end, EVIDENCE))
    return found


def _quotes(d: Discussion) -> Iterator[Quote]:
    yield from quotes_of(d.summary)
    for sentence in d.narrative.sentences if d.narrative else ():
        yield from sentence.quotes


def quotes_of(summary: Summary) -> Iterator[Quote]:
    """Give every quote of a summary."""
    for point in summary.key_points:
        yield from point.quotes
    yield from summary.loose
    for sentence in summary.abstract:
        yield from sentence.quotes
    for objection in summary.whole.objections:
        if objection.quote:
            yield objection.quote


def within_comment(comment: CommentReport, quotes: list[Span]) -> list[Span]:
    """Give everything to be marked in a comment."""
    spans = [*quotes, *(Span(start, end, "said") for start, end in comment.quoted)]
    spans += [Span(a.start, a.end, a.role) for a in comment.arguments]
    if comment.spam.is_spam:
        spans += [Span(r.start, r.end, "offending") for r in comment.spam.reasons]
    return spans


def within_article(article: ArticleReport) -> list[Span]:
    """Give everything to be marked in an article; whatever is marked can be linked to."""
    spans = [Span(a.start, a.end, kind) for a in article.arguments for kind in (EVIDENCE, a.role)]
    return spans + [Span(a.start, a.end, kind) for a in article.accords for kind in (EVIDENCE, "accord")]


def linked(sentence: Sentence, links: Links) -> Markup:
    """Give the words of a sentence; where it has the words of a quote in full, these lead to their place."""
    from markupsafe import Markup, escape

    out, at = [], 0
    for quote in sentence.quotes:
        start = sentence.text.find(quote.quote, at) if quote.quote else -1
        href = links.href(quote.comment, quote.start, quote.end)
        if start < 0 or not href:
            continue
        end = start + len(quote.quote)
        link = Markup('<a class="held" href="%s">%s</a>') % (href, sentence.text[start:end])
        out += [escape(sentence.text[at:start]), link]
        at = end
    return Markup("").join([*out, escape(sentence.text[at:])])
