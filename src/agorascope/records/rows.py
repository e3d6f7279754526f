"""What is added to the rows of a table: predictions, re-posts, mistakes. A user's own columns stand beside it."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import Struct

from agorascope.records.found import ANSWER, LABELS, SIDE, TONE, DuplicateKind, Label, Role
from agorascope.records.kinds import Count, Score, Time, labels
from agorascope.records.read import Offsets

Span = tuple[Count, Count, Role]
FoundSpan = tuple[Count, Count, Role, Score]
FoundReason = tuple[str, str, Count, Count]


class LanguagePrediction(Label, frozen=True):
    """The language of a text: `label` is its code as in `Language.code`."""

    script: str | None
    """ISO 15924; of Chinese `Hans`, `Hant`, or `Hani` where the characters do not tell."""


class SpamPrediction(Label, frozen=True):
    """Whether a text is spam, and what speaks for it."""

    reasons: tuple[FoundReason, ...]
    """Each a code, the words, where they begin and end in code points; as `Reason`."""


class ArgumentPrediction(Struct, frozen=True):
    """The claims and premises in a text."""

    spans: tuple[FoundSpan, ...]
    """Each where it begins and ends in code points, `claim` or `premise`, and a score."""


class LanguageRow(TypedDict):
    """A row of `label language`; a user's own columns stand beside."""

    prediction: LanguagePrediction | None
    """What was found; null where the row cannot be labelled."""
    error: NotRequired[str]
    """Why it cannot be labelled; only there where it cannot."""


class SentimentRow(TypedDict):
    """A row of `label sentiment`; a user's own columns stand beside."""

    prediction: Annotated[Label | None, TONE]
    """What was found; null where the row cannot be labelled."""
    error: NotRequired[str]
    """Why it cannot be labelled; only there where it cannot."""


class StanceRow(TypedDict):
    """A row of `label stance`; a user's own columns stand beside."""

    prediction: Annotated[Label | None, SIDE]
    """What was found, towards `target`; null where the row cannot be labelled."""
    error: NotRequired[str]
    """Why it cannot be labelled; only there where it cannot."""


class ReplyRow(TypedDict):
    """A row of `label reply`; a user's own columns stand beside."""

    prediction: Annotated[Label | None, ANSWER]
    """What was found, towards `parent`; null where the row cannot be labelled."""
    error: NotRequired[str]
    """Why it cannot be labelled; only there where it cannot."""


class SpamRow(TypedDict):
    """A row of `label spam`; a user's own columns stand beside."""

    prediction: Annotated[SpamPrediction | None, labels(*LABELS["spam"], of="the verdict")]
    """What was found; null where the row cannot be labelled."""
    error: NotRequired[str]
    """Why it cannot be labelled; only there where it cannot."""


class ArgumentRow(TypedDict):
    """A row of `label argument`; a user's own columns stand beside."""

    prediction: ArgumentPrediction | None
    """What was found; null where the row cannot be labelled."""
    error: NotRequired[str]
    """Why it cannot be labelled; only there where it cannot."""


class EntailmentRow(TypedDict):
    """A row of `label entailment`; a user's own columns stand beside."""

    prediction: Annotated[Label | None, labels(*LABELS["entailment"], of="what `text` says of `target`")]
    """What was found; null where the row cannot be labelled."""
    error: NotRequired[str]
    """Why it cannot be labelled; only there where it cannot."""


class KeypointRow(TypedDict):
    """A row of `label keypoint`; a user's own columns stand beside."""

    prediction: Annotated[Label | None, labels(*LABELS["keypoint"], of="whether `text` makes `key_point`")]
    """What was found; null where the row cannot be labelled."""
    error: NotRequired[str]
    """Why it cannot be labelled; only there where it cannot."""


class MistakenRow(TypedDict):
    """A row that is not labelled as the gold has it; a user's own columns stand beside."""

    line: Count
    """The line of the gold file."""
    gold: str | tuple[Span, ...]
    """The label of the gold; of arguments its spans: beginning, end, role."""
    prediction: dict[str, Any]
    """What was found, as `label TASK` tells it: the schema is the task's own."""
    missed: NotRequired[tuple[Span, ...]]
    """Of arguments: spans of the gold that were not found."""
    spurious: NotRequired[tuple[Span, ...]]
    """Of arguments: spans that were found and are not in the gold."""


class Repost(TypedDict):
    """What a row repeats."""

    cluster: str | int
    """The cluster, named after its representative."""
    of: str | int
    """The id of the row that it repeats; `line-7` for one without an id."""
    kind: DuplicateKind
    """`exact`: the same but for case, accents and signs; `near`: edited; `translation`."""
    similarity: Score
    """How alike the two are; of a translation, the probability that it is one."""


class RepostRow(TypedDict):
    """A row of `duplicates`; a user's own columns stand beside. In CSV the parts are columns: `duplicate_of`, …."""

    duplicate: Repost | None
    """What it repeats; null where it repeats nothing, or holds no comment."""
    error: NotRequired[str]
    """Why the row holds no comment; only there where it holds none."""


class Change(Struct, frozen=True):
    """A place of the re-post (`at`) that stands where the representative has another (`was`); one may be empty."""

    at: Offsets
    """Where it begins and ends in the re-post, in code points."""
    was: Offsets
    """Where that begins and ends in what is repeated, in code points."""


class RepostPair(TypedDict):
    """A verified pair: a re-post and what it repeats."""

    id: str | int
    """The re-post."""
    of: str | int
    """What it repeats."""
    kind: DuplicateKind
    """`exact`, `near` or `translation`."""
    similarity: Score
    """How alike the two are; of a translation, the probability that it is one."""
    changes: tuple[Change, ...] | None
    """What was changed; null of a translation, and of texts that are too long to be read so."""


class Wave(TypedDict):
    """So many authors posted the same within so many hours."""

    authors: Count
    """How many authors."""
    hours: Time
    """Within how many hours."""


class RepostCluster(TypedDict):
    """Rows that repeat one another, and how they spread."""

    cluster: str | int
    """The representative: the first row of the text with the most copies."""
    kind: DuplicateKind
    """The kind of re-post; of several kinds, the one that changes most."""
    size: Count
    """How many rows there are."""
    members: list[str | int]
    """Their ids, the representative's first."""
    authors: tuple[str, ...]
    """Who posted them."""
    threads: tuple[str, ...]
    """In which threads."""
    first_seen: str | None
    """When the first was published, as the table has it; null where no time can be read."""
    last_seen: str | None
    """When the last was published."""
    campaign: Wave | None
    """Many authors in a short time; null where there were not so many."""
    text: str
    """What the representative says."""


class ClosePair(TypedDict):
    """A pair near the threshold, on either side, to be read."""

    id: str | int
    """A row."""
    of: str | int
    """The row that it was compared with."""
    similarity: Score
    """How alike the two are."""
    needed: Score
    """How alike they have to be."""
    duplicate: bool
    """Whether it counts as a re-post."""
    text: str
    """What the one says."""
    of_text: str
    """What the other says."""
