"""Key points group what voices say, with the real models deciding what is alike."""

from __future__ import annotations

import random
from typing import Any

import pytest

from agorascope.inference import Models
from agorascope.records import CommentReport, Duplicate, KeyPoint, Spam
from agorascope.settings import Settings
from agorascope.summary.points import Points, key_points
from agorascope.summary.points.clarity import clarity
from agorascope.summary.points.grouping import candidates, groups
from tests.making import claim, comment, label

PRICE = "The card raises the price of everything for everybody."
PRICE_AGAIN = "The loyalty card raises prices for all customers."
PRICE_GREEK = "Η κάρτα ανεβάζει τις τιμές σε όλα, για όλους."
PRICE_CHINESE = "会员卡让所有人买什么都变贵了。"
DATA = "They sell my shopping data to strangers."
FUN = "Collecting points is fun for the children."
QUEUE = "The queue at the till is too long."
PHONE = "My grandmother has no phone for the application."


@pytest.fixture(scope="module")
def models() -> Models:
    """Give the real models."""
    return Models(Settings())


def _said(identity: str, text: str, stance: str = "favor", **changes: Any) -> CommentReport:
    return comment(identity, text=text, stance=stance, arguments=(claim(text, text),), **changes)


def _found(comments: list[CommentReport], models: Models) -> Points:
    return key_points(comments, models, Settings().likeness)


def _groups(comments: list[CommentReport], models: Models) -> list[tuple[str, tuple[str, ...]]]:
    return [(p.stance, p.comments) for p in _found(comments, models).points]


def test_one_point_in_three_languages(models: Models) -> None:
    """A claim, its paraphrase and its translations stand together, and everything else apart."""
    comments = [
        _said("1", PRICE),
        _said("2", PRICE_AGAIN),
        _said("3", PRICE_GREEK, code="el"),
        _said("4", PRICE_CHINESE, code="zh"),
    ]
    comments += [_said(str(number), text) for number, text in enumerate([DATA, QUEUE, PHONE], start=5)]
    points = _found(comments, models).points
    assert points[0].comments == ("1", "2", "3", "4")
    assert (points[0].voices, points[0].languages) == (4, ("el", "en", "zh"))
    assert {p.comments for p in points[1:]} == {("5",), ("6",), ("7",)}


def test_sides_are_never_mixed(models: Models) -> None:
    """The same words on two sides are two key points."""
    comments = [_said("1", PRICE), _said("2", PRICE, "against"), _said("3", FUN, "against")]
    assert sorted(_groups(comments, models)) == [("against", ("2",)), ("against", ("3",)), ("favor", ("1",))]


def test_order_of_comments_does_not_matter(models: Models) -> None:
    """Key points are the same for shuffled comments, to the last quote."""
    comments = [_said("1", PRICE), _said("2", PRICE_AGAIN), _said("3", DATA), _said("4", FUN, "against")]
    comments += [comment("5", text="Exactly so.", stance="favor", parent="3", depth=1, reply=label("agree"))]
    told = _found(comments, models)
    for seed in range(3):
        shuffled = comments[:]
        random.Random(seed).shuffle(shuffled)  # noqa: S311
        again = _found(shuffled, models)
        assert again.points == told.points
        assert again.loose == told.loose


def test_who_agrees_joins_the_point_of_what_they_answer(models: Models) -> None:
    """'Exactly so' has no argument of its own: it is a voice for the point it answers, with its words as evidence."""
    nod = comment("2", text="Exactly so. Every week.", stance="favor", parent="1", depth=1, reply=label("agree"))
    found = _found([_said("1", DATA), nod, _said("3", QUEUE)], models)
    point = next(p for p in found.points if "1" in p.comments)
    assert point.comments == ("1", "2")
    assert point.text == DATA
    assert [(q.comment, q.quote) for q in point.quotes] == [("1", DATA), ("2", "Exactly so.")]
    assert found.unmatched == ()


def test_who_disagrees_does_not_join(models: Models) -> None:
    """An answer that disagrees is no voice for the point, whatever its side."""
    doubt = comment("2", text="I doubt it.", stance="favor", parent="1", depth=1, reply=label("disagree"))
    found = _found([_said("1", DATA), doubt], models)
    assert [p.comments for p in found.points] == [("1",)]
    assert found.unmatched == ("2",)


