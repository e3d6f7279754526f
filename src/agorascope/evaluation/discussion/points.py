"""Key points against an annotator's: what is counted in one discussion, and the figures of many.

A key point meets another of the same stance when the Jaccard index of their comments is at least 0.3 (`MET`); `HALF`
is the strict form. Coverage rewards whoever gives many small points, so that one-to-one matching (as CEAF does for
coreference, Luo 2005), purity of pairs and BCubed stand beside it, and two trivial methods on the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.evaluation.discussion.clusters import (
    Group,
    bcubed,
    heaviest,
    jaccard,
    most_pairs,
    pairs,
)
from agorascope.evaluation.discussion.rates import Rate, Tally, added, harmonic, rate, ratio, share

if TYPE_CHECKING:
    from agorascope.evaluation.bootstrap import Figure
    from agorascope.evaluation.discussion.rates import Sums

MET, HALF = 0.3, 0.5
SEVERAL = 2

Point = tuple[str, Group]


class Rates(Struct, frozen=True):
    """Precision, recall and their harmonic mean, which has an interval."""

    precision: float | None
    """The share of ours that is right."""
    recall: float | None
    """The share of the gold's that is found."""
    f1: Rate
    """The harmonic mean of both."""


class PointFigures(Struct, frozen=True, kw_only=True):
    """How well key points meet the gold's.

    `gold`, `ours`: how many points there are; `per_gold` is their ratio. `met`, `met_half`: gold points met by one of
    ours at Jaccard 0.3 and 0.5, `coverage` and `coverage_half` their shares; `several`, `met_several`: the same at 0.3
    of gold points that two or more comments make. `unmet`: ours that meet no gold point, `redundancy` their share.
    `pairs`: pairs of comments that one of ours holds together, `pairs_right` those that a gold point does too, `purity`
    their share; `purity_annotated` is the share among pairs of comments that the gold puts under any point,
    `pair_recall` the share of the gold's `pairs_gold` that ours hold together, `pair_f1` that of purity and this.
    `matched`: one-to-one matches at 0.3, `matching` their precision, recall and F1; `overlap` is the F1 of the Jaccard
    sums of the best one-to-one matching. `bcubed` is over comments that the gold puts under a point. `sided`: comments
    of ours that take a side, `loose` those of them under no point of ours, `unmatched` their share.
    """

    gold: int
    """Key points of the gold."""
    ours: int
    """Key points of ours."""
    per_gold: float | None
    """Their ratio."""
    met: int
    """Points of the gold met by one of ours at Jaccard 0.3."""
    coverage: Rate
    """Their share."""
    met_half: int
    """The same at 0.5."""
    coverage_half: Rate
    """Their share."""
    several: int
    """Points of the gold that two or more comments make."""
    met_several: int
    """Those of them that are met at 0.3."""
    coverage_several: Rate
    """Their share."""
    unmet: int
    """Points of ours that meet none of the gold."""
    redundancy: Rate
    """Their share."""
    matched: int
    """One-to-one matches at 0.3."""
    matching: Rates
    """Their precision, recall and F1."""
    overlap: Rate
    """F1 of the Jaccard sums of the best one-to-one matching."""
    pairs: int
    """Pairs of comments that one of ours holds together."""
    pairs_right: int
    """Those of them that a point of the gold holds together too."""
    purity: Rate
    """Their share."""
    purity_annotated: Rate
    """Their share among pairs of comments that the gold puts under any point."""
    pairs_gold: int
    """Pairs of comments that a point of the gold holds together."""
    pair_recall: Rate
    """The share of them that ours hold together."""
    pair_f1: Rate
    """The harmonic mean of purity and this."""
    bcubed: Rates
    """BCubed over comments that the gold puts under a point."""
    sided: int
    """Comments of ours that take a side."""
    loose: int
    """Those of them under no point of ours."""
    unmatched: Rate
    """Their share."""


def tally(gold: Sequence[Point], ours: Sequence[Point], sided: Group) -> Tally:
    """Count what is right in one discussion; `sided` are the comments that ours could have put under a point."""
    grid = [[_likeness(a, b) for b in ours] for a in gold]
    theirs, own = [g for _, g in gold], [g for _, g in ours]
    held = pairs(own, theirs)
    precision, placed, recall, items = bcubed(own, theirs)
    return {
        "gold": len(gold),
        "ours": len(ours),
        "met": sum(_met(row, MET) for row in grid),
        "met_half": sum(_met(row, HALF) for row in grid),
        "several": sum(len(g) >= SEVERAL for g in theirs),
        "met_several": sum(_met(row, MET) for row, g in zip(grid, theirs, strict=True) if len(g) >= SEVERAL),
        "unmet": sum(not any(row[i] >= MET for row in grid) for i in range(len(ours))),
        "matched": most_pairs(grid, MET),
        "overlap": heaviest(grid),
        "pairs": held.ours,
        "pairs_right": held.both,
        "pairs_annotated": held.annotated,
        "pairs_gold": held.gold,
        "precision": precision,
        "placed": placed,
        "recall": recall,
        "items": items,
        "sided": len(sided),
        "loose": len(sided.difference(*own)),
    }


def _likeness(a: Point, b: Point) -> float:
    return jaccard(a[1], b[1]) if a[0] == b[0] else 0.0


def _met(row: Sequence[float], least: float) -> bool:
    return any(likeness >= least for likeness in row)


def figures(tallies: Sequence[Tally]) -> PointFigures:
    """Compute the figures of several discussions from their counts."""
    total = added(tallies)
    counts = {name: int(total[name]) for name in COUNTED}
    return PointFigures(
        **counts,
        per_gold=share(tallies, "ours", "gold").value,
        coverage=share(tallies, "met", "gold"),
        coverage_half=share(tallies, "met_half", "gold"),
        coverage_several=share(tallies, "met_several", "several"),
        redundancy=share(tallies, "unmet", "ours"),
        matching=_rates(tallies, ("matched", "ours"), ("matched", "gold")),
        overlap=_rates(tallies, ("overlap", "ours"), ("overlap", "gold")).f1,
        purity=share(tallies, "pairs_right", "pairs"),
        purity_annotated=share(tallies, "pairs_right", "pairs_annotated"),
        pair_recall=share(tallies, "pairs_right", "pairs_gold"),
        pair_f1=_rates(tallies, ("pairs_right", "pairs"), ("pairs_right", "pairs_gold")).f1,
        bcubed=_rates(tallies, ("precision", "placed"), ("recall", "items")),
        unmatched=share(tallies, "loose", "sided"),
    )


COUNTED = (
    *("gold", "ours", "met", "met_half", "several", "met_several", "unmet", "matched"),
    *("pairs", "pairs_right", "pairs_gold", "sided", "loose"),
)


def _rates(tallies: Sequence[Tally], precision: tuple[str, str], recall: tuple[str, str]) -> Rates:
    def f1(sums: Sums) -> Figure:
        return harmonic(*(ratio(sums[part], sums[whole]) for part, whole in (precision, recall)))

    return Rates(share(tallies, *precision).value, share(tallies, *recall).value, rate(tallies, f1))
