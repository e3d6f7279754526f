"""Greek in Latin letters, written back in Greek letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.language import to_greek


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
