"""Rows of what is read: `articles`, `comments`, `rejects`; and what rows of all tables have in common."""

from __future__ import annotations

from msgspec import Struct

from agorascope.records import Link, Notice, SiteStatus
from agorascope.records.kinds import Count


class Discussed(Struct, frozen=True, kw_only=True):
    """A row about a discussion."""

    discussion_id: str
    """The discussion; unique in the corpus."""


class About(Discussed, frozen=True, kw_only=True):
    """A row about a comment or an article."""

    comment_id: str | None
    """The comment, `DISCUSSION#ID`; unique in the corpus. null: the row is about the article."""


class Commented(Discussed, frozen=True, kw_only=True):
    """A row about a comment."""

    comment_id: str
    """The comment, `DISCUSSION#ID`; unique in the corpus."""


class Place(Struct, frozen=True):
    """A place in a text."""

    start: Count
    """Where it begins, in code points."""
    end: Count
    """Where it ends: the first code point that is no longer part of it."""


class SetAside(Struct, frozen=True):
    """Lines of a page that are neither article nor comment."""

    kind: str
    """What they are: `navigation`, `form`, `tags`, …; there may be more."""
    lines: Count
    """How many."""


class Article(Discussed, frozen=True, kw_only=True):
    """A row of `articles`: a discussion as it was read."""

    source: str
    """Where it was read from."""
    format: str
    """The reader that read it: one of `agorascope readers`."""
    title: str | None
    """The article's title."""
    author: str | None
    """Its author."""
    published: str | None
    """When it was published: ISO 8601."""
    url: str | None
    """Its address."""
    text: str
    """Its text, as it was read."""
    headings: tuple[Place, ...]
    """Where its subheadings stand in the text."""
    declared_comments: Count | None
    """How many comments the page says it has."""
    comments: Count
    """How many were read."""
    set_aside: tuple[SetAside, ...]
    """Lines of the page that are neither article nor comment, by kind."""
    notices: tuple[Notice, ...]
    """What was refused or mended."""


class Comment(Commented, frozen=True, kw_only=True):
    """A row of `comments`: a comment as it was read."""

    id: str
    """Its name in the discussion, as in discussions.jsonl."""
    parent: str | None
    """The id of the comment that it answers; null at top level."""
    parent_comment_id: str | None
    """The `comment_id` of that comment."""
    number: int | None
    """Its printed number, or its place; null where it has none."""
    depth: Count
    """How deep it stands in the tree of answers: 0 is top level."""
    author: str | None
    """The name that it is published under."""
    author_url: str | None
    """The web address that the author signs with."""
    published: str | None
    """When it was published: ISO 8601."""
    text: str
    """Its text, as it was read."""
    quoted: tuple[Place, ...]
    """What the writer quotes from somebody else."""
    links: tuple[Link, ...]
    """Words of the text with an address behind them that they do not say."""
    signature: str | None
    """The name that it is signed with in its text."""
    addressee: str | None
    """The name that it addresses in its text."""
    by_article_author: bool
    """Whether the article's author wrote it."""
    site_status: SiteStatus | None
    """The site's own verdict; null where the format has none."""


class Reject(Struct, frozen=True, kw_only=True):
    """A row of `rejects`: what could not be read, was refused or mended."""

    source: str | None
    """The source; null where it has no name."""
    discussion_id: str | None
    """The discussion; null where there is none."""
    code: str
    """What it is: `unreadable`, `bad-line`, …; there may be more."""
    place: str | None
    """A line or a comment; null for the whole source."""
    message: str
    """What it is, in words."""
