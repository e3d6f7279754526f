"""What a cell was escaped with is taken out again, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.exports.cells import LONGEST, Safe
from agorascope.moderation.feedback.cells import restored

DANGEROUS = "=+-@＝＋'\"’;,\t\r\n \u00a0\u200b«a1("


@given(st.text(alphabet=DANGEROUS, max_size=60))
def test_the_inverse_of_what_makes_cells_safe(text: str) -> None:
    """Whatever quotes, signs, blanks and separators a text has, it comes back as it was."""
    assert restored(Safe()(text)) == text


@pytest.mark.parametrize("text", ["it's", "'quoted'", "a;'quoted'", "'", "", "\n'", "l'été;'98", "''"])
def test_own_apostrophes_stay(text: str) -> None:
    """An apostrophe that keeps no formula from running is the writer's."""
    assert restored(text) == text


def test_what_is_too_long_for_a_cell_was_never_in_one() -> None:
    """And is not looked through sign by sign, however many apostrophes there are."""
    text = ";'=a" * LONGEST
    assert restored(text) == text
