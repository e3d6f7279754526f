"""What a moderator works with: flags on comments, decisions about them."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from agorascope.records.found import DuplicateKind, Reason
from agorascope.records.kinds import Score

FLAG_SCHEMA: Final = "agorascope/flag/1"
FlagKind = Literal["spam", "duplicate"]
Verdict = Literal["approve", "spam", "duplicate", "unsure"]
Layer = Literal["general", "site", "moderator", "reposts"]
VERDICTS: Final[tuple[Verdict, ...]] = ("approve", "spam", "duplicate", "unsure")


class Repeated(Struct, frozen=True, kw_only=True):
    """The comment that a flagged one repeats; `similarity` is in 0..1, of translations the probability."""

    thread: str
    """The discussion of the comment that is repeated."""
    id: str
    """Its id there."""
    author: str | None
    """Who wrote it."""
    published: str | None
    """When it was published: ISO 8601."""
    kind: DuplicateKind
    """`exact`, `near` or `translation`."""
    similarity: Score
    """How alike the two are; of a translation, the probability that it is one."""


class Flag(Struct, frozen=True, kw_only=True):
    """Why a moderator should look at a comment.

    `score` (0..1) is how sure we are of `kind`. `layer` decided: the `general` model of spam, the `site`'s own layer
    on top of it, a `moderator` who decided about the same text, or what is known of `reposts`. `general` is the score
    of the general model, whoever decided.
    """

    kind: FlagKind
    score: Score
    layer: Layer
    general: Score
    reasons: tuple[Reason, ...] = ()
    repeats: Repeated | None = None


class FlagReport(Struct, frozen=True, kw_only=True):
    """One flagged comment: the object that `agorascope flag --json` prints, one a line."""

    schema: Literal["agorascope/flag/1"] = FLAG_SCHEMA
    """The name and the major version of this schema."""
    thread: str
    """The discussion."""
    title: str | None
    """Its article's title."""
    source: str
    """Where it was read from."""
    id: str
    """The comment's id in the discussion."""
    author: str | None
    """The name it is published under."""
    published: str | None
    """When it was published: ISO 8601."""
    language: str
    """The code of the language it is written in."""
    kind: FlagKind
    """Why it is flagged."""
    score: Score
    """How sure we are of the kind."""
    layer: Layer
    """What decided: the general model, the own layer of the site, a moderator (about the same text), or re-posts."""
    general: Score
    """The score of the general model for spam, whatever decided."""
    reasons: tuple[Reason, ...]
    """What speaks for it."""
    repeats: Repeated | None
    """What it repeats; null where it repeats nothing."""
    excerpt: str
    """The beginning of the comment, in one line."""
    text: str
    """The comment."""


class Decision(Struct, frozen=True, kw_only=True):
    """What somebody decided about a comment, and when (ISO 8601, UTC); `text` is what the comment said then.

    `title` and `url` are the discussion's.
    """

    thread: str
    """The discussion."""
    id: str
    """The comment's id in the discussion."""
    verdict: Verdict
    """What was decided."""
    who: str
    """Who decided."""
    at: str
    """When: ISO 8601, UTC."""
    author: str | None = None
    """The name that the comment is published under."""
    published: str | None = None
    """When it was published: ISO 8601."""
    text: str | None = None
    """What it said when it was decided about."""
    title: str | None = None
    """The discussion's title."""
    url: str | None = None
    """The discussion's address."""
