"""All that is measured: counted once for each discussion, added up for all of them and for any part of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar, get_args

from msgspec import UNSET, Struct

from agorascope.evaluation.discussion import answers, labels, points, rivals, spoken, structure, voices
from agorascope.evaluation.discussion.answers import Answered
from agorascope.evaluation.discussion.labels import LabelFigures, Row
from agorascope.evaluation.discussion.pairs import Matched
from agorascope.evaluation.discussion.points import PointFigures
from agorascope.evaluation.discussion.rates import Tally
from agorascope.evaluation.discussion.spoken import HolderFigures, Holders, SpanRates, Spans
from agorascope.evaluation.discussion.structure import Duplicates, NameField, Names, Structure
from agorascope.evaluation.discussion.voices import Shift, StanceShares, Votes
from agorascope.evaluation.layout import OURS

READERS = {
    "language": labels.language,
    "spam": labels.spam,
    "sentiment": labels.sentiment,
    "stance": labels.stance,
    "reply": labels.reply,
}
NAMES = get_args(NameField)

Kind = TypeVar("Kind", bound=Struct)


class Measured(Struct, frozen=True, kw_only=True):
    """What is counted in one discussion; `points` by method, empty where no key points are annotated."""

    structure: Structure
    names: dict[str, Names]
    duplicates: Duplicates
    labels: dict[str, list[Row]]
    article: list[Row]
    spans: tuple[Spans, Spans]
    holders: Holders
    points: dict[str, Tally]
    shift: Shift | None
    votes: Votes
    objections: Answered


class DiscussionFigures(Struct, frozen=True, kw_only=True):
    """How well discussions were analysed; a figure is null where the gold annotates nothing of it.

    `rivals`: key points of other methods on the same rows, by name (module `rivals`).
    """

    discussions: int
    """How many were compared."""
    structure: Structure
    """How well pages were read."""
    author: Names
    """Names that comments are published under."""
    signature: Names
    """Names that comments are signed with."""
    addressee: Names
    """Names that comments address."""
    by_article_author: Names
    """Comments of the article's author."""
    language: LabelFigures | None
    """Languages of comments."""
    duplicates: Duplicates
    """Re-posts."""
    spam: LabelFigures | None
    """Spam verdicts."""
    sentiment: LabelFigures | None
    """Tones of comments."""
    stance: LabelFigures | None
    """Sides of comments."""
    reply: LabelFigures | None
    """Stands towards the parent."""
    article_sentiment: LabelFigures | None
    """Tones of articles."""
    arguments: SpanRates | None
    """Argument spans of comments."""
    holders: HolderFigures
    """Whose the claims are that articles report."""
    key_points: PointFigures | None
    """Key points; null where none are annotated."""
    rivals: dict[str, PointFigures]
    """Key points of other methods on the same comments."""
    stance_shares: StanceShares
    """How far the shares of the sides are from the gold."""
    votes: Votes
    """Who counts and should not, and who should and does not."""
    objections: Answered
    """Objections to the article, and those its author answered."""


def measured(matched: Matched) -> Measured:
    """Count everything in one discussion."""
    return Measured(
        structure=structure.structure(matched),
        names={field: structure.names(matched, field) for field in NAMES},
        duplicates=structure.duplicates(matched),
        labels={name: labels.rows(matched, read) for name, read in READERS.items()},
        article=labels.article(matched),
        spans=spoken.spans(matched),
        holders=spoken.holders(matched),
        points=_points(matched),
        shift=voices.shift(matched),
        votes=voices.votes(matched),
        objections=answers.answered(matched),
    )


def _points(matched: Matched) -> dict[str, Tally]:
    if matched.gold.key_points is UNSET:
        return {}
    gold, side = rivals.of_gold(matched), rivals.sides(matched)
    methods = {
        OURS: rivals.of_ours(matched),
        "singletons": rivals.singletons(side),
        "one_a_side": rivals.one_a_side(side),
        "perfect": rivals.perfect(gold, side),
    }
    return {name: points.tally(gold, own, frozenset(side)) for name, own in methods.items()}


def figures(found: Sequence[Measured]) -> DiscussionFigures:
    """Compute the figures of one or more discussions."""
    names = {field: _added(Names, (one.names[field] for one in found)) for field in NAMES}
    told = {name: labels.figures([one.labels[name] for one in found]) for name in READERS}
    by_method = {name: points.figures(tallies) for name, tallies in _by_method(found).items()}
    return DiscussionFigures(
        discussions=len(found),
        structure=_added(Structure, (one.structure for one in found)),
        author=names["author"],
        signature=names["signature"],
        addressee=names["addressee"],
        by_article_author=names["by_article_author"],
        language=told["language"],
        spam=told["spam"],
        sentiment=told["sentiment"],
        stance=told["stance"],
        reply=told["reply"],
        duplicates=_added(Duplicates, (one.duplicates for one in found)),
        article_sentiment=labels.figures([one.article for one in found]),
        arguments=spoken.span_rates([one.spans for one in found]),
        holders=spoken.holder_figures([one.holders for one in found]),
        key_points=by_method.pop(OURS, None),
        rivals=by_method,
        stance_shares=voices.stance_shares([one.shift for one in found if one.shift]),
        votes=_added(Votes, (one.votes for one in found)),
        objections=_added(Answered, (one.objections for one in found)),
    )


def _by_method(found: Sequence[Measured]) -> dict[str, list[Tally]]:
    methods = next((list(one.points) for one in found if one.points), [])
    return {name: [one.points[name] for one in found if one.points] for name in methods}


def _added(kind: type[Kind], counts: Iterable[Kind]) -> Kind:
    """Add counts up, field by field."""
    rows = list(counts)
    return kind(**{name: sum(getattr(row, name) for row in rows) for name in kind.__struct_fields__})
