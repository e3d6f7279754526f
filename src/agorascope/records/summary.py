"""The debate in figures and quotes: key points, voices, who answers whom, where it turned, an abstract."""

from __future__ import annotations

from msgspec import Struct, field

from agorascope.records.found import Stance


class Quote(Struct, frozen=True):
    """Evidence: `quote` is the text of comment `comment` from `start` to `end`."""

    comment: str
    start: int
    end: int
    quote: str


class KeyPoint(Struct, frozen=True):
    """A point that voices make: in words of one of them, with every supporting quote.

    `text` is the quote that says it best, and the first of `quotes`; the others follow in the order of the page.
    `prevalence` is the share of the people who take a side; `voices` their number. `counter` is the `id` of the
    strongest key point of the other side on the same matter, null where there is none.
    """

    text: str
    stance: Stance
    comments: tuple[str, ...]
    quotes: tuple[Quote, ...]
    prevalence: float
    languages: tuple[str, ...]
    id: str = ""
    voices: int = 0
    counter: str | None = None


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


class Sentence(Struct, frozen=True):
    """A sentence of the abstract: what it tells (`kind`), its words, the comments it counts, the quotes it gives."""

    kind: str
    text: str
    comments: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


class Between(Struct, frozen=True):
    """How one person answers another: replies that agree, disagree or do neither, and their ids.

    People are named as they sign; who has no name is named by the number (else the id) of the comment, as '#7'. A reply
    whose label is not known is neutral.
    """

    speaker: str
    answered: str
    agree: int
    disagree: int
    neutral: int
    comments: tuple[str, ...]


class Period(Struct, frozen=True):
    """Voices by side in one span of time in which somebody spoke; `start` is its beginning in ISO 8601.

    A span is a day (`2021-10-05`); an hour (`2021-10-05T13:00`, with an offset where the comments have one) where all
    comments are of two days; a week from Monday, a month or a year, named by their first day, where the finer spans
    would be more than sixty from the first comment to the last.
    """

    start: str
    stance: StanceCounts
    comments: tuple[str, ...]


class Turn(Struct, frozen=True):
    """Where the thread turned: the first comment from which on the sides are split otherwise than before.

    `before` and `after` count comments in which somebody takes a side for the first time; `p` is (at most) the chance
    of a split so uneven at the best place were there no turn.
    """

    comment: str
    before: StanceCounts
    after: StanceCounts
    p: float


class Objection(Struct, frozen=True):
    """A comment that objects to the article, in its strongest words, and the answers of the article's author.

    An answer stands right under it, or further down in its branch under the same person or calling that person by name.
    """

    comment: str
    quote: Quote | None
    answers: tuple[str, ...]


class Whole(Struct, frozen=True, kw_only=True):
    """The stance of the whole: who stands how to whom, in which time, where it turned, what the author answered.

    `objections` is empty where the article's author does not take part in the thread.
    """

    between: tuple[Between, ...] = ()
    by_time: tuple[Period, ...] = ()
    turn: Turn | None = None
    objections: tuple[Objection, ...] = ()


class Summary(Struct, frozen=True, kw_only=True):
    """The debate in figures and quotes; `stance` counts voices, `stance_raw` counts comments.

    `unmatched` are comments that take a side but stand under no key point, `loose` the arguments under none.
    `abstract` begins with the headline.
    """

    counts: Counts
    stance: StanceCounts
    stance_raw: StanceCounts
    controversy: float
    key_points: tuple[KeyPoint, ...]
    unmatched: tuple[str, ...]
    by_language: dict[str, StanceCounts]
    headline: str
    loose: tuple[Quote, ...] = ()
    whole: Whole = field(default_factory=Whole)
    abstract: tuple[Sentence, ...] = ()
