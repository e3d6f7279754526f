"""What writers say outright, in each language, and what they take back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.records import Label
from agorascope.stance.cues import Cues, cues, outright

AGREE = [
    "Couldn’t agree more with this piece.",
    "Spot on, and about time.",
    "Έχετε απόλυτο δίκιο, κυρία μου.",
    "Ε\u0301χετε δι\u0301κιο",
    "ΣΥΜΦΩΝΩ απόλυτα!",
    "den exw ti na pw, exeis dikio file",
    "說得太對了",
    "同意楼主",
]
DISAGREE = ["I respectfully disagree.", "Διαφωνώ κάθετα.", "δε συμφωνώ καθόλου", "不敢苟同。", "难以认同"]
NEITHER = [
    "I agree that prices rose, but the author blames the wrong people.",
    "Συμφωνώ ότι ακρίβυνε το γάλα. Αλλά δεν φταίνε οι κάρτες.",
    "同意前半部分，但结论太早了",
    "The agreement was signed in May.",
    "",
]


@pytest.mark.parametrize("text", AGREE)
def test_outright_agreement_is_seen(text: str) -> None:
    """Formulas of agreement count whatever the case, accents, script or apostrophe."""
    assert cues(text).agree
    assert not cues(text).disagree


@pytest.mark.parametrize("text", DISAGREE)
def test_outright_disagreement_is_seen(text: str) -> None:
    """Formulas of disagreement count, and a negated agreement is one of them."""
    assert cues(text).disagree
    assert not cues(text).agree


@pytest.mark.parametrize("text", NEITHER)
def test_agreement_that_is_taken_back_does_not_count(text: str) -> None:
    """A contrast right behind an agreement cancels it; words that only look alike are no formula."""
    assert cues(text) == Cues(0, 0)


def test_label_moves_towards_what_is_said() -> None:
    """An unsure label follows the formula, stays a distribution, and is left alone without one."""
    unsure = Label("none", 0.4, {"favor": 0.3, "against": 0.3, "none": 0.4})
    assert outright(unsure, "I disagree.", "favor", "against").label == "against"
    assert sum(outright(unsure, "I agree.", "favor", "against").scores.values()) == pytest.approx(1, abs=1e-5)
    assert outright(unsure, "Nice hat.", "favor", "against") is unsure


@given(st.text())
def test_disagreement_is_not_taken_back_by_any_text(text: str) -> None:
    """Whatever follows an outright disagreement, it stays one, and the rest only adds to the counts."""
    assert cues("I disagree. " + text).disagree == 1 + cues(". " + text).disagree
