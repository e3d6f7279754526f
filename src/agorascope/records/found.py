"""What is found in texts: languages, labels, spam, re-posts, arguments."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Stance = Literal["favor", "against", "none"]
Role = Literal["claim", "premise"]
DuplicateKind = Literal["exact", "near", "translation"]


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
