"""The tone of texts, with the real model."""

from __future__ import annotations

import pytest

from agorascope.inference import Models
from agorascope.sentiment import classify
from agorascope.settings import Settings


@pytest.fixture(scope="module")
def models() -> Models:
    """Give models that run on one thread."""
    return Models(Settings(threads=1))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("What a wonderful article, thank you so much, I loved every line!", "positive"),
        ("Terrible. The worst nonsense I have read this year, I am disgusted.", "negative"),
        ("Υπέροχο άρθρο, ευχαριστώ πολύ, το λάτρεψα!", "positive"),
        ("Απαίσιο, σκέτη απογοήτευση, ντροπή σας.", "negative"),
        ("写得太好了，非常喜欢，谢谢分享！", "positive"),
        ("寫得太好了，非常喜歡，謝謝分享！", "positive"),
        ("太差了，气死我了，简直是骗人的垃圾。", "negative"),
    ],
)
def test_outspoken_texts(text: str, label: str, models: Models) -> None:
    """Praise is positive and abuse is negative, in every language and both Chinese scripts."""
    assert classify([text], models)[0].label == label


@pytest.mark.parametrize("text", ["", "…", "???", "\n\n", "\ud800"])
def test_silence_is_neutral(text: str, models: Models) -> None:
    """A text without a letter, digit or symbol is surely neutral."""
    assert classify([text], models)[0].scores == {"negative": 0.0, "neutral": 1.0, "positive": 0.0}


def test_labels_stay_beside_their_texts(models: Models) -> None:
    """Texts that are not given to the model do not shift the others."""
    texts = ["", "I love it, wonderful!", "...", "I hate it, terrible!"]
    assert [label.label for label in classify(texts, models)] == ["neutral", "positive", "neutral", "negative"]


def test_a_tone_is_read_in_its_place(models: Models) -> None:
    """What a text answers and is about is read with it, for those that have it; the others are read alone."""
    texts = ["Sure, brilliant.", "Sure, brilliant."]
    alone = classify(texts, models)
    placed = classify(texts, models, ["Paying for parking is good.", ""], ["They put the price up again!", ""])
    assert placed[0].scores != alone[0].scores
    assert placed[1] == alone[1]
