"""Rows of what is told of discussions: summaries, people, who answers whom, an article's speakers."""

from __future__ import annotations

from msgspec import Struct

from agorascope.records import Stance
from agorascope.records.kinds import Count, Score
from agorascope.schemas.layers.found import Side
from agorascope.schemas.layers.read import About, Discussed, Place


class Said(Place, frozen=True):
    """Words of a comment."""

    comment_id: str
    """The comment."""
    quote: str
    """The words: `text[start:end]`."""


class Sentence(Struct, frozen=True):
    """A sentence of the abstract."""

    kind: str
    """What it tells; there may be more kinds."""
    text: str
    """Its words."""
    comment_ids: tuple[str, ...]
    """The comments that it counts or is about."""


class Objection(Struct, frozen=True):
    """A comment that objects to the article."""

    comment_id: str
    """The comment."""
    quote: str | None
    """Its strongest words; null where it has none that argue."""
    answers: tuple[str, ...]
    """The `comment_id` of each answer by the article's author."""


class Point(Struct, frozen=True):
    """A key point."""

    id: str
    """Its name among the key points of the discussion."""
    text: str
    """The quote that says it best."""
    stance: Stance
    """The side of those who make it."""
    voices: Count
    """How many people make it."""
    prevalence: Score
    """Their share of the people who take a side."""
    counter: str | None
    """The `id` of the strongest key point of the other side on the same matter."""
    comment_ids: tuple[str, ...]
    """The comments that make it."""
    quotes: tuple[Said, ...]
    """What they say."""
    languages: tuple[str, ...]
    """The languages it is made in."""


class Summary(Discussed, frozen=True, kw_only=True):
    """A row of `summaries`."""

    thesis: str | None
    """What the article argues."""
    headline: str
    """The debate in one sentence."""
    comments: Count
    """Comments that were read."""
    spam: Count
    """Those that are spam."""
    duplicates: Count
    """Those that repeat others in the thread."""
    voices: Count
    """Voices left to count."""
    favor: Count
    """Voices for the thesis."""
    against: Count
    """Voices against it."""
    none: Count
    """Voices without a side."""
    raw_favor: Count
    """Comments for the thesis."""
    raw_against: Count
    """Comments against it."""
    raw_none: Count
    """Comments without a side."""
    controversy: Score
    """Twice the share of the smaller side among those who take one."""
    key_points: tuple[Point, ...]
    """What is argued on each side, by how many."""
    unmatched: tuple[str, ...]
    """Comments that take a side but stand under no key point."""
    loose: tuple[Said, ...]
    """Arguments of comments that take a side, under no key point."""
    abstract: tuple[Sentence, ...]
    """The debate in sentences; the first is the headline."""
    turn: str | None
    """The `comment_id` from which on the sides are split otherwise."""
    turn_p: Score | None
    """At most the chance of such a split were there no turn."""
    objections: tuple[Objection, ...]
    """Objections to the article, and what its author answered."""


class Form(About, frozen=True, kw_only=True):
    """A row of `people`: a form of somebody's name."""

    person: str
    """The fullest form of the name."""
    form: str
    """This form."""
    start: Count | None
    """Where it begins in the text; null where the text is published under it."""
    end: Count | None
    """Where it ends; null as `start`."""
    reason: str
    """Why it is the same person; there may be more reasons."""


class Between(Discussed, frozen=True, kw_only=True):
    """A row of `between`: how one person answers another."""

    speaker: str
    """Who answers."""
    answered: str
    """Who is answered."""
    agree: Count
    """Replies that agree."""
    disagree: Count
    """Replies that disagree."""
    neutral: Count
    """Replies that do neither, or whose label is not known."""
    comment_ids: tuple[str, ...]
    """These replies."""


class Speaker(Discussed, frozen=True, kw_only=True):
    """A row of `speakers`: somebody whose claims an article reports."""

    speaker: str
    """The name, as in `holder` of the claims."""
    members: tuple[str, ...]
    """The people of a group; empty for one person."""
    argument_ids: tuple[str, ...]
    """The claims."""
    label: Side
    """How the speaker stands to the thesis; null where there is none, or where not sure enough."""
    score: Score | None
    """The probability of that."""
    favor: Score | None
    """The probability of `favor`."""
    against: Score | None
    """The probability of `against`."""
    none: Score | None
    """The probability of `none`."""
