"""Greek in Latin letters, written back in Greek letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.language import aligned, to_greek


@pytest.mark.parametrize("text", ["den to pistevw", "den to pisteuw", "den to pistevo"])
def test_habits_of_writing_lead_to_the_same_greek(text: str) -> None:
    """Visual and phonetic spellings of a sentence give one Greek sentence."""
    assert to_greek(text) == "δεν το πιστευω"


def test_digits_inside_words_are_letters() -> None:
    """8 is θ, 3 is ξ; numbers stay numbers."""
    assert to_greek("8elw na to 3erw se 38 ar8ra") == "θελω να το ξερω σε 38 αρθρα"


def test_addresses_english_and_greek_stay() -> None:
    """What is not Greeklish is left as it is, to the letter."""
    text = "Δες http://a.gr/xou @nikos about this 2024!"
    assert to_greek(text) == text


@given(st.text(max_size=80))
def test_any_text_is_accepted_and_the_answer_is_stable(text: str) -> None:
    """The same text gives the same answer, and Greek text is not touched."""
    assert to_greek(text) == to_greek(text)
    greek = "".join(c for c in text if not c.isascii())
    assert to_greek(greek) == greek


WORDS = [
    "den",
    "symfwnw",
    "8elw",
    "kathgorw",
    "psyxh",
    "ok",
    "The",
    "ΤΟ",
    "é",
    "字",
    "👍",
    "@nikos",
    "http://a.gr/xou",
    "`c`",
    "38",
    "\n",
    "_",
    "\ud800",
]
MIXED = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))


@given(MIXED)
def test_alignment_gives_each_letter_a_place_in_the_text(text: str) -> None:
    """There is a place for every character of the Greek and one for its end; places never go back."""
    written, places = aligned(text)
    assert written == to_greek(text)
    assert len(places) == len(written) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert all(0 <= place < len(text) for place in places[:-1])


@given(MIXED)
def test_alignment_leaves_what_is_not_rewritten_where_it_stands(text: str) -> None:
    """Every character that is no Latin letter and no digit keeps its own place; Greek text is its own alignment."""
    written, places = aligned(text)
    kept = [place for letter, place in zip(written, places, strict=False) if letter == text[place]]
    assert {n for n, letter in enumerate(text) if not (letter.isascii() and letter.isalnum())} <= {*kept}
    greek = "".join(c for c in text if not c.isascii())
    assert aligned(greek) == (greek, [*range(len(greek) + 1)])


def test_a_word_is_found_where_it_stands_although_letters_are_not_as_many() -> None:
    """Two Latin letters may be one Greek one: the words behind it are still found."""
    text = "thelw psomi, oxi the best ksaderfe"
    written, places = aligned(text)
    assert len(written) < len(text)
    for greek, latin in (("ψωμι", "psomi"), ("οχι", "oxi"), ("the", "the "), ("ξαδερφε", "ksaderfe")):
        assert places[written.index(greek)] == text.index(latin)
        assert places[written.index(greek) + len(greek)] == text.index(latin) + len(latin.strip())


def test_a_letter_that_is_written_with_two_stays_within_its_word() -> None:
    """One Latin letter may be two Greek ones: none of them is taken for the space behind the word."""
    text = "thelw na kseris oti einai the best edw"
    written, places = aligned(text)
    at, first = written.index("μπεστ"), text.index("best")
    assert [text[place] for place in places[at : at + 5]] == ["b", "b", "e", "s", "t"]
    assert places[at] == first
    assert places[at + 5] == first + 4


def test_long_runs_of_letters_are_not_read() -> None:
    """A word of fifty thousand letters, or one that a sign follows, is left alone and takes no time to leave alone."""
    for text in ("a" * 50_000, "a" * 50_000 + "_", "den_" * 10_000, "@" * 50_000, "a.b" * 20_000):
        assert aligned(text) == (text, [*range(len(text) + 1)])
