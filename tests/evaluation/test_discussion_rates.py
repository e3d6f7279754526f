"""Shares added up over discussions, with intervals over discussions."""

from __future__ import annotations

import numpy as np
import pytest

from agorascope.evaluation.discussion.rates import Rate, added, harmonic, rate, ratio, share

TEN = [{"part": 1 + i % 3, "whole": 4} for i in range(10)]


def test_share_is_that_of_the_sums() -> None:
    """One of one and one of nine are two of ten, not the mean of the two shares; two discussions have no interval."""
    assert share([{"part": 1, "whole": 1}, {"part": 1, "whole": 9}], "part", "whole") == Rate(0.2, None)


def test_nothing_to_measure_is_null() -> None:
    """Without discussions, or where the whole is nothing, there is no figure: not 0."""
    assert share([], "part", "whole") == share([{"part": 0, "whole": 0}] * 6, "part", "whole") == Rate(None)


def test_interval_holds_the_figure_and_repeats_in_any_order() -> None:
    """The interval is seeded, contains the share, and does not know the order of the discussions."""
    told = share(TEN, "part", "whole")
    assert told.value is not None
    assert told.interval is not None
    assert told.interval[0] < told.value < told.interval[1]
    assert share(TEN[::-1], "part", "whole") == told


def test_interval_is_that_of_drawing_discussions() -> None:
    """Drawing the discussions themselves gives the same interval."""
    random = np.random.default_rng(3)
    parts = np.array([tally["part"] for tally in TEN])
    drawn = [parts[random.integers(0, 10, 10)].sum() / 40 for _ in range(4000)]
    assert share(TEN, "part", "whole").interval == pytest.approx(np.percentile(drawn, [2.5, 97.5]), abs=0.02)


def test_draws_without_a_figure_are_left_out() -> None:
    """Where one discussion alone has anything to measure, draws that miss it say nothing."""
    rows = [{"part": 1, "whole": 2}] + [{"part": 0, "whole": 0}] * 5
    assert share(rows, "part", "whole") == Rate(0.5, (0.5, 0.5))


def test_harmonic_mean_by_hand() -> None:
    """1/2 and 1 give 2/3; nothing right gives 0; without either there is none."""
    nan = float("nan")
    f1 = harmonic(np.array([0.5, 0.0, nan, nan]), np.array([1.0, 0.0, 0.5, nan]))
    assert f1[:3].tolist() == pytest.approx([2 / 3, 0, 0])
    assert np.isnan(f1[3])


def test_counts_are_added_by_name() -> None:
    """Sums keep the names; no discussions have none."""
    assert added([{"a": 1, "b": 2}, {"a": 3, "b": 0}]) == {"a": 4, "b": 2}
    assert added([]) == {}


def test_any_figure_of_the_sums() -> None:
    """A figure is computed from the sums, (draws,) each."""
    assert rate(TEN, lambda sums: ratio(sums["part"], sums["whole"]) * 2).value == 0.95