def test_quoted_words_are_no_evidence(models: Models) -> None:
    """What a nod quotes of somebody else is not what it says."""
    text = "They sell my data\nSo true."
    nod = comment("2", text=text, quoted=((0, 17),), stance="favor", parent="1", depth=1, reply=label("agree"))
    point = _found([_said("1", DATA), nod], models).points[0]
    assert [q.quote for q in point.quotes if q.comment == "2"] == ["So true."]


def test_spam_and_reposts_support_nothing(models: Models) -> None:
    """What has no voice gives a key point no support, and is not listed as uncovered."""
    comments = [
        _said("1", PRICE),
        _said("2", PRICE, duplicate=Duplicate("d1", "1", "exact", 1.0)),
        _said("3", DATA, spam=Spam(is_spam=True, score=1.0)),
        comment("4", stance="against"),
        comment("5", stance="none"),
    ]
    found = _found(comments, models)
    assert [p.comments for p in found.points] == [("1",)]
    assert found.points[0].prevalence == 0.5
    assert found.unmatched == ("4",)


def test_nobody_argues(models: Models) -> None:
    """A thread without arguments has no key points."""
    assert _found([comment("1", stance="favor")], models) == Points((), ("1",), ())


def test_everybody_is_heard_before_anybody_is_heard_twice(models: Models) -> None:
    """A long comment with many claims does not crowd out the single claims of others, and what is left is listed."""
    sentences = [DATA, FUN, QUEUE, "My grandmother has no phone.", "Bread is cheaper now.", "Dogs bark.", "It rains."]
    text = " ".join(sentences)
    claims = tuple(claim(text, sentence, number) for number, sentence in enumerate(sentences, start=1))
    talker = comment("1", text=text, stance="favor", arguments=claims)
    others = [_said("2", PRICE), _said("3", "Small shops close because of the big chains.")]
    found = _found([talker, *others], models)
    assert {("2",), ("3",)} < {p.comments for p in found.points}
    under = [q for p in found.points for q in p.quotes]
    assert len(under) + len(found.loose) == len(sentences) + len(others)
    assert not set(under) & set(found.loose)


def test_counter_points_stand_on_the_other_side(models: Models) -> None:
    """Who answers and disagrees makes the counter-point; a point that nobody contests has none."""
    answer = _said("2", "Prices are the same with and without it.", "against", parent="1", reply=label("disagree"))
    points = {p.comments: p for p in _found([_said("1", PRICE), answer, _said("3", PHONE)], models).points}
    assert points["1",].counter == points["2",].id
    assert points["2",].counter == points["1",].id
    assert points["3",].counter is None


def _names(point: KeyPoint) -> str:
    return point.quotes[0].quote


def test_the_clearest_names_the_point(models: Models) -> None:
    """A sentence that leans on what stands before it does not name a point that another says outright."""
    comments = [_said("1", "So it sells my data to strangers!"), _said("2", DATA)]
    points = _found(comments, models).points
    assert [_names(p) for p in points if len(p.comments) > 1] == [DATA]


@pytest.mark.parametrize(
    ("clear", "unclear", "code"),
    [
        ("A fee shuts out poorer shoppers.", "But that shuts them out too.", "en"),
        ("Η συνδρομή διώχνει όσους δεν έχουν λεφτά.", "Αυτό όμως τους διώχνει.", "el"),
        ("会员费把不富裕的顾客挡在门外。", "这也把他们挡在门外。", "zh"),
    ],
)
def test_clarity(clear: str, unclear: str, code: str) -> None:
    """What can be read alone is clearer, in every language."""
    assert clarity(clear, "claim", code) > clarity(unclear, "claim", code)


def test_groups_follow_the_likeliest_leader() -> None:
    """Nothing is chained: a member makes its leader's point itself; of two leaders the likelier wins."""
    chain = {(0, 1): 0.9, (1, 2): 0.9, (2, 3): 0.6}
    assert groups([0, 1, 2, 3], chain, 0.5) == [[0, 1], [2, 3]]
    torn = {(0, 2): 0.6, (1, 2): 0.8}
    assert groups([0, 1, 2], torn, 0.5) == [[0], [1, 2]]


def test_candidates_grow_with_the_number_of_arguments() -> None:
    """Each is read beside its nearest, not beside all."""
    import numpy as np

    rows = np.random.default_rng(0).normal(size=(3_000, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = candidates(rows, 6)
    assert len(found) <= 6 * len(rows)
    assert found == sorted(set(found))
    nearest = int(np.argsort(-(rows @ rows[0]), kind="stable")[1])
    assert (0, nearest) in found
