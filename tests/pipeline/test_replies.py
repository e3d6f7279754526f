"""The tree of replies: every comment has one place in it, whatever its parents are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agorascope.records.replies import forest, parents, tops, visits
from tests.making import comment

LINKS = st.lists(st.none() | st.integers(-2, 12), max_size=10)


def _way_up(above: list[int | None], place: int) -> list[int]:
    """Follow the links from a place, at most as many as there are."""
    way = [place]
    while (up := above[way[-1]]) is not None and len(way) <= len(above):
        way.append(up)
    return way


def _is_inside(links: list[int | None], place: int | None) -> bool:
    return place is not None and 0 <= place < len(links)


@given(LINKS)
def test_a_forest_has_no_circle_and_cuts_nothing_else(links: list[int | None]) -> None:
    """Every way up ends; what is cut leads nowhere, or is the first of a circle."""
    above = forest(links)
    for place, up in enumerate(links):
        assert len(_way_up(above, place)) <= len(links)
        if above[place] == up:
            continue
        assert above[place] is None
        if _is_inside(links, up):
            circle, at = [place], up
            while at != place:
                assert at is not None
                circle.append(at)
                at = links[at]
            assert min(circle) == place


@given(LINKS)
def test_everything_is_visited_once_inside_its_branch(links: list[int | None]) -> None:
    """A branch begins before what is in it and ends after it; its top is the end of the way up."""
    above = forest(links)
    open_now: list[int] = []
    begun: list[int] = []
    for place, begins in visits(above):
        if begins:
            assert above[place] == (open_now[-1] if open_now else None)
            open_now.append(place)
            begun.append(place)
        else:
            assert open_now.pop() == place
    assert sorted(begun) == list(range(len(links)))
    assert tops(above) == [_way_up(above, place)[-1] for place in range(len(links))]


def test_of_two_comments_with_one_id_the_first_is_answered() -> None:
    """A parent is looked up by its id; one that is not here is no parent."""
    said = [comment("a"), comment("a"), comment("b", parent="a"), comment("c", parent="gone")]
    assert parents(said) == [None, None, 0, None]
