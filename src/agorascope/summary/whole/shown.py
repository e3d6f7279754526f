"""What people are called where figures name them: one name for each, and no name for two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agorascope.records import CommentReport
from agorascope.summary.voices import ARTICLE_AUTHOR, REMOVED, person


def is_heard(comment: CommentReport) -> bool:
    """Say whether somebody wrote a comment to be read: it is no spam, and not taken down; a re-post is heard."""
    return not comment.spam.is_spam and comment.site_status not in REMOVED


def heard(comments: Iterable[CommentReport]) -> list[CommentReport]:
    """Keep the comments that are heard, re-posts with them: more than have a vote (`voices.counted`)."""
    return [c for c in comments if is_heard(c)]


def shown_names(comments: Sequence[CommentReport], author: str | None = None) -> dict[str, str]:
    """Name every person (as `voices.person` tells them apart): display name, else signature, else '#' and the comment.

    The article's author has the display name used in the comments, else the byline `author`, else the signature.
    Where two people would have one name, who comes later has the number of the first comment behind it.
    """
    first: dict[str, CommentReport] = {}
    for comment in comments:
        first.setdefault(person(comment), comment)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for who in sorted(first, key=lambda who: who != ARTICLE_AUTHOR):  # the author's name is the author's; stable
        called = author_name(comments, author) if who == ARTICLE_AUTHOR else first[who].author or first[who].signature
        name = (called or "").strip() or _mark(first[who])
        while name in taken:
            name = f"{name} {_mark(first[who])}"
        names[who] = name
        taken.add(name)
    return names


def author_name(comments: Sequence[CommentReport], byline: str | None) -> str | None:
    """Name the article's author as the comments do, else as the byline does, else as they are signed."""
    own = [c for c in comments if c.by_article_author]
    known = (*(c.author for c in own), byline, *(c.signature for c in own))
    return next((name for name in known if name and name.strip()), None)


def _mark(comment: CommentReport) -> str:
    return f"#{comment.id if comment.number is None else comment.number}"
