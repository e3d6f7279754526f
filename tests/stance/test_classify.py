"""Stance to a target and reply to a parent, with the real models."""

from __future__ import annotations

import pytest

from agorascope.inference import Models
from agorascope.settings import Settings
from agorascope.stance import reply, towards


@pytest.fixture(scope="module")
def models() -> Models:
    """Give models that run on one thread."""
    return Models(Settings(threads=1))


@pytest.mark.parametrize(
    ("target", "favor", "against"),
    [
        (
            "Influencer marketing is worth its price.",
            "Totally agree, influencer campaigns are worth every cent we paid.",
            "No, influencer marketing is a waste of money and not worth it at all.",
        ),
        (
            "Το μάρκετινγκ με influencers αξίζει τα λεφτά του.",
            "Συμφωνώ απόλυτα, αξίζει κάθε ευρώ που δώσαμε.",
            "Διαφωνώ, είναι πεταμένα λεφτά, δεν αξίζει το μάρκετινγκ με influencers.",
        ),
        (
            "网红营销物有所值。",
            "完全同意，网红营销真的很值，每一分钱都花得对。",
            "不同意，网红营销纯属浪费钱，根本不值。",
        ),
    ],
)
def test_plain_sides_are_told_apart(target: str, favor: str, against: str, models: Models) -> None:
    """In each language an outspoken supporter is rated more in favor than an outspoken opponent."""
    for_it, against_it = towards([favor, against], [target, target], models)
    assert for_it.scores["favor"] > against_it.scores["favor"]
    assert against_it.scores["against"] > for_it.scores["against"]


@pytest.mark.parametrize("text", ["", "   ", "...", "!!!", "—", "\0", "\ud800"])
def test_silence_takes_no_side(text: str, models: Models) -> None:
    """A text without a letter, digit or symbol has stance `none` and answers `neutral`, surely."""
    [stance] = towards([text], ["Print is dead."], models)
    [answer] = reply([text], ["Print is dead."], models)
    assert (stance.label, stance.score) == ("none", 1.0)
    assert (answer.label, answer.score) == ("neutral", 1.0)


def test_silent_texts_do_not_disturb_the_others(models: Models) -> None:
    """Labels stay beside their texts when some texts are not given to the model."""
    target = "Print is dead."
    mixed = towards(["...", "I agree.", ""], [target] * 3, models)
    assert mixed[1] == towards(["I agree."], [target], models)[0]
    assert [label.label for label in mixed[::2]] == ["none", "none"]


def test_another_number_of_targets_is_refused(models: Models) -> None:
    """Every text needs its own target."""
    with pytest.raises(ValueError, match="argument"):
        towards(["a", "b"], ["c"], models)


def test_no_texts_give_no_labels(models: Models) -> None:
    """Empty input, empty output."""
    assert towards([], [], models) == []
    assert reply([], [], models) == []
