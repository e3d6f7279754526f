"""One person's opinion counts once."""

from __future__ import annotations

from agorascope.records import Duplicate, Spam, StanceCounts
from agorascope.summary.voices import controversy, stance_by_language, stance_of_comments, stance_of_voices
from tests.making import comment


def test_spam_and_reposts_do_not_vote() -> None:
    """A comment that is spam or repeats another one is no voice, but it is still counted raw."""
    comments = [
        comment("1", stance="favor"),
        comment("2", stance="favor", duplicate=Duplicate("d1", "1", "exact", 1.0)),
        comment("3", stance="against", spam=Spam(is_spam=True, score=0.9)),
    ]
    assert stance_of_voices(comments) == StanceCounts(favor=1)
    assert stance_of_comments(comments) == StanceCounts(favor=2, against=1)


def test_same_author_has_one_voice_per_side() -> None:
    """Two comments for the thesis by one author are one voice, whatever the case and spacing of the name."""
    comments = [
        comment("1", author="Ruth  Lang", stance="favor"),
        comment("2", author="ruth lang", stance="favor"),
        comment("3", author="Ruth Lang", stance="against"),
    ]
    assert stance_of_voices(comments) == StanceCounts(favor=1, against=1)


def test_chatting_does_not_add_a_voice_to_somebody_with_a_side() -> None:
    """Somebody who takes a side and also asks a question is not counted again among those without a side."""
    comments = [comment("1", author="A", stance="against"), comment("2", author="A", stance="none")]
    assert stance_of_voices(comments) == StanceCounts(against=1)


def test_anonymous_comments_are_different_people() -> None:
    """Unsigned comments without a name are not merged."""
    assert stance_of_voices([comment("1", stance="none"), comment("2", stance="none")]) == StanceCounts(none=2)


def test_signature_stands_in_for_the_name() -> None:
    """On plain pages the signature tells who speaks."""
    comments = [comment("1", signature="Karl", stance="favor"), comment("2", signature="Karl", stance="favor")]
    assert stance_of_voices(comments) == StanceCounts(favor=1)


def test_controversy_is_nought_alone_and_one_at_a_draw() -> None:
    """Controversy is twice the share of the smaller side."""
    assert controversy(StanceCounts(5, 0, 3)) == 0
    assert controversy(StanceCounts(0, 0, 3)) == 0
    assert controversy(StanceCounts(2, 2, 9)) == 1
    assert controversy(StanceCounts(3, 1, 0)) == 0.5


def test_voices_by_language_are_in_alphabetical_order() -> None:
    """Every language of a voting comment has its counts."""
    comments = [comment("1", code="zh", stance="favor"), comment("2", code="el", stance="none")]
    assert list(stance_by_language(comments)) == ["el", "zh"]
