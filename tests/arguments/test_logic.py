"""Roles, support and the cost of importing the room."""

from __future__ import annotations

import subprocess
import sys

import pytest

from agorascope.arguments.article.supports import Row, supported
from agorascope.arguments.spans.roles import aside, asks, weigh
from agorascope.records import Label

EVEN = Label("claim", 0.4, {"claim": 0.4, "premise": 0.4, "none": 0.2})


@pytest.mark.parametrize(
    ("code", "words", "role"),
    [
        ("en", "because nobody reads the footer", "premise"),
        ("en", "therefore the coupon must go", "claim"),
        ("el", "επειδή κανείς δεν διαβάζει τα ψιλά", "premise"),
        ("el", "αρα πρεπει να καταργηθει", "claim"),
        ("zh", "因为没有人看规则", "premise"),
        ("zh", "所以优惠券应该取消", "claim"),
        ("zh", "所以優惠券應該取消", "claim"),
    ],
)
def test_cues_decide_when_the_head_cannot(code: str, words: str, role: str) -> None:
    """Connectives and modal verbs tip an undecided head, with or without accents, in both scripts."""
    assert weigh(EVEN, words, code).role == role


def test_a_sure_head_outweighs_a_cue() -> None:
    """A cue moves the scales and does not replace the head; the three probabilities sum to one."""
    sure = Label("claim", 0.97, {"claim": 0.97, "premise": 0.01, "none": 0.02})
    found = weigh(sure, "because I say that it is", "en")
    assert found.role == "claim"
    assert found.claim + found.premise + found.neither == pytest.approx(1.0)
    assert found.score == found.claim


@pytest.mark.parametrize(
    ("code", "words", "asked"),
    [
        ("en", "Who pays?", True),
        ("el", "Ποιος πληρώνει;", True),
        ("zh", "谁来付钱？”", True),
        ("en", "They pay;", False),
    ],
)
def test_questions_are_known_by_their_mark(code: str, words: str, asked: bool) -> None:  # noqa: FBT001 - a table
    """The Greek question mark asks in Greek only."""
    assert asks(words, code) is asked


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "Thanks a lot"), ("el", "Καλημέρα σας"), ("zh", "谢谢分享"), ("en", "at www.example.org")],
)
def test_asides_are_no_arguments(code: str, words: str) -> None:
    """Greetings, thanks and links are known by their first words."""
    assert aside(words, code)


def test_support_stays_with_the_voice() -> None:
    """A person's premise supports that person's claim, the article's own support its main claim."""
    rows = [
        Row("claim", "", 0, 0.9),
        Row("premise", "Ann Bell", 1, 0.1),
        Row("claim", "Ann Bell", 1, 0.8),
        Row("premise", "Bo Lind", 2, 0.1),
        Row("premise", "", 3, 0.1),
        Row("claim", "", 4, 0.5),
    ]
    assert supported(rows) == [None, 2, None, 0, 0, 0]
    assert supported(rows[1:2]) == [None]


def test_importing_the_room_is_cheap() -> None:
    """The room's names can be imported without spaCy, numpy or ONNX Runtime."""
    code = "import agorascope.arguments, sys; print([m for m in ('spacy', 'numpy', 'onnxruntime') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert found.stdout.strip() == "[]"
