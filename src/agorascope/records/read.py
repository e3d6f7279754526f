"""What is read: articles, comments, what a page's other lines are, what the user should know of the input."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from agorascope.records.kinds import Count

Offsets = tuple[Count, Count]
SiteStatus = Literal["approved", "pending", "spam", "trash", "deleted"]


class Notice(Struct, frozen=True):
    """Something the user should know about the input: counted, never fatal.

    `where` names a line ("line 12"), a comment ("comment 7") or is empty for the whole source.
    """

    code: str
    """What it is, to be counted: `missing-parent`, `mended-bytes`, …; there may be more."""
    message: str
    """What it is, in words."""
    where: str = ""
    """A line ("line 12"), a comment ("comment 7"), or empty for the whole source."""


class Chrome(Struct, frozen=True):
    """A line of the page that is neither article nor comment, and what kind of line it is."""

    line: int
    kind: str
    text: str


class Article(Struct, frozen=True, kw_only=True):
    """The text the comments stand under; `headings` are offsets of subheadings inside `text`."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    text: str = ""
    headings: tuple[Offsets, ...] = ()


class Link(Struct, frozen=True):
    """A link of which the text shows the words alone: their place, and the address as the page gave it.

    Addresses of the web only (`http`, `https`, `//…`, `www.…`), without `user:password@`.
    """

    start: Count
    """Where the words begin in the text, in code points."""
    end: Count
    """Where they end: the first code point that is no longer part of them."""
    url: str
    """The address, as the page gave it."""


class Comment(Struct, frozen=True, kw_only=True):
    """One comment as read; `parent` is the id of the comment it answers, `depth` 0 is top level.

    `quoted` are offsets of text that the writer quotes from somebody else; `links` those of words with an address
    behind them that the words do not say. `author_url` is the web address that the author signs with. `site_status`
    is the site's own verdict, null where it gives none; a comment that the site `deleted` is kept without its text
    where others answer it.
    """

    id: str
    number: int | None = None
    parent: str | None = None
    depth: int = 0
    author: str | None = None
    author_url: str | None = None
    published: str | None = None
    text: str = ""
    quoted: tuple[Offsets, ...] = ()
    links: tuple[Link, ...] = ()
    signature: str | None = None
    addressee: str | None = None
    by_article_author: bool = False
    site_status: SiteStatus | None = None


class Thread(Struct, frozen=True, kw_only=True):
    """One article with its comments in page order, as a reader gives it."""

    id: str
    source: str
    format: str
    article: Article
    comments: tuple[Comment, ...] = ()
    declared_comments: int | None = None
    chrome: tuple[Chrome, ...] = ()
    notices: tuple[Notice, ...] = ()
