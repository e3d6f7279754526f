"""Labels of comments against the gold's: language, spam, sentiment, stance, reply; the article's sentiment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from msgspec import UNSET, Struct

from agorascope.evaluation.bootstrap import Interval, Sample
from agorascope.evaluation.discussion.gold import GoldComment
from agorascope.evaluation.discussion.pairs import Matched
from agorascope.evaluation.discussion.rates import LEAST
from agorascope.evaluation.figures import PerLabel, Table, compare
from agorascope.records import CommentReport, Label

UNTOLD = "untold"  # a label that we did not tell, being unsure: never the gold's

Row = tuple[str, str, float | None]
Reader = Callable[[GoldComment, CommentReport], Row | None]


class LabelFigures(Struct, frozen=True, kw_only=True):
    """How well labels meet the gold's.

    `interval` is the 95 % bootstrap interval of the macro F1 over rows, `over_discussions` that over whole discussions
    (null under five). `ece` is null where labels have no probability. `per_label` has the labels that the gold has.
    """

    rows: int
    """How many were compared."""
    accuracy: float
    """The share with the label of the gold."""
    macro_f1: float
    """The mean F1 of the labels that occur in the gold."""
    interval: Interval
    """Its 95 % bootstrap interval over rows."""
    over_discussions: Interval | None
    """Its interval over whole discussions; null under five."""
    ece: float | None
    """Expected calibration error; null where labels have no probability."""
    per_label: dict[str, PerLabel]
    """The figures of every label that the gold has."""
    confusion: dict[str, dict[str, int]]
    """How often each label of the gold got each label."""


def rows(matched: Matched, read: Reader) -> list[Row]:
    """Give (gold, found, probability) of the comments that are annotated."""
    return [row for gold, found in matched.pairs if (row := read(gold, found)) is not None]


def article(matched: Matched) -> list[Row]:
    """Give the (gold, found, probability) sentiment of the article, where it is annotated."""
    gold, told = matched.gold.article.sentiment, matched.found.article.sentiment
    return [] if gold is UNSET else [_row(gold, told or Label("neutral", 0.0, {}))]


def language(gold: GoldComment, found: CommentReport) -> Row | None:
    """Read the language codes."""
    return None if gold.language is UNSET else (gold.language, found.language.code, None)


def spam(gold: GoldComment, found: CommentReport) -> Row | None:
    """Read the verdicts: `spam` or `ham`."""
    names = ("ham", "spam")
    return None if gold.spam is UNSET else (names[gold.spam], names[found.spam.is_spam], None)


def sentiment(gold: GoldComment, found: CommentReport) -> Row | None:
    """Read the tones."""
    return None if gold.sentiment is UNSET else _row(gold.sentiment, found.sentiment)


def stance(gold: GoldComment, found: CommentReport) -> Row | None:
    """Read the sides."""
    return None if gold.stance is UNSET else _row(gold.stance, found.stance)


def reply(gold: GoldComment, found: CommentReport) -> Row | None:
    """Read how comments stand to their parents, where both say that there is one."""
    return _row(gold.reply, found.reply) if gold.reply and found.reply else None


def _row(gold: str, told: Label) -> Row:
    return gold, told.label or UNTOLD, told.score


def figures(discussions: Sequence[Sequence[Row]]) -> LabelFigures | None:
    """Compute the figures of the rows of several discussions; None where there are no rows."""
    every = [row for found in discussions for row in found]
    if not every:
        return None
    scores = [score for *_, score in every]
    found = compare([g for g, *_ in every], [p for _, p, _ in every], scores if None not in scores else None)
    return LabelFigures(
        rows=found.rows,
        accuracy=found.accuracy,
        macro_f1=found.macro_f1,
        interval=found.interval,
        over_discussions=_over_discussions([[(g, p) for g, p, _ in found] for found in discussions if found]),
        ece=found.ece,
        per_label={label: own for label, own in found.per_label.items() if own.support},
        confusion=found.confusion,
    )


def _over_discussions(discussions: Sequence[Sequence[tuple[str, str]]]) -> Interval | None:
    """Draw discussions that have rows, each with the counts of its (gold, found) labels."""
    if len(discussions) < LEAST:
        return None
    kinds = sorted({pair for found in discussions for pair in found})
    number = {label: i for i, label in enumerate(sorted({label for pair in kinds for label in pair}))}
    counts = [Counter(found) for found in discussions]
    sample = Sample([tuple(count[kind] for kind in kinds) for count in counts])
    table = Table([number[g] for g, _ in kinds], [number[p] for _, p in kinds], len(number))
    of = np.array(sample.kinds)
    return sample.interval(lambda drawn: table.macro_f1(drawn @ of))
