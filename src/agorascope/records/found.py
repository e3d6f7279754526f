"""What is found in texts: languages, labels, spam, re-posts, arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from msgspec import Struct

from agorascope.records.kinds import Count, Score, labels

Stance = Literal["favor", "against", "none"]
Role = Literal["claim", "premise"]
DuplicateKind = Literal["exact", "near", "translation"]
SIDES: tuple[Stance, ...] = ("favor", "against")
DIGITS = 6  # of a probability


class Language(Struct, frozen=True):
    """A BCP 47 code, the ISO 15924 script, a confidence in 0..1."""

    code: str
    """BCP 47: `el`, `zh`, `en`, …; `und` where it cannot be known; `el-Latn` for Greek in Latin letters."""
    script: str | None
    """ISO 15924; of Chinese `Hans`, `Hant`, or `Hani` where the characters do not tell."""
    confidence: Score
    """How sure we are of the code."""


class Label(Struct, frozen=True):
    """The most probable label, its calibrated probability, and the probability of every label.

    `label` is null where the probability is under the threshold that the caller set: not knowing is an answer.
    """

    label: str | None
    """The most probable label; null where its probability is under the threshold that was asked for."""
    score: Score
    """The probability of the most probable label."""
    scores: dict[str, Score]
    """The probability of every label."""

    @classmethod
    def likeliest(cls, shares: Mapping[str, float]) -> Label:
        """Give the label of these probabilities, rounded to six digits: the most probable one, of equals the first."""
        scores = {name: round(share, DIGITS) for name, share in shares.items()}
        best = max(scores, key=scores.__getitem__)
        return cls(best, scores[best], scores)

    @classmethod
    def certain(cls, task: str, label: str) -> Label:
        """Give a label of a task (a name of `LABELS`) about which there is no doubt."""
        return cls(label, 1.0, {one: float(one == label) for one in LABELS[task]})

    def if_sure(self, least: float) -> Label:
        """Give the label as it is, or without its name where its probability is under `least`."""
        return self if self.score >= least else Label(None, self.score, self.scores)


LABELS: Final[dict[str, tuple[str, ...]]] = {
    "sentiment": ("negative", "neutral", "positive"),
    "stance": ("favor", "against", "none"),
    "reply": ("agree", "disagree", "neutral"),
    "spam": ("ham", "spam"),
    "entailment": ("entailment", "contradiction", "neutral"),
    "keypoint": ("0", "1"),
}
"""The labels of every task that labels whole texts."""
TONE = labels(*LABELS["sentiment"], of="the tone of the text")
SIDE = labels(*LABELS["stance"], of="the side towards the thesis")
ANSWER = labels(*LABELS["reply"], of="the stand towards what is answered")
Tone = Annotated[Label, TONE]
Side = Annotated[Label, SIDE]


class Reason(Struct, frozen=True):
    """Why a comment looks like spam: a countable code, the words that show it, and where they are."""

    code: str
    """What it is: `advertising`, `link`, `contact`, …; the codes are listed in docs/output.md, and may become more."""
    detail: str
    """The words at the place; of an address behind words, that address."""
    start: Count
    """Where the words begin in the comment's text, in code points."""
    end: Count
    """Where they end: the first code point that is no longer part of them."""


class Spam(Struct, frozen=True):
    """A verdict on one comment; a spam verdict always has at least one reason."""

    is_spam: bool
    """The verdict."""
    score: Score
    """The probability that the comment is spam."""
    reasons: tuple[Reason, ...] = ()
    """What speaks for it; there may be reasons without a verdict."""


class Duplicate(Struct, frozen=True):
    """What a re-posted comment repeats: its cluster, the representative's id, the kind, the similarity in 0..1."""

    cluster: str
    """The cluster that the comment is in."""
    of: str
    """The id of the comment that it repeats, the cluster's representative."""
    kind: DuplicateKind
    """`exact`: the same but for case, accents and signs; `near`: edited; `translation`."""
    similarity: Score
    """How alike the two texts are; of a translation, the probability that it is one."""


class Argument(Struct, frozen=True):
    """A claim or premise, cut from a comment's or article's text."""

    id: str
    """Its name among the arguments of the discussion."""
    start: Count
    """Where it begins in the text, in code points."""
    end: Count
    """Where it ends in the text: the first code point that is no longer part of it."""
    quote: str
    """Its words: `text[start:end]`."""
    role: Role
    """`claim`: what is argued; `premise`: what it is argued with."""
    score: Score
    """How sure we are that this is an argument of that role."""


class HeldArgument(Struct, frozen=True):
    """A claim or premise of an article, with the person it is attributed to and the claim it supports."""

    id: str
    """Its name among the arguments of the discussion."""
    start: Count
    """Where it begins in the article's text, in code points."""
    end: Count
    """Where it ends in the text: the first code point that is no longer part of it."""
    quote: str
    """Its words: `text[start:end]`."""
    role: Role
    """`claim`: what is argued; `premise`: what it is argued with."""
    holder: str | None
    """Who says so, as the article names them; null: the article itself."""
    supports: str | None
    """The id of the claim that a premise backs; null where it backs none."""
    score: Score
    """How sure we are that this is an argument of that role."""
