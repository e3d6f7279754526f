"""Rows of what is found in texts: language, re-posts, spam, arguments, sides, tone."""

from __future__ import annotations

from typing import Literal

from agorascope.records import DuplicateKind, Reason, Role
from agorascope.records.kinds import Count, Score, Time
from agorascope.schemas.layers.read import About, Commented, Discussed

Tone = Literal["negative", "neutral", "positive"] | None
Side = Literal["favor", "against", "none"] | None
Reply = Literal["agree", "disagree", "neutral"] | None


class Language(About, frozen=True, kw_only=True):
    """A row of `language`."""

    code: str
    """BCP 47, `und` where it cannot be known."""
    script: str | None
    """ISO 15924."""
    confidence: Score
    """How sure we are of the code."""


class Duplicate(Commented, frozen=True, kw_only=True):
    """A row of `duplicates`: what a comment repeats in the corpus, and in its own thread."""

    cluster: str | None
    """The `comment_id` of the cluster's representative; null: it repeats nothing and is not repeated."""
    of: str | None
    """The `comment_id` of what it repeats; null for the representative."""
    kind: DuplicateKind | None
    """`exact`, `near` or `translation`."""
    similarity: Score | None
    """How alike the two are."""
    campaign_authors: Count | None
    """Of how many authors the campaign is that it is part of."""
    campaign_hours: Time | None
    """Within how many hours."""
    thread_cluster: str | None
    """The cluster within the discussion."""
    thread_of: str | None
    """The `comment_id` of what it repeats within the discussion."""
    thread_kind: DuplicateKind | None
    """`exact`, `near` or `translation`, within the discussion."""
    thread_similarity: Score | None
    """How alike the two are, within the discussion."""
    thread_campaign: str | None
    """The campaign within the discussion, in words."""


class Signals(Commented, frozen=True, kw_only=True):
    """A row of `signals`: signs of spam that are counted without any model."""

    offer: Time
    """Words of an offer."""
    trade: Time
    """Words of a trade."""
    invite: Time
    """Invitations to write, call or visit."""
    approach: Time
    """Words by which strangers are approached."""
    urgency: Time
    """Words of haste."""
    price: Time
    """Prices."""
    malice: Time
    """Words of traps and fraud."""
    offer_with_lure: Time
    """1: an offer and a way to the writer or to another page."""
    malice_with_lure: Time
    """1: malice and such a way."""
    praise_with_lure: Time
    """Empty praise where there is such a way."""
    number_or_id: Time
    """1: a phone number, or a name in a messenger."""
    trap: Time
    """1: an address that is a trap."""
    nothing_found: Time
    """1: nothing of what adverts show."""
    disguise: Time
    """1: mixed scripts, invisible signs, or a hidden address."""
    reasons: tuple[Reason, ...]
    """The signs, and where they stand."""


class Spam(Commented, frozen=True, kw_only=True):
    """A row of `spam`."""

    is_spam: bool
    """The verdict."""
    score: Score
    """The probability that the comment is spam."""
    reasons: tuple[Reason, ...]
    """What speaks for it."""


class Argument(About, frozen=True, kw_only=True):
    """A row of `arguments`: a claim or a premise."""

    argument_id: str
    """Its name among the arguments of the discussion."""
    start: Count
    """Where it begins in the text, in code points."""
    end: Count
    """Where it ends: the first code point that is no longer part of it."""
    quote: str
    """Its words: `text[start:end]`."""
    role: Role
    """`claim` or `premise`."""
    score: Score
    """How sure we are that this is an argument of that role."""
    holder: str | None
    """Of articles: who says so; null: the article itself."""
    supports: str | None
    """Of articles: the `argument_id` of the claim that a premise backs."""


class Thesis(Discussed, frozen=True, kw_only=True):
    """A row of `theses`."""

    thesis: str | None
    """What the article argues; stance is towards it."""


class Opinion(Commented, frozen=True, kw_only=True):
    """A row of `stance`."""

    label: Side
    """The side towards the thesis; null where not sure enough."""
    score: Score
    """The probability of the most probable side."""
    favor: Score
    """The probability of `favor`."""
    against: Score
    """The probability of `against`."""
    none: Score
    """The probability of `none`."""
    reply: Reply
    """How it stands to what it answers; null at top level, or where not sure enough."""
    reply_score: Score | None
    """The probability of that; null at top level."""
    agree: Score | None
    """The probability of `agree`."""
    disagree: Score | None
    """The probability of `disagree`."""
    neutral: Score | None
    """The probability of `neutral`."""
    marginal_favor: Score
    """`favor`, before spam lost its side and re-posts took that of what they repeat."""
    marginal_against: Score
    """`against`, before that."""
    marginal_none: Score
    """`none`, before that."""


class Sentiment(About, frozen=True, kw_only=True):
    """A row of `sentiment`."""

    label: Tone
    """The tone of the text; null where not sure enough."""
    score: Score
    """The probability of the most probable tone."""
    negative: Score
    """The probability of `negative`."""
    neutral: Score
    """The probability of `neutral`."""
    positive: Score
    """The probability of `positive`."""
