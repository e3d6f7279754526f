"""Key points group what voices say, with the real encoder deciding what is alike."""

from __future__ import annotations

from typing import Any

import pytest

from agorascope.inference import Models
from agorascope.records import CommentReport, Duplicate, Spam
from agorascope.settings import Settings
from agorascope.summary.keypoints import key_points, unmatched
from tests.making import claim, comment

PRICE = "The card raises the price of everything for everybody."
PRICE_AGAIN = "Prices went up for everyone because of the card."
DATA = "They sell my shopping data to strangers."
FUN = "Collecting points is fun for the children."


@pytest.fixture(scope="module")
def models() -> Models:
    """Give the real models."""
    return Models(Settings())


def _said(identity: str, text: str, stance: str = "favor", **changes: Any) -> CommentReport:
    return comment(identity, text=text, stance=stance, arguments=(claim(text, text),), **changes)


def _groups(comments: list[CommentReport], models: Models) -> list[tuple[str, tuple[str, ...]]]:
    found = key_points(comments, models, Settings().likeness)
    return [(p.stance, p.comments) for p in found]


def test_paraphrases_are_one_point(models: Models) -> None:
    """In a thread of several subjects a claim and its paraphrase stand together, and everything else apart."""
    others = [
        DATA,
        "The queue at the till is too long.",
        "My grandmother has no phone for the application.",
        "Small shops close because of the big chains.",
    ]
    comments = [_said("1", PRICE), _said("2", PRICE_AGAIN)]
    comments += [_said(str(number), text) for number, text in enumerate(others, start=3)]
    assert _groups(comments, models)[0] == ("favor", ("1", "2"))
    assert len(_groups(comments, models)) == 5


def test_sides_are_never_mixed(models: Models) -> None:
    """The same words on two sides are two key points."""
    comments = [_said("1", PRICE), _said("2", PRICE, "against"), _said("3", FUN, "against")]
    assert sorted(_groups(comments, models)) == [("against", ("2",)), ("against", ("3",)), ("favor", ("1",))]


def test_order_of_comments_does_not_matter(models: Models) -> None:
    """Key points are the same for shuffled comments."""
    comments = [_said("1", PRICE), _said("2", PRICE_AGAIN), _said("3", DATA), _said("4", FUN, "against")]
    assert _groups(comments, models) == _groups(comments[::-1], models)


def test_spam_and_reposts_support_nothing(models: Models) -> None:
    """What has no voice gives a key point no support, and is not listed as uncovered."""
    comments = [
        _said("1", PRICE),
        _said("2", PRICE, duplicate=Duplicate("d1", "1", "exact", 1.0)),
        _said("3", DATA, spam=Spam(is_spam=True, score=1.0)),
        comment("4", stance="against"),
        comment("5", stance="none"),
    ]
    points = key_points(comments, models, Settings().likeness)
    assert [p.comments for p in points] == [("1",)]
    assert points[0].prevalence == 0.5
    assert unmatched(comments, points) == ("4",)


def test_nobody_argues(models: Models) -> None:
    """A thread without arguments has no key points."""
    assert key_points([comment("1", stance="favor")], models, 0.1) == ()


def test_everybody_is_heard_before_anybody_is_heard_twice(models: Models) -> None:
    """A long comment with many claims does not crowd out the single claims of others."""
    sentences = [
        DATA,
        FUN,
        "The queue at the till is too long.",
        "My grandmother has no phone.",
        "Bread is cheaper now.",
    ]
    text = " ".join(sentences)
    claims = tuple(claim(text, sentence, number) for number, sentence in enumerate(sentences, start=1))
    talker = comment("1", text=text, stance="favor", arguments=claims)
    others = [_said("2", PRICE), _said("3", "Small shops close because of the big chains.")]
    points = key_points([talker, *others], models, Settings().likeness)
    assert {p.comments for p in points[:3]} == {("1",), ("2",), ("3",)}
