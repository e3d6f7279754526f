"""Who agrees with whom: replies between people, counted."""

from __future__ import annotations

from typing import Any

from agorascope.records import Between, CommentReport, Duplicate, Label, Spam
from agorascope.summary.whole.between import between
from tests.making import comment, label


def _reply(identity: str, to: str, how: str | None = "neutral", **changes: Any) -> CommentReport:
    said = Label(None, 0.4, {}) if how is None else label(how)
    return comment(identity, parent=to, reply=said, **changes)


def test_replies_of_one_person_to_another_are_counted_together() -> None:
    """All comments under one name are one speaker, however the name is written; a label not known is neutral."""
    comments = [
        comment("1", author="Ada"),
        _reply("2", "1", "disagree", author="Bo"),
        comment("3", author="ADA"),
        _reply("4", "3", "agree", author="bo"),
        _reply("5", "3", None, author="Bo"),
        _reply("6", "3", author="Bo"),
    ]
    assert between(comments) == (Between("Bo", "Ada", 1, 1, 2, ("2", "4", "5", "6")),)


def test_a_reply_without_a_label_is_neutral() -> None:
    """Where nobody told how a reply stands to what it answers, it is counted, and on no side."""
    comments = [comment("1", author="Ada"), comment("2", parent="1", author="Bo")]
    assert between(comments) == (Between("Bo", "Ada", 0, 0, 1, ("2",)),)


def test_most_replies_first_then_names() -> None:
    """The pair that talks most leads; equals are in the order of names."""
    comments = [
        comment("1", author="Ada"),
        _reply("2", "1", author="Cy"),
        _reply("3", "1", author="Bo"),
        _reply("4", "2", author="Ada"),
        _reply("5", "2", author="Ada"),
    ]
    assert [(b.speaker, b.answered) for b in between(comments)] == [("Ada", "Cy"), ("Bo", "Ada"), ("Cy", "Ada")]


def test_nobody_answers_oneself() -> None:
    """A second thought under one's own comment is no reply to a person, whatever the letters of the name."""
    assert between([comment("1", author="Ada"), _reply("2", "1", author="ada")]) == ()


def test_spam_and_reposts_do_not_reply() -> None:
    """Neither speaks, nor what the site took down; a re-post can be answered, spam and what is gone cannot."""
    spam = Spam(is_spam=True, score=1.0)
    comments = [
        comment("1", author="Ada"),
        _reply("2", "1", author="Bo", spam=spam),
        _reply("3", "1", author="Cy", duplicate=Duplicate("d1", "1", "exact", 1.0)),
        _reply("4", "1", author="Di", site_status="trash"),
        _reply("5", "2", author="Ed"),
        _reply("6", "3", author="Flo"),
        _reply("7", "4", author="Gus"),
    ]
    assert [(b.speaker, b.answered) for b in between(comments)] == [("Flo", "Cy")]


def test_people_are_named_by_what_they_sign_or_by_the_comment() -> None:
    """The signature stands in for the display name; who has neither is the number of the comment, else its id."""
    comments = [
        comment("1", signature="Ada"),
        _reply("2", "1"),
        _reply("x", "2"),
        _reply("4", "x", author=" ", signature=None),
    ]
    assert [(b.speaker, b.answered) for b in between(comments)] == [("#2", "Ada"), ("#4", "#x"), ("#x", "#2")]


def test_the_articles_author_has_one_name() -> None:
    """The display name, else the byline, else the signature, though the author signs some comments only."""
    comments = [
        comment("1", author="Ada"),
        _reply("2", "1", by_article_author=True),
        _reply("3", "1", by_article_author=True, signature="R. V."),
    ]
    named = [*comments, _reply("4", "1", by_article_author=True, author="Rae")]
    assert [b.speaker for b in between(comments)] == ["R. V."]
    assert [b.speaker for b in between(comments, "Rae Vance")] == ["Rae Vance"]
    assert [(b.speaker, b.comments) for b in between(named, "Rae Vance")] == [("Rae", ("2", "3", "4"))]


def test_two_people_never_share_a_name() -> None:
    """Somebody with the name of the article's author, or called as an unnamed comment is, can be told from them."""
    comments = [
        comment("1", author="Rae"),
        _reply("2", "1", by_article_author=True, signature="Rae"),
        comment("3"),
        _reply("4", "3", author="#3"),
    ]
    assert [(b.speaker, b.answered) for b in between(comments)] == [("#3 #4", "#3"), ("Rae", "Rae #1")]


def test_parents_that_are_missing_or_in_a_circle() -> None:
    """Who answers what is not here answers nobody; in a circle everybody answers somebody."""
    comments = [
        _reply("1", "9", author="Ada"),
        _reply("2", "2", author="Bo"),
        _reply("3", "4", "agree", author="Cy"),
        _reply("4", "3", "agree", author="Di"),
    ]
    assert [(b.speaker, b.answered) for b in between(comments)] == [("Cy", "Di"), ("Di", "Cy")]
