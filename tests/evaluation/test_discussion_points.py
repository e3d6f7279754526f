"""Key points against the gold's, by hand, and the methods beside ours."""

from __future__ import annotations

from agorascope.evaluation.discussion import points, rivals
from agorascope.evaluation.discussion.points import Point
from agorascope.evaluation.discussion.rates import Rate
from agorascope.records import Duplicate, Spam
from tests.evaluation.annotating import found, gold, matched, point
from tests.making import comment

GOLD: list[Point] = [("favor", frozenset({1, 2, 3, 4})), ("against", frozenset({5, 6}))]
OURS: list[Point] = [
    ("favor", frozenset({1, 2})),
    ("against", frozenset({5, 6, 7})),
    ("favor", frozenset({5, 6})),
]
SIDED = frozenset(range(1, 9))


def test_figures_by_hand() -> None:
    """Jaccard 1/2 and 2/3 meet both gold points, strictly too; a point of the wrong side meets none."""
    told = points.figures([points.tally(GOLD, OURS, SIDED)])
    assert (told.gold, told.ours, told.per_gold) == (2, 3, 1.5)
    assert (told.met, told.met_half, told.coverage.value, told.coverage_half.value) == (2, 2, 1.0, 1.0)
    assert (told.unmet, told.redundancy) == (1, Rate(round(1 / 3, 4)))
    assert (told.matched, told.matching.precision, told.matching.recall) == (2, round(2 / 3, 4), 1.0)
    assert told.matching.f1 == Rate(0.8)
    assert told.overlap == Rate(round(2 * (1 / 2 + 2 / 3) / (3 + 2), 4))


def test_pairs_by_hand() -> None:
    """Of 12, 56, 57 and 67 the gold holds 12 and 56 together, of its own seven; nobody annotated 7."""
    told = points.figures([points.tally(GOLD, OURS, SIDED)])
    assert (told.pairs, told.pairs_right, told.pairs_gold) == (4, 2, 7)
    assert (told.purity.value, told.purity_annotated.value) == (0.5, 1.0)
    assert told.pair_recall.value == round(2 / 7, 4)
    assert told.pair_f1.value == round(2 * 2 / (4 + 7), 4)


def test_what_stands_under_no_point() -> None:
    """Comments 3, 4 and 8 of eight take a side and stand under no point; BCubed knows 3 and 4 as not found."""
    told = points.figures([points.tally(GOLD, OURS, SIDED)])
    assert (told.sided, told.loose, told.unmatched.value) == (8, 3, 0.375)
    assert told.bcubed.recall == round((2 * 2 / 4 + 2 * 1) / 6, 4)


def test_three_tenths_is_enough() -> None:
    """Three of ten comments meet a point, and are not strictly it; two of ten do not."""
    ten: list[Point] = [("favor", frozenset(range(10)))]
    three, two = (points.tally(ten, [("favor", frozenset(range(n)))], frozenset()) for n in (3, 2))
    assert (three["met"], three["met_half"], two["met"]) == (1, 0, 0)


def test_counts_of_discussions_are_added() -> None:
    """Ten discussions like one have its shares, ten times its counts, and an interval of no width."""
    one = points.tally(GOLD, OURS, SIDED)
    told = points.figures([one] * 10)
    assert (told.gold, told.met) == (20, 20)
    assert told.matching.f1 == Rate(0.8, (0.8, 0.8))


def test_discussion_without_points_of_ours() -> None:
    """Nothing found covers nothing, and has no purity: not a perfect one."""
    told = points.figures([points.tally(GOLD, [], frozenset())])
    assert (told.coverage.value, told.matching.f1.value, told.bcubed.f1.value) == (0.0, 0.0, 0.0)
    assert told.purity == told.redundancy == told.unmatched == Rate(None)


def test_ours_are_under_the_numbers_of_the_gold() -> None:
    """Ids of ours are the gold's numbers where the comments are matched, and no number of it where they are not."""
    told = found(comment("a", text="One."), comment("b", text="Two."), points=(point("favor", "a", "b"),))
    assert rivals.of_ours(matched(gold({"n": 7, "text": "One."}), told)) == [("favor", frozenset({7, -2}))]


def test_other_methods_see_what_we_see() -> None:
    """They have the sides we give; spam, re-posts and comments without a side stand under no point."""
    spam = Spam(is_spam=True, score=1.0)
    comments = (
        comment("1", stance="favor"),
        comment("2", stance="favor"),
        comment("3", stance="against"),
        comment("4"),
        comment("5", stance="favor", spam=spam),
        comment("6", stance="favor", duplicate=Duplicate("c1", "1", "exact", 1.0)),
    )
    annotated = gold(*({} for _ in comments), key_points=[{"stance": "favor", "comments": [1, 3, 5]}])
    both = matched(annotated, found(*comments))
    side = rivals.sides(both)
    assert side == {1: "favor", 2: "favor", 3: "against"}
    assert [sorted(group) for _, group in rivals.singletons(side)] == [[1], [2], [3]]
    assert rivals.one_a_side(side) == [("favor", frozenset({1, 2})), ("against", frozenset({3}))]
    assert rivals.perfect(rivals.of_gold(both), side) == [("favor", frozenset({1}))]
