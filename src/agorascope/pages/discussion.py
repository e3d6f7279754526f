"""The report of one discussion as one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agorascope.pages import speakers
from agorascope.pages.charts.agreement import sides_of
from agorascope.pages.chrome import named
from agorascope.pages.environment import asset, language_tag, page, web_address
from agorascope.pages.evidence import quoted, within_article, within_comment
from agorascope.pages.links import ARTICLE, Here, anchor
from agorascope.pages.marks import Span, marked
from agorascope.pages.reposts import clusters
from agorascope.pages.telling import MOST, present, told, untold
from agorascope.pages.thread import tree

if TYPE_CHECKING:
    from markupsafe import Markup

    from agorascope.records import CommentReport, Discussion


def render(discussion: Discussion, locale: str) -> str:
    """Write the report of a discussion as one HTML file, with the words of `locale` (one of `phrases.LOCALES`).

    The headline and the abstract are told as they stand in the discussion. All text of strangers is escaped, every
    quote stands in the thread at its offsets, and the page loads nothing. The same discussion gives the same bytes.
    Raises `KeyError` for another locale.
    """
    found = _told(discussion, locale)
    sections = _sections(discussion, found)
    styles, scripts = (asset("page.css"),), (asset("page.js"),)
    return page("discussion.html", locale, styles=styles, scripts=scripts, sections=sections, **found)


def _told(d: Discussion, locale: str) -> dict[str, Any]:
    links = Here(d.comments)
    return {
        "d": d,
        "debate": False,
        "heading": d.article.title or d.id,
        "thesis": untold(d.article.thesis, d.summary),
        "url": web_address(d.article.url),
        "article_tag": language_tag(d.language.code, d.language.script),
        **told(d.summary, links, sides_of(d.comments, d.article.author), locale),
        **_article(d),
        **_comments(d),
        **_about(d, locale),
    }


def _sections(d: Discussion, found: dict[str, Any]) -> list[str]:
    """Name the sections that have something to say, in their order."""
    there = present(d.summary, found) | {
        "narrative": d.narrative is not None,
        "the-article": bool(d.article.text or d.article.arguments),
        "people": bool(found["people"]),
        "reposts": bool(found["clusters"]),
        "spam": bool(found["spam"]),
        "about": True,
        "thread": bool(d.comments),
    }
    return [name for name, is_there in there.items() if is_there]


def _article(d: Discussion) -> dict[str, Any]:
    article = d.article
    body = marked(article.text, ARTICLE, [*within_article(article), *_headings(d)])
    own = [a for a in article.arguments if not a.holder]
    return {"parts": speakers.parts(article), "own": own, "article_body": body}


def _headings(d: Discussion) -> list[Span]:
    """Find the headings that sections begin with; in the text they may have other white space."""
    found = []
    for section in d.article.sections:
        words = r"\s+".join(map(re.escape, (section.heading or "").split()))
        heading = re.compile(words).match(d.article.text, section.start)
        if heading:
            found.append(Span(*heading.span(), "heading"))
    return found


def _comments(d: Discussion) -> dict[str, Any]:
    quotes = quoted(d)

    def body(comment: CommentReport, place: int) -> Markup:
        return marked(comment.text, anchor(place), within_comment(comment, quotes.get(comment.id, [])))

    def spam_body(comment: CommentReport) -> Markup:
        return marked(comment.text, "", [Span(r.start, r.end, "offending") for r in comment.spam.reasons])

    people = [p for p in d.people if len(p.variants) > 1]
    return {
        "tree": tree(d.comments),
        "body": body,
        "spam_body": spam_body,
        "spam": [c for c in d.comments if c.spam.is_spam],
        "clusters": clusters(d.duplicates[:MOST], d.comments),
        "people": people,
        "alone": len(d.people) - len(people),
    }


def _about(d: Discussion, locale: str) -> dict[str, Any]:
    from agorascope.reports.words import Words

    words = Words(locale)
    return {
        "dropped": words.left_out(d.narrative.dropped) if d.narrative else (),
        "notices": [words.notice(notice, d) for notice in d.quality.warnings],
        "set_aside": sorted((named(kind, locale), count) for kind, count in d.quality.chrome.items()),
        "models": d.models,
        "settings": d.settings,
    }
