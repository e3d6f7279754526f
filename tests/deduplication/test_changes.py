"""What a re-post changed: spans of both texts, with nothing else between them changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.deduplication import changes

PIECES = st.sampled_from(
    [
        "καλό ",
        "good",
        "don't",
        " ",
        "\n",
        "  ",
        "2019",
        "3.5",
        "好",
        "不",
        "，",
        "!",
        "👍🏽",
        "é",
        "e\u0301",
        "_",
        "\0",
        "𠀀",
        "a1b",
        "",
    ]
)
TEXTS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=25).map("".join))


def told(text: str, first: str) -> list[tuple[str, str]]:
    """Give what stands now, and what stood in its place."""
    found = changes(text, first)
    assert found is not None
    return [(text[slice(*change.at)], first[slice(*change.was)]) for change in found]


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """Cut spans out of a text; they come in order and do not overlap."""
    end, kept = 0, []
    for start, stop in spans:
        assert end <= start <= stop <= len(text)
        kept.append(text[end:start])
        end = stop
    return "".join([*kept, text[end:]])


@given(TEXTS, TEXTS)
def test_all_but_the_spans_is_equal(text: str, first: str) -> None:
    """With the changed places cut out both texts are the same, and each changed place was really changed."""
    found = changes(text, first)
    assert found is not None
    assert without(text, [change.at for change in found]) == without(first, [change.was for change in found])
    assert all(text[slice(*change.at)] != first[slice(*change.was)] for change in found)
    assert bool(found) == (text != first)


@given(TEXTS)
def test_nothing_changed_is_no_change(text: str) -> None:
    """A copy letter by letter has no changed place."""
    assert changes(text, text) == ()


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("I saved twelve euros.", "I saved eleven euros.", [("twelve", "eleven")]),
        ("I saved 12 euros.", "I saved 11 euros.", [("12", "11")]),
        ("花了八万块，没有效果", "花了五万块，没有效果", [("八", "五")]),
        ("花了五万块，完全没有效果", "花了五万块，没有效果", [("完全", "")]),
        ("花了五万块，没有效果", "花了五万块，完全没有效果", [("", "完全")]),
        ("a\n\nb", "a b", [("\n\n", " ")]),
        ("", "abc", [("", "abc")]),
        ("abc", "", [("abc", "")]),
    ],
)
def test_words_and_characters_are_named(text: str, first: str, expected: list[tuple[str, str]]) -> None:
    """A word, a number, a Chinese character or a run of white space is the least that changes."""
    assert told(text, first) == expected


def test_offsets_count_code_points() -> None:
    """An emoji of two parts and a character beyond the first plane count as what Python counts."""
    [change] = changes("👍🏽𠀀 now", "👍🏽𠀀 then") or ()
    assert (change.at, change.was) == ((4, 7), (4, 8))


@pytest.mark.parametrize("huge", [("x " * 10_001, "y"), ("y", "x" * 20_001)])
def test_huge_texts_have_no_spans(huge: tuple[str, str]) -> None:
    """Nobody would read where a text of more than 20,000 characters was changed."""
    assert changes(*huge) is None
    assert changes("x" * 20_000, "y") is not None
