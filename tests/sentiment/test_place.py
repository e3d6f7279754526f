"""A tone is judged with what its comment does in the thread."""

from __future__ import annotations

from agorascope.records import Label
from agorascope.sentiment import in_place

OPEN = Label("neutral", 0.4, {"negative": 0.3, "neutral": 0.4, "positive": 0.3})
SURE = Label("negative", 0.98, {"negative": 0.98, "neutral": 0.01, "positive": 0.01})
SIDELESS = Label("none", 1.0, {"favor": 0.0, "against": 0.0, "none": 1.0})
AGAINST = Label("against", 1.0, {"favor": 0.0, "against": 1.0, "none": 0.0})
AGREE = Label("agree", 1.0, {"agree": 1.0, "disagree": 0.0, "neutral": 0.0})
ASKS = Label("neutral", 1.0, {"agree": 0.0, "disagree": 0.0, "neutral": 1.0})


def test_open_tones_are_moved_by_side_and_reply() -> None:
    """Who agrees is rather pleased, who only asks is neutral, who is against is rather angry."""
    agreed, asked, against = in_place([OPEN] * 3, [AGAINST, SIDELESS, AGAINST], [AGREE, ASKS, None])
    assert agreed.label != "neutral"
    assert asked.label == "neutral"
    assert asked.score > OPEN.score
    assert against.scores["negative"] > OPEN.scores["negative"]


def test_sure_tones_stay() -> None:
    """Words that leave no doubt are not overruled, and probabilities add up to one."""
    [found] = in_place([SURE], [SIDELESS], [ASKS])
    assert found.label == "negative"
    assert abs(sum(found.scores.values()) - 1) < 1e-5


def test_order_and_number_are_kept() -> None:
    """One tone for each, in order; none for none."""
    assert in_place([], [], []) == []
    assert [x.label for x in in_place([SURE, OPEN], [AGAINST, SIDELESS], [None, ASKS])] == ["negative", "neutral"]
