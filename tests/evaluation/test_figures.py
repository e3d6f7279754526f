"""Figures agree with what one computes by hand."""

from __future__ import annotations

import numpy as np
import pytest

from agorascope.evaluation.figures import better, compare
from agorascope.evaluation.spans import better_spans, compare_spans, unmatched

GOLD = ["a", "b"] * 50
TOLD = ["a", "b"] * 40 + ["b", "a"] * 10


def test_figures_of_a_small_table() -> None:
    """Accuracy, macro F1 over the gold's labels, and confusion are those of the textbook."""
    found = compare(["a", "a", "b", "b"], ["a", "b", "b", "b"])
    assert found.accuracy == 0.75
    assert found.macro_f1 == round((2 / 3 + 0.8) / 2, 4)
    assert found.confusion == {"a": {"a": 1, "b": 1}, "b": {"a": 0, "b": 2}}
    assert found.per_label["a"].recall == 0.5


def test_label_that_gold_lacks_does_not_enter_the_mean() -> None:
    """A predicted label that never occurs in the gold costs precision elsewhere, but is no class of its own."""
    assert compare(["a", "a"], ["a", "c"]).macro_f1 == round(2 / 3, 4)


def test_one_label_everywhere_is_a_figure() -> None:
    """A slice with a single label is measured, without a warning of the library."""
    assert compare(["a", "a"], ["a", "a"]).interval == (1.0, 1.0)


def test_interval_holds_the_figure_and_repeats_in_any_order() -> None:
    """The bootstrap interval is seeded, contains the macro F1, and does not know the order of the rows."""
    found = compare(GOLD, TOLD)
    assert found.interval[0] <= found.macro_f1 <= found.interval[1]
    order = np.random.default_rng(1).permutation(len(GOLD)).tolist()
    assert compare([GOLD[i] for i in order], [TOLD[i] for i in order]) == found


def test_interval_is_that_of_drawing_rows() -> None:
    """Drawing kinds of rows by a multinomial gives the interval that drawing the rows themselves gives."""
    right = np.array([g == t for g, t in zip(GOLD, TOLD, strict=True)])
    random = np.random.default_rng(7)
    drawn = [right[random.integers(0, len(right), len(right))].mean() for _ in range(4000)]
    assert compare(GOLD, TOLD).accuracy_interval == pytest.approx(np.percentile(drawn, [2.5, 97.5]), abs=0.015)


def test_calibration_error_by_hand() -> None:
    """Two rows told at .95 of which one is right and two told at .55 that are both right: (.9 + .9) / 4."""
    found = compare(["a", "a", "b", "b"], ["a", "b", "b", "b"], [0.95, 0.95, 0.55, 0.55])
    assert found.ece == 0.45
    assert compare(["a"], ["a"], [1.0]).ece == 0


def test_rows_without_a_score_have_no_calibration() -> None:
    """Where a prediction has no score the error is unknown, not zero; such rows are not answered either."""
    found = compare(["a", "a"], ["a", "b"], [0.9, None], abstain=0.5)
    assert found.ece is None
    assert found.answered is not None
    assert (found.answered.rows, found.answered.accuracy) == (1, 1.0)


def test_abstention_by_hand() -> None:
    """Rows under the threshold are not answered; the figures of the rest and their share are told."""
    answered = compare(["a", "a", "b", "b"], ["a", "b", "b", "b"], [0.95, 0.6, 0.55, 0.5], abstain=0.6).answered
    assert answered is not None
    assert (answered.rows, answered.coverage, answered.accuracy) == (2, 0.5, 0.5)
    assert answered.macro_f1 == round(2 / 3, 4)


def test_abstaining_from_everything_leaves_no_figure() -> None:
    """With nothing answered, accuracy is null, never zero or one."""
    answered = compare(["a"], ["a"], [0.2], abstain=0.9).answered
    assert answered is not None
    assert (answered.rows, answered.accuracy, answered.macro_f1) == (0, None, None)


def test_difference_is_paired() -> None:
    """Two methods with the same answers differ by nothing, with an interval of nothing."""
    found = better(GOLD, TOLD, TOLD)
    assert {(d.value, d.interval) for d in found.values()} == {(0.0, (0.0, 0.0))}


def test_difference_by_hand() -> None:
    """A method right on all rows is .2 better than one wrong on a fifth, by that fifth's binomial interval."""
    found = better(GOLD, GOLD, TOLD)
    assert found["accuracy"].value == found["macro_f1"].value == 0.2
    assert found["accuracy"].interval == pytest.approx((0.2 - 1.96 * 0.04, 0.2 + 1.96 * 0.04), abs=0.02)


def test_span_needs_the_role_and_half_of_the_longer() -> None:
    """A span of the same role that covers half of the longer one is found; another role or less is not."""
    gold = [[(0, 10, "claim"), (20, 30, "premise")]]
    assert compare_spans(gold, [[(0, 5, "claim"), (20, 30, "claim")]]).recall == 0.5
    assert compare_spans(gold, [[(0, 4, "claim")]]).f1 == 0


def test_span_figures_by_role_and_with_interval() -> None:
    """Each role has its own figures; the interval is over rows and contains the F1."""
    gold = [[(0, 10, "claim")], [(0, 10, "premise")]] * 10
    found = compare_spans(gold, [[(0, 10, "claim")], []] * 10)
    assert (found.precision, found.recall, found.f1) == (1.0, 0.5, round(2 / 3, 4))
    assert (found.per_label["claim"].f1, found.per_label["premise"].recall) == (1.0, 0.0)
    assert found.per_label["premise"].support == 10
    assert 0 < found.interval[0] < found.f1 < found.interval[1] < 1


def test_span_methods_are_compared_in_pairs() -> None:
    """The difference of F1 is that of the two figures; a method against itself differs by nothing."""
    gold = [[(0, 10, "claim")], [(0, 10, "premise")]] * 10
    half = [[(0, 10, "claim")], []] * 10
    assert better_spans(gold, gold, half)["f1"].value == round(1 / 3, 4)
    assert better_spans(gold, half, half)["f1"].interval == (0.0, 0.0)


def test_spans_are_matched_among_many_others() -> None:
    """A long span that begins before ours is found as one that begins after it, however many lie around."""
    others = [(i, i + 1, "claim") for i in range(0, 200, 2)] + [(90, 110, "claim")]
    assert unmatched([(100, 110, "claim"), (95, 120, "claim"), (109, 119, "claim")], others) == [(109, 119, "claim")]
