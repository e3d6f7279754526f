"""What a moderator works with: flags on comments, decisions about them."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from agorascope.records.found import DuplicateKind, Reason

FLAG_SCHEMA: Final = "agorascope/flag/1"
FlagKind = Literal["spam", "duplicate"]
Verdict = Literal["approve", "spam", "duplicate", "unsure"]
Layer = Literal["general", "site", "moderator", "reposts"]
VERDICTS: Final[tuple[Verdict, ...]] = ("approve", "spam", "duplicate", "unsure")


class Repeated(Struct, frozen=True, kw_only=True):
    """The comment that a flagged one repeats; `similarity` is in 0..1, of translations the probability."""

    thread: str
    id: str
    author: str | None
    published: str | None
    kind: DuplicateKind
    similarity: float


class Flag(Struct, frozen=True, kw_only=True):
    """Why a moderator should look at a comment.

    `score` (0..1) is how sure we are of `kind`. `layer` decided: the `general` model of spam, the `site`'s own layer
    on top of it, a `moderator` who decided about the same text, or what is known of `reposts`. `general` is the score
    of the general model, whoever decided.
    """

    kind: FlagKind
    score: float
    layer: Layer
    general: float
    reasons: tuple[Reason, ...] = ()
    repeats: Repeated | None = None


class FlagReport(Struct, frozen=True, kw_only=True):
    """One flagged comment: the object that `agorascope flag --json` prints, one a line."""

    schema: Literal["agorascope/flag/1"] = FLAG_SCHEMA
    thread: str
    title: str | None
    source: str
    id: str
    author: str | None
    published: str | None
    language: str
    kind: FlagKind
    score: float
    layer: Layer
    general: float
    reasons: tuple[Reason, ...]
    repeats: Repeated | None
    excerpt: str
    text: str


class Decision(Struct, frozen=True, kw_only=True):
    """What somebody decided about a comment, and when (ISO 8601, UTC); `text` is what the comment said then.

    `title` and `url` are the discussion's.
    """

    thread: str
    id: str
    verdict: Verdict
    who: str
    at: str
    author: str | None = None
    published: str | None = None
    text: str | None = None
    title: str | None = None
    url: str | None = None
