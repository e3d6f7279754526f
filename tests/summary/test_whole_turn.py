"""Where the thread turned, and where it did not."""

from __future__ import annotations

from math import comb

import pytest

from agorascope.records import CommentReport, Duplicate, StanceCounts
from agorascope.summary.whole.turn import turn
from tests.making import comment

SIDES = {"+": "favor", "-": "against", "0": "none"}


def _thread(signs: str) -> list[CommentReport]:
    return [comment(str(n), stance=SIDES[sign]) for n, sign in enumerate(signs, start=1)]


def test_the_first_comment_of_the_new_split_is_named() -> None:
    """Ten for, then ten against: the eleventh turns it, and p is Fisher's for this table times thirteen places."""
    found = turn(_thread("+" * 10 + "-" * 10))
    assert found is not None
    assert (found.comment, found.before, found.after) == ("11", StanceCounts(10, 0), StanceCounts(0, 10))
    assert found.p == pytest.approx(13 * 2 / comb(20, 10), rel=5e-3)


def test_comments_without_a_side_are_passed_over() -> None:
    """Who takes no side neither turns a thread nor counts on either side of the turn."""
    found = turn(_thread("0+++0+++++0---00-----0"))
    assert found is not None
    assert (found.comment, found.before, found.after) == ("12", StanceCounts(favor=8), StanceCounts(against=8))


@pytest.mark.parametrize(
    "signs",
    ["", "0" * 50, "+" * 50, "+-" * 40, "++++---", "++----------------------------", "+++++----+-+--"],
    ids=["empty", "no side", "one side", "back and forth", "too few", "too early", "chance"],
)
def test_no_turn_where_chance_may_explain_it(signs: str) -> None:
    """One side alone, an even exchange, a handful of comments or a little unevenness are no turn."""
    assert turn(_thread(signs)) is None


def test_time_decides_where_all_have_one() -> None:
    """The order is that of time, across offsets; with one comment undated it is that of the page."""
    signs = "+-" * 10
    dated = [
        comment(str(n), stance=SIDES[sign], published=f"2021-10-05T{hour:02}:{n:02}:00+0{zone}:00")
        for n, sign in enumerate(signs, start=1)
        for hour, zone in [(12, 5) if sign == "+" else (10, 2)]
    ]
    found = turn(dated)
    assert found is not None
    assert (found.comment, found.before, found.after) == ("2", StanceCounts(favor=10), StanceCounts(against=10))
    assert turn([*dated[:-1], comment("20", stance="against")]) is None


def test_equal_times_stay_in_page_order() -> None:
    """Comments of one day, without a time of day, stand as the page has them."""
    comments = [comment(c.id, stance=c.stance.label or "", published="2021-10-05") for c in _thread("-" * 9 + "+" * 9)]
    found = turn(comments)
    assert found is not None
    assert found.comment == "10"


def test_one_person_alone_turns_nothing() -> None:
    """Twelve comments of one person, or twelve copies of one, are one witness; twelve people are twelve."""
    for_it = [comment(str(n), author=f"P{n}", stance="favor") for n in range(12)]
    one = [comment(str(n), author="Bo", stance="against") for n in range(12, 24)]
    copy = Duplicate("d1", "12", "exact", 1.0)
    copies = [comment(str(n), author=f"P{n}", stance="against", duplicate=copy) for n in range(13, 24)]
    many = [comment(str(n), author=f"P{n}", stance="against") for n in range(12, 24)]
    assert turn([*for_it, *one]) is None
    assert turn([*for_it, one[0], *copies]) is None
    assert turn([*for_it, *many]) is not None


def test_the_earlier_of_two_equal_places() -> None:
    """Against, for, against in equal parts: both borders are as sharp, and the first is told."""
    found = turn(_thread("-" * 30 + "+" * 30 + "-" * 30))
    assert found is not None
    assert found.comment == "31"
