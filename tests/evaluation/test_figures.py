"""Figures agree with what one computes by hand."""

from __future__ import annotations

from agorascope.evaluation.figures import compare
from agorascope.evaluation.spans import compare_spans


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


def test_interval_holds_the_figure_and_repeats() -> None:
    """The bootstrap interval is seeded and contains the macro F1."""
    gold = ["a", "b"] * 50
    predicted = ["a", "b"] * 40 + ["b", "a"] * 10
    found = compare(gold, predicted)
    assert found.interval[0] <= found.macro_f1 <= found.interval[1]
    assert compare(gold, predicted) == found


def test_span_needs_the_role_and_half_of_the_longer() -> None:
    """A span of the same role that covers half of the longer one is found; another role or less is not."""
    gold = [[(0, 10, "claim"), (20, 30, "premise")]]
    assert compare_spans(gold, [[(0, 5, "claim"), (20, 30, "claim")]]).recall == 0.5
    assert compare_spans(gold, [[(0, 4, "claim")]]).f1 == 0
