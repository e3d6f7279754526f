"""The values that rooms exchange: what is read, what is found, what is told.

All are frozen `msgspec` structs: immutable, hashable where their parts are, and the source of the
published JSON Schema. Offsets (`start`, `end`) count Unicode code points in the `text` of the
record's comment or article, half open, and `quote == text[start:end]` always holds.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct, field

SCHEMA: Final = "agorascope/discussion/1"

Offsets = tuple[int, int]
Stance = Literal["favor", "against", "none"]
Role = Literal["claim", "premise"]
DuplicateKind = Literal["exact", "near", "translation"]
SiteStatus = Literal["approved", "pending", "spam", "trash", "deleted"]


# --- what is read -------------------------------------------------------------------------------


class Notice(Struct, frozen=True):
    """Something the user should know about the input: counted, never fatal.

    `where` names a line ("line 12"), a comment ("comment 7") or is empty for the whole source.
    """

    code: str
    message: str
    where: str = ""


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


class Comment(Struct, frozen=True, kw_only=True):
    """One comment as read; `parent` is the id of the comment it answers, `depth` 0 is top level.

    `quoted` are offsets of text that the writer quotes from somebody else. `site_status` is the site's own verdict,
    null where it gives none; a comment that the site `deleted` is kept without its text where others answer it.
    """

    id: str
    number: int | None = None
    parent: str | None = None
    depth: int = 0
    author: str | None = None
    published: str | None = None
    text: str = ""
    quoted: tuple[Offsets, ...] = ()
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


# --- what is found ------------------------------------------------------------------------------


class Language(Struct, frozen=True):
    """A BCP 47 code (`el`, `el-Latn`, `zh`, `en`, …, or `und`), the ISO 15924 script, a confidence in 0..1."""

    code: str
    script: str | None
    confidence: float


class Label(Struct, frozen=True):
    """The most probable label, its calibrated probability, and the probability of every label.

    `label` is null where the probability is under the threshold that the caller set: not knowing is an answer.
    """

    label: str | None
    score: float
    scores: dict[str, float]

    def if_sure(self, least: float) -> Label:
        """Give the label as it is, or without its name where its probability is under `least`."""
        return self if self.score >= least else Label(None, self.score, self.scores)


class Reason(Struct, frozen=True):
    """Why a comment looks like spam: a countable code, the words that show it, and where they are."""

    code: str
    detail: str
    start: int
    end: int


class Spam(Struct, frozen=True):
    """A verdict on one comment; a spam verdict always has at least one reason."""

    is_spam: bool
    score: float
    reasons: tuple[Reason, ...] = ()


class Duplicate(Struct, frozen=True):
    """What a re-posted comment repeats: its cluster, the representative's id, the kind, the similarity in 0..1."""

    cluster: str
    of: str
    kind: DuplicateKind
    similarity: float


class Argument(Struct, frozen=True):
    """A claim or premise, cut from a comment's or article's text."""

    id: str
    start: int
    end: int
    quote: str
    role: Role
    score: float


class HeldArgument(Struct, frozen=True):
    """A claim or premise of an article, with the person it is attributed to and the claim it supports."""

    id: str
    start: int
    end: int
    quote: str
    role: Role
    holder: str | None
    supports: str | None
    score: float


# --- what is told -------------------------------------------------------------------------------


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


class CommentReport(Struct, frozen=True, kw_only=True):
    """A comment with everything found about it."""

    id: str
    number: int | None
    parent: str | None
    depth: int
    author: str | None
    published: str | None
    text: str
    quoted: tuple[Offsets, ...]
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


class Quote(Struct, frozen=True):
    """Evidence: `quote` is the text of comment `comment` from `start` to `end`."""

    comment: str
    start: int
    end: int
    quote: str


class KeyPoint(Struct, frozen=True):
    """A point several voices make: in words of one of them, with every supporting quote."""

    text: str
    stance: Stance
    comments: tuple[str, ...]
    quotes: tuple[Quote, ...]
    prevalence: float
    languages: tuple[str, ...]


class Counts(Struct, frozen=True):
    """How many comments were read, flagged, and how many voices are left to count."""

    comments: int
    spam: int
    duplicates: int
    voices: int


class StanceCounts(Struct, frozen=True):
    """How many are for the thesis, against it, or take no side."""

    favor: int = 0
    against: int = 0
    none: int = 0


class Summary(Struct, frozen=True, kw_only=True):
    """The debate in figures and quotes; `stance` counts voices, `stance_raw` counts comments."""

    counts: Counts
    stance: StanceCounts
    stance_raw: StanceCounts
    controversy: float
    key_points: tuple[KeyPoint, ...]
    unmatched: tuple[str, ...]
    by_language: dict[str, StanceCounts]
    headline: str


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
    models: tuple[ModelUsed, ...]
    settings: dict[str, float | int | str | bool]
