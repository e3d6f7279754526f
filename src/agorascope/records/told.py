"""What is told of one discussion: the object that `analyze --json` prints."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct, field

from agorascope.records.found import Argument, Duplicate, DuplicateKind, HeldArgument, Label, Language, Spam
from agorascope.records.people import Accord, Person, Section, Speaker
from agorascope.records.read import Link, Notice, Offsets, SiteStatus
from agorascope.records.summary import Sentence, Summary

SCHEMA: Final = "agorascope/discussion/1"


class ArticleReport(Struct, frozen=True, kw_only=True):
    """The article with what was found in it."""

    title: str | None
    author: str | None
    published: str | None
    url: str | None
    text: str
    thesis: str | None
    sentiment: Label | None
    arguments: tuple[HeldArgument, ...]
    speakers: tuple[Speaker, ...] = ()
    accords: tuple[Accord, ...] = ()
    sections: tuple[Section, ...] = ()


class CommentReport(Struct, frozen=True, kw_only=True):
    """A comment with everything found about it."""

    id: str
    number: int | None
    parent: str | None
    depth: int
    author: str | None
    author_url: str | None = None
    published: str | None
    text: str
    quoted: tuple[Offsets, ...]
    links: tuple[Link, ...] = ()
    language: Language
    signature: str | None
    addressee: str | None
    by_article_author: bool
    site_status: SiteStatus | None
    sentiment: Label
    stance: Label
    reply: Label | None
    spam: Spam
    duplicate: Duplicate | None
    arguments: tuple[Argument, ...]


class DuplicateCluster(Struct, frozen=True):
    """Comments that repeat one another; the first member is the representative."""

    cluster: str
    kind: DuplicateKind
    members: tuple[str, ...]
    authors: tuple[str, ...]
    languages: tuple[str, ...]


class Quality(Struct, frozen=True):
    """What the reader of the figures should know: warnings, and how many page lines were set aside, by kind."""

    warnings: tuple[Notice, ...] = ()
    chrome: dict[str, int] = field(default_factory=dict)


class ModelUsed(Struct, frozen=True):
    """A model that had a part in a result."""

    name: str
    version: str
    licence: str
    sha256: str


class Narrative(Struct, frozen=True, kw_only=True):
    """What a language model that the user named told of the debate: the sentences whose citations hold.

    `dropped` counts the sentences left out, by reason: `no-citation`, `unknown-comment` (no such id), `unseen-comment`
    (the model was not told of it), `altered-quote`, `borrowed-quote` (words that the comment quotes from somebody
    else), `unknown-figure`, `too-long`, `unreadable`.
    """

    model: str
    sentences: tuple[Sentence, ...]
    dropped: dict[str, int] = field(default_factory=dict)


class Discussion(Struct, frozen=True, kw_only=True):
    """One analysed discussion: the object that `agorascope analyze --json` prints, one a line."""

    schema: Literal["agorascope/discussion/1"] = SCHEMA
    id: str
    source: str
    format: str
    language: Language
    article: ArticleReport
    declared_comments: int | None
    comments: tuple[CommentReport, ...]
    duplicates: tuple[DuplicateCluster, ...]
    summary: Summary
    quality: Quality
    people: tuple[Person, ...] = ()
    narrative: Narrative | None = None
    models: tuple[ModelUsed, ...]
    settings: dict[str, float | int | str | bool]
