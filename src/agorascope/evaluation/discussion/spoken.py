"""Argument spans of comments, and whose the claims are that an article reports, against the gold."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, Struct

from agorascope.evaluation.discussion.gold import GoldArgument
from agorascope.evaluation.discussion.pairs import Matched
from agorascope.evaluation.discussion.rates import Rate, harmonic, rate, ratio, share
from agorascope.evaluation.spans import HALF, Span, compare_spans, tallies
from agorascope.records import HeldArgument

Spans = list[list[Span]]


class SpanRates(Struct, frozen=True, kw_only=True):
    """Argument spans under half overlap with the same role (`evaluation.spans`); `over_discussions` is the F1's."""

    gold: int
    """Spans in the gold."""
    predicted: int
    """Spans that were found."""
    precision: float
    """The share of the found ones that the gold has."""
    recall: float
    """The share of the gold's that were found."""
    f1: float
    """The harmonic mean of both."""
    over_discussions: Rate
    """The same with its interval over discussions."""


class Holders(Struct, frozen=True, kw_only=True):
    """Claims that the gold attributes to somebody: how many, met by a span of ours, given to the right holder.

    `own` are the article's own claims that a span of ours meets, `false` those of them that we give to somebody.
    """

    gold: int = 0
    """Claims that the gold gives to somebody."""
    met: int = 0
    """Those that a span of ours meets."""
    right: int = 0
    """Those of them that we give to the same."""
    own: int = 0
    """The article's own claims that a span of ours meets."""
    false: int = 0
    """Those of them that we give to somebody."""


class HolderFigures(Holders, frozen=True, kw_only=True):
    """The counts of `Holders` with their shares: `right` of `gold`, `false` of `own`."""

    right_share: Rate
    """`right` of `gold`."""
    false_share: Rate
    """`false` of `own`."""


def spans(matched: Matched) -> tuple[Spans, Spans]:
    """Give gold and found argument spans of the comments that are annotated; gold quotes are found in our text."""
    rows = [(g, c) for g, c in matched.pairs if g.arguments is not UNSET]
    gold = [_located(c.text, g.arguments or ()) for g, c in rows]
    return gold, [[(a.start, a.end, a.role) for a in c.arguments] for _, c in rows]


def _located(text: str, arguments: Sequence[GoldArgument]) -> list[Span]:
    """Find the quotes; one that our text lacks stands behind its end, where nothing meets it."""
    end = len(text) + 1
    starts = [(text.find(a.quote), a) for a in arguments]
    return [(s, s + len(a.quote), a.role) if s >= 0 else (end, end + len(a.quote), a.role) for s, a in starts]


def span_rates(discussions: Sequence[tuple[Spans, Spans]]) -> SpanRates | None:
    """Compute precision, recall and F1; None where nothing is annotated."""
    every = compare_spans(*([row for found in discussions for row in found[side]] for side in (0, 1)))
    if not every.rows:
        return None
    names = ("gold", "predicted", "found", "right")
    counts = [
        dict(zip(names, (sum(column) for column in zip(*tallies(*found), strict=True)), strict=True))
        for found in discussions
        if found[0]
    ]
    return SpanRates(
        gold=every.gold,
        predicted=every.predicted,
        precision=every.precision,
        recall=every.recall,
        f1=every.f1,
        over_discussions=rate(
            counts,
            lambda sums: harmonic(ratio(sums["right"], sums["predicted"]), ratio(sums["found"], sums["gold"])),
        ),
    )


def holders(matched: Matched) -> Holders:
    """Count the article's annotated claims by whether a span of ours meets half of them, and whose it says they are."""
    text, ours = matched.found.article.text, matched.found.article.arguments
    met = [(a.holder, _meeting(text, a.quote, ours)) for a in matched.gold.article.arguments or ()]
    return Holders(
        gold=sum(holder is not None for holder, _ in met),
        met=sum(holder is not None and bool(found) for holder, found in met),
        right=sum(holder is not None and any(a.holder == holder for a in found) for holder, found in met),
        own=sum(holder is None and bool(found) for holder, found in met),
        false=sum(holder is None and any(a.holder for a in found) for holder, found in met),
    )


def _meeting(text: str, quote: str, ours: Sequence[HeldArgument]) -> list[HeldArgument]:
    start = text.find(quote)
    end = start + len(quote)
    return [a for a in ours if start >= 0 and min(end, a.end) - max(start, a.start) >= HALF * len(quote)]


def holder_figures(discussions: Sequence[Holders]) -> HolderFigures:
    """Add the counts of discussions up, with their shares."""
    counts = [{name: getattr(found, name) for name in Holders.__struct_fields__} for found in discussions]
    return HolderFigures(
        **{name: sum(count[name] for count in counts) for name in Holders.__struct_fields__},
        right_share=share(counts, "right", "gold"),
        false_share=share(counts, "false", "own"),
    )
