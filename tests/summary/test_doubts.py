"""The reader is told when sides are close calls."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from agorascope.records import CommentReport, Label, Spam
from agorascope.summary.doubts import doubts
from agorascope.summary.voices import voices
from tests.making import comment


def _sided(identity: str, score: float, **more: Any) -> CommentReport:
    label = Label("favor", score, {"favor": score, "against": 1 - score, "none": 0.0})
    return structs.replace(comment(identity, **more), stance=label)


def test_many_close_calls_are_told() -> None:
    """A third of close calls makes a warning that counts them."""
    [notice] = doubts([_sided("1", 0.5), _sided("2", 0.9), _sided("3", 0.9)])
    assert notice.code == "unsure-stance"
    assert "1 of 3" in notice.message


def test_sure_sides_and_no_sides_are_not() -> None:
    """Sure sides, comments without a side and what does not vote give no warning."""
    assert doubts([]) == ()
    assert doubts([comment("1")]) == ()
    assert doubts([_sided("1", 0.9), _sided("2", 0.7)]) == ()
    assert doubts([_sided("1", 0.5, spam=Spam(is_spam=True, score=1.0))]) == ()


def test_what_the_site_took_down_is_told_and_is_no_voice() -> None:
    """A comment that the site holds as spam has no voice; one that we flag too is not told again."""
    held = _sided("1", 0.9, site_status="spam")
    both = _sided("2", 0.9, site_status="trash", spam=Spam(is_spam=True, score=1.0))
    waiting = _sided("3", 0.9, site_status="pending", author="A")
    assert [notice.code for notice in doubts([held, both, waiting])] == ["site-removed"]
    assert doubts([held])[0].message.endswith(": 1")
    assert voices([held, both, waiting]) == {("name:a", "favor")}
