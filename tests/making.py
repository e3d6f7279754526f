"""Small values for tests: a comment with everything found about it, a discussion around comments."""

from __future__ import annotations

from typing import Any

from agorascope.records import (
    Argument,
    ArticleReport,
    CommentReport,
    Counts,
    Discussion,
    Label,
    Language,
    Quality,
    Spam,
    StanceCounts,
    Summary,
)


def label(name: str) -> Label:
    """Make a sure label."""
    return Label(name, 1.0, {name: 1.0})


def comment(identity: str, *, stance: str = "none", code: str = "en", **changes: Any) -> CommentReport:
    """Make a comment; whatever is not said is neutral."""
    fields: dict[str, Any] = {
        "id": identity,
        "number": int(identity) if identity.isdigit() else None,
        "parent": None,
        "depth": 0,
        "author": None,
        "published": None,
        "text": f"Comment {identity}.",
        "quoted": (),
        "language": Language(code, None, 1.0),
        "signature": None,
        "addressee": None,
        "by_article_author": False,
        "site_status": None,
        "sentiment": label("neutral"),
        "stance": label(stance),
        "reply": None,
        "spam": Spam(is_spam=False, score=0.0),
        "duplicate": None,
        "arguments": (),
    }
    return CommentReport(**(fields | changes))


def claim(text: str, quote: str, number: int = 1) -> Argument:
    """Make a claim that stands in `text`."""
    start = text.index(quote)
    return Argument(f"a{number}", start, start + len(quote), quote, "claim", 0.9)


def discussion(*comments: CommentReport, **changes: Any) -> Discussion:
    """Make a discussion around comments; its summary counts nothing."""
    article = ArticleReport(
        title="A title",
        author=None,
        published=None,
        url=None,
        text="",
        thesis=None,
        sentiment=None,
        arguments=(),
    )
    summary = Summary(
        counts=Counts(len(comments), 0, 0, 0),
        stance=StanceCounts(),
        stance_raw=StanceCounts(),
        controversy=0.0,
        key_points=(),
        unmatched=(),
        by_language={},
        headline="A headline.",
    )
    fields: dict[str, Any] = {
        "id": "page",
        "source": "page.txt",
        "format": "text",
        "language": Language("en", "Latin", 1.0),
        "article": article,
        "declared_comments": None,
        "comments": comments,
        "duplicates": (),
        "summary": summary,
        "quality": Quality(),
        "models": (),
        "settings": {},
    }
    return Discussion(**(fields | changes))
