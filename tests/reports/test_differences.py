"""What two texts have and have not in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.reports.differences import pieces


@given(st.text(), st.text())
def test_pieces_make_both_texts(first: str, other: str) -> None:
    """The same and the gone make the first text, the same and the new the other."""
    found = pieces(first, other)
    assert "".join(words for kind, words in found if kind != "new") == first
    assert "".join(words for kind, words in found if kind != "gone") == other


@pytest.mark.parametrize(
    ("first", "other", "found"),
    [
        ("a big house", "a small house", [("same", "a "), ("gone", "big"), ("new", "small"), ("same", " house")]),
        ("很好的文章", "很差的文章", [("same", "很"), ("gone", "好"), ("new", "差"), ("same", "的文章")]),
        ("same", "same", [("same", "same")]),
    ],
)
def test_words_and_characters_are_the_units(first: str, other: str, found: list[tuple[str, str]]) -> None:
    """Words of alphabets and single Chinese characters are compared; what is gone stands before what is new."""
    assert pieces(first, other) == found
