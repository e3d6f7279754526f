"""Measures of groups agree with what one computes by hand."""

from __future__ import annotations

from agorascope.evaluation.discussion.clusters import Group, Pairs, bcubed, heaviest, jaccard, most_pairs, pairs


def groups(*members: tuple[int, ...]) -> list[Group]:
    return [frozenset(group) for group in members]


def test_jaccard_by_hand() -> None:
    """One of three in common is a third; two empty groups have nothing in common."""
    assert jaccard(frozenset({1, 2}), frozenset({2, 3})) == 1 / 3
    assert jaccard(frozenset(), frozenset()) == 0


def test_pairs_by_hand() -> None:
    """Ours hold 12, 13, 23, 45; the gold 12, 34: one in both, and 45 is not annotated, for nobody put 5 anywhere."""
    assert pairs(groups((1, 2, 3), (4, 5)), groups((1, 2), (3, 4))) == Pairs(ours=4, gold=2, both=1, annotated=3)


def test_pair_in_two_groups_is_one() -> None:
    """Groups may overlap; a pair that two of them hold is counted once."""
    assert pairs(groups((1, 2), (1, 2, 3)), groups((2, 1))) == Pairs(ours=3, gold=1, both=1, annotated=1)


def test_pairs_of_nothing() -> None:
    """Without groups, or with groups of one, there are no pairs."""
    assert pairs([], []) == Pairs(0, 0, 0, 0)
    assert pairs(groups((1,), (2,)), groups((1, 2))) == Pairs(ours=0, gold=1, both=0, annotated=0)


def test_bcubed_by_hand() -> None:
    """One group for two of the gold: items 1 and 2 have a precision of 2/3, item 3 of 1/3; nothing is torn apart."""
    precision, placed, recall, items = bcubed(groups((1, 2, 3)), groups((1, 2), (3,)))
    assert (round(precision, 9), placed) == (round(5 / 3, 9), 3)
    assert (recall, items) == (3, 3)


def test_bcubed_of_what_is_left_out() -> None:
    """An item in no group of ours has no precision and no recall; what the gold does not have does not count."""
    assert bcubed(groups((1, 9)), groups((1, 2))) == (1, 1, 0.5, 2)


def test_bcubed_of_overlapping_groups() -> None:
    """Groups that overlap as the gold's do are right; held together once instead of twice is half of it."""
    both = groups((1, 2), (1, 2, 3))
    assert bcubed(both, both) == (3, 3, 3, 3)
    assert bcubed(groups((1, 2)), groups((1, 2), (1, 2))) == (2, 2, 1, 2)


def test_one_to_one_matching_by_hand() -> None:
    """The best sum gives up the largest weight (.6) for two of .5; only one row has a column of at least .55."""
    grid = [[0.6, 0.5], [0.5, 0.0]]
    assert heaviest(grid) == 1.0
    assert (most_pairs(grid, 0.3), most_pairs(grid, 0.55)) == (2, 1)
    assert (heaviest([]), heaviest([[]]), most_pairs([[]], 0.3)) == (0, 0, 0)


def test_several_parts_of_one_group_are_matched_once() -> None:
    """Three singletons each meet a third of a gold group of three; one of them may have it."""
    assert most_pairs([[1 / 3, 1 / 3, 1 / 3]], 0.3) == 1
