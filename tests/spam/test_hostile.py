"""Hostile input is read in bounded time, without an error, and every sign lies inside the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.spam.fold import fold
from agorascope.spam.reasons import reasons_for
from agorascope.spam.signals import REACH, read

PIECES = st.sampled_from(
    [
        *"@.:/+-()\0\ud800\u200b\u0301\ufe0f ①１零oб❤",
        "http://",
        "www.",
        "viber ",
        "加V：",
        "免费",
        "free trial",
        "δωρεάν",
    ]
)
HOSTILE = [
    "@",
    "http://",
    "a.",
    "www.",
    "1",
    "1 ",
    "(1) ",
    "+",
    "x",
    "零",
    "\0",
    "\ud800",
    "\u200b",
    "\u0301",
    " ",
    "\n",
    "!",
    "加v",
    "加v：",
    "a@a.",
    "a-",
    "telegram ",
    "τηλ ",
    "we pay ",
    "κέρδισες ",
    "12.05.2024 ",
    "👨‍👩‍👧",
    "ab\u200b",
    "A",
    "免费",
    "a b ",
    "at ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_million_repeats_are_read(piece: str) -> None:
    """No repetition makes the patterns run away: the work is bounded by the characters read."""
    text = piece * 1_000_000
    reading = read(text)
    assert all(0 <= sign.start < sign.end <= REACH for sign in reading.signs)


def test_fifty_megabytes_are_read_up_to_the_reach() -> None:
    """An advert behind the reach is not seen, one before it is."""
    advert = "Visit my page for a free trial http://cheap-deals.example "
    padding = "word " * 10_000_000
    assert read(padding + advert).signs == ()
    assert {sign.kind for sign in read(advert + padding).signs} >= {"invite", "offer", "trap"}


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
@settings(deadline=None, max_examples=300)
def test_signs_and_reasons_cut_real_text(text: str) -> None:
    """Every offset cuts a slice of the text that is not empty; the details are what stands there."""
    reading = read(text)
    assert all(0 <= sign.start < sign.end <= len(text) for sign in reading.signs)
    for reason in reasons_for(text or "x", reading, is_spam=False, is_far=False):
        assert text[reason.start : reason.end].startswith(reason.detail)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_folding_keeps_the_way_back(text: str) -> None:
    """Every slice of the folded text has offsets in the original, in order."""
    folded = fold(text)
    spans = [folded.offsets(n, n + 1) for n in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
