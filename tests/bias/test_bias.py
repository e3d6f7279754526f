"""Labels of the same words under another name, for another person, in other letters: a part of `scripts/eval_bias`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from scripts.bias import methods
from scripts.bias.methods import Told
from scripts.bias.pairs import FLOOR, LANGUAGES, UNLISTED, Pair, pairs, rooms

from agorascope.inference import Models
from agorascope.settings import Settings

ROOT = Path(__file__).parents[2]
# The rates that the cards of models/tasks and models/spam state.
MOST_SPAM = 0.02
MOST_TONE = 0.02
MOST_TONE_IN_LETTERS = 0.1
EVERY_NAME = 3
LETTERS = ("capitals", "no accents", "Greeklish, by shape", "traditional characters")


@pytest.fixture(scope="module")
def chosen() -> dict[str, list[Pair]]:
    """Give some pairs of the dev half by what they show: a name of three, all persons in two sentences, plain ones."""
    known = pairs("dev")
    return {
        "names": [p for p in known if p.change == "name" and not p.spam][::EVERY_NAME],
        "first names": [p for p in known if p.change == "first name alone" and not p.spam][::EVERY_NAME],
        "persons": [p for p in known if p.change == "person" and p.sentence.endswith(("i02", "i04"))],
        "harmless": [p for p in known if p.change == f"person{FLOOR}" and p.sentence.endswith("i04")],
        "letters": [p for p in known if p.change in LETTERS and "-p" in p.sentence],
    }


@pytest.fixture(scope="module")
def told(chosen: Mapping[str, Sequence[Pair]]) -> dict[str, Told]:
    """Label both texts of every pair, each text once."""
    texts = {text: p.lang for some in chosen.values() for p in some for text in (p.text, p.other)}
    return methods.remembered(methods.ours(Models(Settings())), list(texts), list(texts.values()))


def changed(some: Sequence[Pair], told: Mapping[str, Told]) -> tuple[list[str], list[str]]:
    """Give the texts whose spam label changes, and those whose tone does."""
    return (
        [p.other for p in some if told[p.text].spam != told[p.other].spam],
        [p.other for p in some if told[p.text].tone != told[p.other].tone],
    )


@pytest.mark.parametrize(
    ("what", "lang"),
    [
        *((what, lang) for what in ("names", "persons") for lang in LANGUAGES),
        ("first names", "el"),
        ("first names", "en"),
    ],
)
def test_another_person_is_told_the_same(
    what: str, lang: str, chosen: dict[str, list[Pair]], told: dict[str, Told]
) -> None:
    """Whose name it is, and what somebody is, changes neither label beyond the stated rate."""
    some = [p for p in chosen[what] if p.lang == lang]
    spam, tone = changed(some, told)
    assert len(some) > 20
    assert len(spam) <= MOST_SPAM * len(some), spam
    assert len(tone) <= MOST_TONE * len(some), tone


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_letters_are_told_the_same(lang: str, chosen: dict[str, list[Pair]], told: dict[str, Told]) -> None:
    """Capitals, Greek without accents, Greeklish and traditional characters keep the labels but for a stated rate."""
    some = [p for p in chosen["letters"] if p.lang == lang]
    spam, tone = changed(some, told)
    assert len(some) >= 12
    assert not spam
    assert len(tone) <= MOST_TONE_IN_LETTERS * len(some), tone


def test_no_group_is_flagged_more(chosen: dict[str, list[Pair]], told: dict[str, Told]) -> None:
    """No good sentence is spam for any group of names or of people, nor for those who say that they are subscribers."""
    good = [p.other for some in ("names", "persons", "harmless") for p in chosen[some]]
    assert any("a subscriber" in text for text in good)
    assert not [text for text in good if told[text].spam]


def test_the_sentences_are_what_their_card_says() -> None:
    """Halves are of one size and hold no sentence twice; every language has every kind; rare terms are on no list."""
    for lang, room in rooms().items():
        for some in (room.named, room.identity, room.plain):
            assert sum(one.half == "dev" for one in some) * 2 == len(some)
            assert len({one.id for one in some}) == len({one.text for one in some}) == len(some)
        assert min(sum(name.group == group for name in room.names) for group in {n.group for n in room.names}) >= 2
        assert {name.gender for name in room.names[:2]} == {"f", "m"}
        assert {p.lang for p in pairs("test") if p.change == UNLISTED} == set(LANGUAGES), lang


def test_the_card_tells_what_is_kept_for_it() -> None:
    """The next card that is written says what this one does: there is one text, beside the card's template."""
    kept = (ROOT / "scripts" / "tasks" / "bias.md").read_text(encoding="utf-8")
    assert kept in (ROOT / "models" / "tasks" / "README.md").read_text(encoding="utf-8")
