"""The debate in figures and quotes: key points, voices, who answers whom, where it turned, an abstract."""

from __future__ import annotations

from msgspec import Struct, field

from agorascope.records.found import Stance
from agorascope.records.kinds import Count, Score


class Quote(Struct, frozen=True):
    """Evidence: `quote` is the text of comment `comment` from `start` to `end`."""

    comment: str
    """The id of the comment."""
    start: Count
    """Where the words begin in its text, in code points."""
    end: Count
    """Where they end: the first code point that is no longer part of them."""
    quote: str
    """The words: `text[start:end]`."""


class KeyPoint(Struct, frozen=True):
    """A point that voices make: in words of one of them, with every supporting quote.

    `text` is the quote that says it best, and the first of `quotes`; the others follow in the order of the page.
    `prevalence` is the share of the people who take a side; `voices` their number. `counter` is the `id` of the
    strongest key point of the other side on the same matter, null where there is none.
    """

    text: str
    """The quote that says it best, and the first of `quotes`."""
    stance: Stance
    """The side of those who make it."""
    comments: tuple[str, ...]
    """The ids of the comments that make it."""
    quotes: tuple[Quote, ...]
    """What they say, with offsets; after the first in the order of the page."""
    prevalence: Score
    """The share of the people who take a side that makes it."""
    languages: tuple[str, ...]
    """The languages it is made in."""
    id: str = ""
    """Its name among the key points."""
    voices: Count = 0
    """How many people make it."""
    counter: str | None = None
    """The id of the strongest key point of the other side on the same matter; null where there is none."""


class Counts(Struct, frozen=True):
    """How many comments were read, flagged, and how many voices are left to count."""

    comments: Count
    """Comments that were read."""
    spam: Count
    """Those that are spam."""
    duplicates: Count
    """Those that repeat others."""
    voices: Count
    """Voices left to count: one person's opinion is one voice, spam and re-posts have none."""


class StanceCounts(Struct, frozen=True):
    """How many are for the thesis, against it, or take no side."""

    favor: Count = 0
    """For the thesis."""
    against: Count = 0
    """Against it."""
    none: Count = 0
    """Without a side."""


class Sentence(Struct, frozen=True):
    """A sentence of the abstract: what it tells (`kind`), its words, the comments it counts, the quotes it gives."""

    kind: str
    """What it tells: `headline`, …; there may be more kinds."""
    text: str
    """Its words."""
    comments: tuple[str, ...]
    """The ids of the comments that it counts or is about."""
    quotes: tuple[Quote, ...] = ()
    """The quotes it gives."""


class Between(Struct, frozen=True):
    """How one person answers another: replies that agree, disagree or do neither, and their ids.

    People are named as they sign; who has no name is named by the number (else the id) of the comment, as '#7'. A reply
    whose label is not known is neutral.
    """

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
    comments: tuple[str, ...]
    """The ids of these replies."""


class Period(Struct, frozen=True):
    """Voices by side in one span of time in which somebody spoke; `start` is its beginning in ISO 8601.

    A span is a day (`2021-10-05`); an hour (`2021-10-05T13:00`, with an offset where the comments have one) where all
    comments are of two days; a week from Monday, a month or a year, named by their first day, where the finer spans
    would be more than sixty from the first comment to the last.
    """

    start: str
    """The beginning of the span in ISO 8601: an hour, or a day that a day, week, month or year begins with."""
    stance: StanceCounts
    """Voices by side."""
    comments: tuple[str, ...]
    """The ids of the comments of the span."""


class Turn(Struct, frozen=True):
    """Where the thread turned: the first comment from which on the sides are split otherwise than before.

    `before` and `after` count comments in which somebody takes a side for the first time; `p` is (at most) the chance
    of a split so uneven at the best place were there no turn.
    """

    comment: str
    """The id of the first comment from which on the sides are split otherwise."""
    before: StanceCounts
    """How they were split before."""
    after: StanceCounts
    """How they are split from there on."""
    p: Score
    """At most the chance of a split so uneven at the best place were there no turn."""


class Objection(Struct, frozen=True):
    """A comment that objects to the article, in its strongest words, and the answers of the article's author.

    An answer stands right under it, or further down in its branch under the same person or calling that person by name.
    """

    comment: str
    """The id of the comment that objects."""
    quote: Quote | None
    """Its strongest words; null where it has none that argue."""
    answers: tuple[str, ...]
    """The ids of the answers by the article's author."""


class Whole(Struct, frozen=True, kw_only=True):
    """The stance of the whole: who stands how to whom, in which time, where it turned, what the author answered.

    `objections` is empty where the article's author does not take part in the thread.
    """

    between: tuple[Between, ...] = ()
    """How people answer one another."""
    by_time: tuple[Period, ...] = ()
    """Voices over time."""
    turn: Turn | None = None
    """Where the thread turned; null where it did not."""
    objections: tuple[Objection, ...] = ()
    """Objections to the article, and what its author answered; empty where the author does not take part."""


class Summary(Struct, frozen=True, kw_only=True):
    """The debate in figures and quotes; `stance` counts voices, `stance_raw` counts comments.

    `unmatched` are comments that take a side but stand under no key point, `loose` the arguments under none.
    `abstract` begins with the headline.
    """

    counts: Counts
    """How many comments, spam, re-posts, voices."""
    stance: StanceCounts
    """Voices for, against, without a side."""
    stance_raw: StanceCounts
    """The same by comments, with nothing left out."""
    controversy: Score
    """Twice the share of the smaller side among those who take one: 0 one-sided, 1 evenly split."""
    key_points: tuple[KeyPoint, ...]
    """What is argued on each side, by how many."""
    unmatched: tuple[str, ...]
    """The ids of comments that take a side but stand under no key point."""
    by_language: dict[str, StanceCounts]
    """Voices by language of the comments."""
    headline: str
    """The debate in one sentence."""
    loose: tuple[Quote, ...] = ()
    """Arguments of comments that take a side, under no key point."""
    whole: Whole = field(default_factory=Whole)
    """Who answers whom, when, and where it turned."""
    abstract: tuple[Sentence, ...] = ()
    """The debate in sentences; the first is the headline."""
