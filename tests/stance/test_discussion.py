"""Settling a discussion: exact marginals, any shape of the tree, no surprises."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.records import LABELS, Label
from agorascope.stance import settle
from agorascope.stance.discussion import AUTHOR, EDGES

STANCES, ANSWERS = LABELS["stance"], LABELS["reply"]


def make(labels: tuple[str, ...], shares: list[float]) -> Label:
    """Make a label from shares that need not add up to one."""
    scores = {label: share / sum(shares) for label, share in zip(labels, shares, strict=True)}
    best = max(scores, key=lambda label: scores[label])
    return Label(best, scores[best], scores)


SHARES = st.lists(st.floats(0.05, 1), min_size=3, max_size=3)


@st.composite
def discussions(
    draw: st.DrawFn,
) -> tuple[list[Label], list[Label | None], list[int | None], list[bool]]:
    """Draw up to five comments with earlier comments as parents."""
    count = draw(st.integers(1, 5))
    stances = [make(STANCES, draw(SHARES)) for _ in range(count)]
    parents = [draw(st.one_of(st.none(), st.integers(0, n - 1))) if n else None for n in range(count)]
    replies = [None if up is None else make(ANSWERS, draw(SHARES)) for up in parents]
    return stances, replies, parents, [draw(st.booleans()) for _ in range(count)]


@settings(max_examples=60, deadline=None)
@given(discussions())
def test_marginals_are_exact(found: tuple[list[Label], list[Label | None], list[int | None], list[bool]]) -> None:
    """Belief propagation gives what summing over every assignment of sides gives."""
    stances, replies, parents, authors = found
    totals = [[0.0] * 3 for _ in stances]
    for sides in itertools.product(range(3), repeat=len(stances)):
        weight = 1.0
        for n, side in enumerate(sides):
            weight *= stances[n].scores[STANCES[side]] * (AUTHOR[side] if authors[n] else 1)
            up, reply = parents[n], replies[n]
            if up is not None and reply is not None:
                weight *= sum(share * EDGES[kind][sides[up]][side] for kind, share in reply.scores.items())
        for n, side in enumerate(sides):
            totals[n][side] += weight
    for label, total in zip(settle(stances, replies, parents, authors), totals, strict=True):
        for name, value in zip(STANCES, total, strict=True):
            assert label.scores[name] == pytest.approx(value / sum(total), abs=2e-6)


@settings(max_examples=30, deadline=None)
@given(discussions(), st.randoms(use_true_random=False))
def test_order_does_not_matter(
    found: tuple[list[Label], list[Label | None], list[int | None], list[bool]], chance: random.Random
) -> None:
    """Comments given in another order get the same marginals."""
    stances, replies, parents, authors = found
    order = list(range(len(stances)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    moved = [parents[old] for old in order]
    other = settle(
        [stances[old] for old in order],
        [replies[old] for old in order],
        [None if up is None else place[up] for up in moved],
        [authors[old] for old in order],
    )
    for new, old in enumerate(order):
        for side in STANCES:
            assert other[new].scores[side] == pytest.approx(
                settle(stances, replies, parents, authors)[old].scores[side], abs=2e-6
            )


def test_comments_without_replies_keep_their_own_stance() -> None:
    """Nothing is settled where nothing is connected."""
    stances = [make(STANCES, [0.5, 0.3, 0.2]), make(STANCES, [0.1, 0.2, 0.7])]
    told = settle(stances, [None, None], [None, None], [False, False])
    assert [label.label for label in told] == ["favor", "none"]
    assert told[0].scores["favor"] == pytest.approx(0.5)


def test_the_author_of_the_article_holds_its_thesis() -> None:
    """When the words leave it open, the article's author is in favor."""
    [label] = settle([make(STANCES, [0.34, 0.36, 0.3])], [None], [None], [True])
    assert label.label == "favor"


def test_disagreeing_with_one_side_suggests_the_other() -> None:
    """A reply with open words that disagrees with a clear opponent leans to favor."""
    clear, unclear = make(STANCES, [0.02, 0.96, 0.02]), make(STANCES, [0.33, 0.34, 0.33])
    _, label = settle([clear, unclear], [None, make(ANSWERS, [0.02, 0.96, 0.02])], [None, 0], [False, False])
    assert label.label == "favor"


def test_circles_and_links_to_nowhere_are_cut() -> None:
    """A comment that answers itself, a circle, or an index outside the discussion do no harm."""
    stances = [make(STANCES, [0.6, 0.3, 0.1])] * 4
    replies = [make(ANSWERS, [0.5, 0.3, 0.2])] * 4
    told = settle(stances, replies, [0, 2, 1, 99], [False] * 4)
    assert len(told) == 4
    assert all(sum(label.scores.values()) == pytest.approx(1, abs=1e-5) for label in told)


def test_a_chain_of_a_hundred_thousand_replies_is_settled() -> None:
    """Depth costs neither recursion nor precision."""
    count = 100_000
    stances = [make(STANCES, [0.5, 0.3, 0.2])] * count
    replies = [None, *[make(ANSWERS, [0.2, 0.6, 0.2])] * (count - 1)]
    told = settle(stances, replies, [None, *range(count - 1)], [False] * count)
    assert len(told) == count
    assert sum(told[-1].scores.values()) == pytest.approx(1, abs=1e-5)


def test_nothing_gives_nothing() -> None:
    """A discussion without comments has no stances."""
    assert settle([], [], [], []) == []
