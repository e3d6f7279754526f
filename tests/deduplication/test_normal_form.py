"""The form in which exact re-posts are equal."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agorascope.deduplication import normal_form

SAME = [
    ("Καλό τέλος!", "ΚΑΛΟ ΤΕΛΟΣ"),
    ("Costs ３．５ ＥＵＲ", "costs 3.5 eur…"),
    ("in\u200bvisi\u00adble\ufe0f", "invisible"),
    ("Παρήγγειλα μια σκούπα", "Παρήγγειλa μιa σκoύπa"),
    ("απο ναυτικα νεα", "aπo vautικa vea"),
    ("voting behind the scenes", "vоting bеhind thе scеnеs"),
    ("我觉得，很好！", "我 觉得 很好。👍"),
    ("café", "cafe\u0301"),
    ("Straße", "STRASSE"),
    ("a\r\n\tb\x00", " a b "),
]
DIFFERENT = [
    ("👍", "👎"),
    ("+1", "-1"),
    ("1.5 euro", "15 euro"),
    ("now", "how"),
    ("Ναι", "Όχι"),
    ("不好", "好"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_readers_take_for_the_same_is_equal(one: str, other: str) -> None:
    """Case, accents, width, invisible and look-alike letters, punctuation, emoji and spacing do not count."""
    assert normal_form(one) == normal_form(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_for_readers_stays_different(one: str, other: str) -> None:
    """Signs without letters, decimals and letters of one alphabet are kept apart."""
    assert normal_form(one) != normal_form(other)


def test_nothing_visible_has_an_empty_form() -> None:
    """White space and invisible characters alone are no text."""
    assert normal_form(" \n\u200b\ufeff") == ""


@example("CUµ")
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(list("aοоeсνvНHαωУ ѕ́ς3"))), max_size=40))
def test_applying_it_twice_changes_nothing(text: str) -> None:
    """The form of a form is the form."""
    assert normal_form(normal_form(text)) == normal_form(text)
