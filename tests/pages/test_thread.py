"""Threads as trees: nobody is lost, answers stand below what they answer, portions have a size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agorascope.pages.thread import PLAIN, PORTION, Branch, Placed, Tree, tree
from agorascope.records import CommentReport
from tests.making import comment


def thread(parents: list[int | None]) -> list[CommentReport]:
    """Make comments whose parents are named by place; a name that is not there stays a name."""
    return [comment(str(at), parent=None if up is None else str(up)) for at, up in enumerate(parents)]


def _of(branch: Branch) -> list[Placed]:
    return [branch.root, *branch.answers, *(p for portion in branch.later for p in portion.held)]


def everybody(found: Tree) -> list[Placed]:
    """List the comments of a tree in the order in which they are read."""
    branches = [*found.branches, *(b for bundle in found.later for b in bundle.branches)]
    return [placed for branch in branches for placed in _of(branch)]


@given(st.lists(st.none() | st.integers(-1, 60), max_size=60))
def test_every_comment_is_there_once(parents: list[int | None]) -> None:
    """Whatever the parents are, missing, later or in a circle, each comment stands in the tree exactly once."""
    found = everybody(tree(thread(parents)))
    assert sorted(p.place for p in found) == list(range(1, len(parents) + 1))


@given(st.lists(st.none() | st.integers(0, 400), min_size=150, max_size=400))
def test_answers_follow_what_they_answer(parents: list[int | None]) -> None:
    """In a thread without circles an answer is one level deeper than the comment it answers, and after it."""
    earlier = [up if up is not None and up < at else None for at, up in enumerate(parents)]
    found = everybody(tree(thread(earlier)))
    order = {p.place - 1: (number, p.level) for number, p in enumerate(found)}
    for at, up in enumerate(earlier):
        if up is None:
            assert order[at][1] == 0
        else:
            assert order[at][0] > order[up][0]
            assert order[at][1] == order[up][1] + 1


def test_page_order_is_kept_among_answers() -> None:
    """Answers to one comment stand in the order of the page, each with its own answers below."""
    found = everybody(tree(thread([None, 0, 0, 1, None, 0])))
    assert [(p.place, p.level, p.answers) for p in found] == [
        (1, 0, 3), (2, 1, 1), (4, 2, 0), (3, 1, 0), (6, 1, 0), (5, 0, 0),
    ]  # fmt: skip


def test_a_long_thread_is_cut_into_portions() -> None:
    """The first comments are plain; the others stand in bundles of about a portion, in order."""
    found = tree(thread([None] * 1000))
    assert len(found.branches) == PLAIN
    assert {bundle.size for bundle in found.later} == {PORTION}
    assert [p.place for p in everybody(found)] == list(range(1, 1001))


def test_a_long_branch_is_cut_too() -> None:
    """One comment with thousands of answers, and a chain as long, leave the plain part of the page as short."""
    for parents in ([None, *[0] * 4999], [None, *range(4999)]):
        found = tree(thread(parents))
        [branch] = found.branches
        assert 1 + len(branch.answers) == PLAIN
        assert all(len(portion.held) <= PORTION for portion in branch.later)
        assert branch.size == 5000


def test_a_branch_in_a_bundle_keeps_its_size() -> None:
    """Behind the plain part, what one asks for is never more than a portion of a branch at a time."""
    found = tree(thread([*[None] * PLAIN, None, *[PLAIN] * 350]))
    [bundle] = found.later
    [branch] = bundle.branches
    assert len(branch.answers) == PORTION
    assert bundle.size == 351
