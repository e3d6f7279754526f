"""Shares of counts added up over discussions, with bootstrap intervals over discussions.

Comments of one thread depend on one another, so whole discussions are drawn anew (the cluster bootstrap, Davison &
Hinkley 1997), and figures are computed from the sums of what was drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from agorascope.evaluation.bootstrap import Interval, Sample

if TYPE_CHECKING:
    from agorascope.evaluation.bootstrap import Counts, Figure

LEAST = 5  # discussions: with fewer, draws repeat one another and an interval would only look like one

Tally = Mapping[str, float]
Sums = Mapping[str, "Figure"]


class Rate(Struct, frozen=True):
    """A figure, null where there is nothing to measure; its 95 % interval, null under five discussions."""

    value: float | None
    """The figure; null where there is nothing to measure."""
    interval: Interval | None = None
    """Its 95 % interval over discussions; null under five."""


def added(tallies: Sequence[Tally]) -> dict[str, float]:
    """Add up the counts of discussions; all have the same names."""
    return {name: sum(tally[name] for tally in tallies) for name in (tallies[0] if tallies else ())}


def rate(tallies: Sequence[Tally], figure: Callable[[Sums], Figure]) -> Rate:
    """Compute a figure from the sums of the counts, (draws,) each; it is NaN where it is not defined."""
    if not tallies:
        return Rate(None)
    names = list(tallies[0])
    sample = Sample([tuple(float(tally[name]) for name in names) for tally in tallies])
    table = np.array(sample.kinds)

    def of(drawn: Counts) -> Figure:
        return figure(dict(zip(names, (drawn @ table).T, strict=True)))

    value = sample.value(of)
    if np.isnan(value):
        return Rate(None)
    return Rate(value, sample.interval(of) if len(tallies) >= LEAST else None)


def share(tallies: Sequence[Tally], part: str, whole: str) -> Rate:
    """Compute which share of `whole` is `part`."""
    return rate(tallies, lambda sums: ratio(sums[part], sums[whole]))


def ratio(part: Figure, whole: Figure) -> Figure:
    """Divide; NaN where the whole is nothing."""
    divided: Figure = np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)
    return divided


def harmonic(precision: Figure, recall: Figure) -> Figure:
    """Give F1; 0 where both are 0, NaN where neither is defined."""
    both = np.nan_to_num(precision) + np.nan_to_num(recall)
    f1: Figure = 2 * ratio(np.nan_to_num(precision) * np.nan_to_num(recall), np.where(both > 0, both, 1.0))
    f1[np.isnan(precision) & np.isnan(recall)] = np.nan
    return f1
