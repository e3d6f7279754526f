"""Folding keeps offsets and folds what patterns must not see."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agorascope.language.folding import fold


def test_case_accents_width_and_signs_are_folded() -> None:
    """Greek accents, capitals, full-width signs, dashes, apostrophes and odd spaces become the plain form."""
    assert fold("ΆΈΉ ΐ ς") == "αεη ι σ"
    assert fold("ＡＢ：１２") == "ab:12"
    assert fold("l’été – a\u00a0b") == "l'ete - a b"


@given(st.text(alphabet=st.characters(), max_size=200))
def test_length_is_kept_and_folding_twice_changes_nothing(text: str) -> None:
    """Every character folds to exactly one, which folds to itself; half characters do not survive."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    folded.encode("utf-8")
