"""Rows: what stands where, and that none is longer than a pass."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.inference.inputs import END, LONGEST, SHORTEST, START, Layout, Reading, answered
from tests.inference.conftest import Cutter

FEW = settings(max_examples=80, deadline=None)
PARTS = st.one_of(st.just(""), st.text(alphabet="aβ字 .", max_size=200), st.just("και " * 300))


def ids(layout: Layout, text: str) -> tuple[int, ...]:
    """Give the pieces of words alone."""
    return tuple(layout.tokenizer.encode(text, add_special_tokens=False).ids)


def test_parts_stand_in_order_and_missing_ones_leave_their_place(layouts: Cutter) -> None:
    """A row is start, prefix, text, target, parent, each with an end; empty places at the end are left out."""
    layout = layouts(64)
    text, other = ids(layout, "Δεν ξέρω."), ids(layout, "It works.")
    opening = (START, *ids(layout, "query:"))

    def row(target: str, parent: str) -> tuple[int, ...]:
        return layout.row(Reading("Δεν ξέρω.", target, parent)).ids

    assert row("", "") == (*opening, *text, END)
    assert row("It works.", "") == (*opening, *text, END, *other, END)
    assert row("", "It works.") == (*opening, *text, END, END, *other, END)
    assert row("It works.", "Δεν ξέρω.") == (*opening, *text, END, *other, END, *text, END)


@FEW
@given(text=PARTS, target=PARTS, parent=PARTS, longest=st.integers(-1, 600))
def test_no_row_is_longer_than_its_limit(text: str, target: str, parent: str, longest: int, layouts: Cutter) -> None:
    """However long the parts, a row keeps to its limit, to what the network has places for, and to some of the text."""
    layout = layouts(longest)
    row = layout.row(Reading(text, target, parent))
    assert len(row.ids) <= layout.longest == max(SHORTEST, min(longest, LONGEST))
    pieces = layout.tokenizer.encode(text, add_special_tokens=False)
    assert row.ids[row.first :][: len(row.offsets)] == tuple(pieces.ids[: len(row.offsets)])
    assert row.offsets == tuple(pieces.offsets[: len(row.offsets)])
    assert bool(row.offsets) == bool(pieces.ids)


def test_of_many_turns_the_last_and_the_first_are_kept() -> None:
    """What a text answers comes first, because long parents are cut at their end; then what the talk is about."""
    assert answered([]) == ""
    assert answered(["one"]) == "one"
    assert answered(["one", "two", "three"]) == "three\none"
