"""What is told of one discussion: the object that `analyze --json` prints."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Struct, field

from agorascope.records.found import (
    ANSWER,
    TONE,
    Argument,
    Duplicate,
    DuplicateKind,
    HeldArgument,
    Label,
    Language,
    Side,
    Spam,
    Tone,
)
from agorascope.records.kinds import Count
from agorascope.records.people import Accord, Person, Section, Speaker
from agorascope.records.read import Link, Notice, Offsets, SiteStatus
from agorascope.records.summary import Sentence, Summary

SCHEMA: Final = "agorascope/discussion/1"


class ArticleReport(Struct, frozen=True, kw_only=True):
    """The article with what was found in it."""

    title: str | None
    """Its title; null where the source shows none."""
    author: str | None
    """Its author, as the source names them."""
    published: str | None
    """When it was published: ISO 8601."""
    url: str | None
    """Its address."""
    text: str
    """Its text, as it was read."""
    thesis: str | None
    """The sentence that states what it argues; stance is towards it. null where it states none."""
    sentiment: Annotated[Label | None, TONE]
    """The tone of the article; null where it has no text."""
    arguments: tuple[HeldArgument, ...]
    """Its claims and premises, and who holds them."""
    speakers: tuple[Speaker, ...] = ()
    """Whose claims it reports."""
    accords: tuple[Accord, ...] = ()
    """Where it says that speakers agree or differ."""
    sections: tuple[Section, ...] = ()
    """Its parts, by headings."""


class CommentReport(Struct, frozen=True, kw_only=True):
    """A comment with everything found about it."""

    id: str
    """Its name in the discussion: the printed number on pages, the export's or the table's own id."""
    number: int | None
    """Its printed number, or its place; null where it has none."""
    parent: str | None
    """The id of the comment that it answers; null at top level."""
    depth: Count
    """How deep it stands in the tree of answers: 0 is top level."""
    author: str | None
    """The name that it is published under; null where there is none."""
    author_url: str | None = None
    """The web address that the author signs with; null where the format gives none."""
    published: str | None
    """When it was published: ISO 8601."""
    text: str
    """Its text, as it was read; all offsets are places in it."""
    quoted: tuple[Offsets, ...]
    """What the writer quotes from somebody else: beginnings and ends in the text, in code points."""
    links: tuple[Link, ...] = ()
    """Words of the text with an address behind them that they do not say."""
    language: Language
    """The language it is written in."""
    signature: str | None
    """The name that it is signed with in its text."""
    addressee: str | None
    """The name that it addresses in its text."""
    by_article_author: bool
    """Whether the article's author wrote it."""
    site_status: SiteStatus | None
    """The site's own verdict; null where the format has none. What a site holds as spam or took down is no voice."""
    sentiment: Tone
    """The tone of the text."""
    stance: Side
    """The side towards the article's thesis, settled over the whole tree of answers."""
    reply: Annotated[Label | None, ANSWER]
    """How it stands to the comment that it answers; null at top level."""
    spam: Spam
    """Whether it is spam, and why."""
    duplicate: Duplicate | None
    """What it repeats; null where it repeats nothing."""
    arguments: tuple[Argument, ...]
    """The claims and premises in its text."""


class DuplicateCluster(Struct, frozen=True):
    """Comments that repeat one another; the first member is the representative."""

    cluster: str
    """The name of the cluster."""
    kind: DuplicateKind
    """The kind of re-post; of several kinds, the one that changes most."""
    members: tuple[str, ...]
    """The ids of the comments; the first is the representative: the first comment of the text with the most copies."""
    authors: tuple[str, ...]
    """Who posted them."""
    languages: tuple[str, ...]
    """Their languages."""


class Quality(Struct, frozen=True):
    """What the reader of the figures should know: warnings, and how many page lines were set aside, by kind."""

    warnings: tuple[Notice, ...] = ()
    """What was mended, missing or does not add up, and what is a close call."""
    chrome: dict[str, Count] = field(default_factory=dict)
    """How many lines of the page were set aside, by kind: navigation, form, tags, …."""


class ModelUsed(Struct, frozen=True):
    """A model that had a part in a result."""

    name: str
    """Its name."""
    version: str
    """Its version."""
    licence: str
    """The licence it comes under."""
    sha256: str
    """The SHA-256 of its file, which names it for good; empty for an endpoint."""


class Narrative(Struct, frozen=True, kw_only=True):
    """What a language model that the user named told of the debate: the sentences whose citations hold.

    `dropped` counts the sentences left out, by reason: `no-citation`, `unknown-comment` (no such id), `unseen-comment`
    (the model was not told of it), `altered-quote`, `borrowed-quote` (words that the comment quotes from somebody
    else), `unknown-figure`, `too-long`, `unreadable`.
    """

    model: str
    """The model that told it, as the user named it."""
    sentences: tuple[Sentence, ...]
    """The sentences whose citations hold."""
    dropped: dict[str, Count] = field(default_factory=dict)
    """How many sentences were left out, by reason."""


class Discussion(Struct, frozen=True, kw_only=True):
    """One analysed discussion: the object that `agorascope analyze --json` prints, one a line."""

    schema: Literal["agorascope/discussion/1"] = SCHEMA
    """The name and the major version of this schema."""
    id: str
    """The discussion's name: that of its page, unless the format gives one."""
    source: str
    """Where it was read from."""
    format: str
    """The reader that read it: one of `agorascope readers`."""
    language: Language
    """The language of the page."""
    article: ArticleReport
    """The article, and what was found in it."""
    declared_comments: Count | None
    """How many comments the page says it has; null where it does not say."""
    comments: tuple[CommentReport, ...]
    """The comments in the order of the page, with all that was found about each."""
    duplicates: tuple[DuplicateCluster, ...]
    """Clusters of comments that repeat one another."""
    summary: Summary
    """The debate in figures and quotes."""
    quality: Quality
    """What the reader of the figures should know."""
    people: tuple[Person, ...] = ()
    """Everybody who writes, is named or is addressed."""
    narrative: Narrative | None = None
    """What a model that the user named told of the debate; null where none was asked."""
    models: tuple[ModelUsed, ...]
    """The models that had a part in it."""
    settings: dict[str, float | int | str | bool]
    """The settings that can change a result."""
