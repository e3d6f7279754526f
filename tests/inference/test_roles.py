"""Roles of places in a text: what is none, what a role hangs on, and what it does not."""

from __future__ import annotations

import pytest

from agorascope.inference import Models
from agorascope.inference.inputs import Row
from agorascope.inference.passages import passages
from agorascope.language import aligned
from agorascope.records import Label
from agorascope.settings import Settings

NONE = Label("none", 1.0, {"none": 1.0, "claim": 0.0, "premise": 0.0})
TEXTS = [
    "Trams should be free. They are empty anyway, because a ticket costs too much.",
    "Τα τραμ πρέπει να είναι δωρεάν. Έτσι κι αλλιώς είναι άδεια.",
    "电车应该免费。反正车上没有人，因为车票太贵。",
]
LONG = "Nobody asked us about the tram, and so nobody should be surprised now. " * 4


def test_a_role_has_three_shares(models: Models) -> None:
    """Shares stand in one order and add up to one; the role told is the likeliest."""
    for label in models.roles(TEXTS, [(0, (0, 21)), (1, (0, 31)), (2, (0, 7)), (2, (7, 22))]):
        assert tuple(label.scores) == ("none", "claim", "premise")
        assert sum(label.scores.values()) == pytest.approx(1, abs=1e-5)
        assert label.score == label.scores[str(label.label)] == max(label.scores.values())


@pytest.mark.parametrize("place", [(3, 3), (5, 2), (21, 22), (77, 90), (1000, 2000)])
def test_a_place_without_words_is_none(place: tuple[int, int], models: Models) -> None:
    """Empty and turned places, a space, and places behind the text have no role, and are no error."""
    assert models.roles(TEXTS, [(0, place)]) == [NONE]


@pytest.mark.parametrize("text", ["", "\n\n\n", "\0", " \t "])
def test_texts_without_words_have_no_roles(text: str, models: Models) -> None:
    """An empty text, newlines, spaces and a NUL are `none`."""
    assert models.roles([text], [(0, (0, len(text)))]) == [NONE]


def test_hostile_characters_keep_their_places(models: Models) -> None:
    """A lone surrogate stands for one character and a NUL for a space: what follows has the role it has without."""
    words = "is late, because nobody repairs it."
    plain, hostile = f"It ? {words}", f"It \ud800\0{words}"
    assert len(plain) == len(hostile)
    place = (5, len(plain))
    assert models.roles([hostile], [(0, place)]) == models.roles([plain], [(0, place)])


def test_a_role_does_not_hang_on_what_else_is_asked() -> None:
    """Other texts, other places, order, threads and batch size change nothing."""
    models, other = Models(Settings(threads=1, max_tokens=32)), Models(Settings(threads=2, batch_size=1, max_tokens=32))
    texts = [*TEXTS, LONG]
    wanted = [(0, (0, 21)), (0, (22, 44)), (1, (0, 31)), (3, (0, 30)), (3, (140, 170)), (2, (0, 7))]
    alone = [models.roles([texts[number]], [(0, place)])[0] for number, place in wanted]
    assert other.roles(texts, wanted) == alone
    assert other.roles(texts[::-1], [(3 - number, place) for number, place in wanted[::-1]]) == alone[::-1]


def test_a_long_text_is_read_to_its_end(narrow: Models, passes: list[Row]) -> None:
    """A text longer than a pass is read in several; each of them tells what it tells when it stands alone."""
    found = passages(LONG, narrow._trunk.layout)
    assert len(found) > 2
    told = narrow.roles([LONG], [(0, (p.start, p.end)) for p in found])
    assert len(passes) == len({p.words for p in found})
    assert told == [narrow.roles([p.words], [(0, (0, len(p.words)))])[0] for p in found]


def test_passages_that_nobody_asks_about_are_not_read(narrow: Models, passes: list[Row]) -> None:
    """A place at the beginning of a long text costs one pass."""
    narrow.roles([LONG.replace("tram", "bus")], [(0, (0, 10))])
    assert len(passes) == 1


def test_greeklish_is_read_in_greek_letters_and_found_in_latin_ones(models: Models) -> None:
    """A place in Greeklish has the role of the same words in the Greek reading, where letters are not as many."""
    latin = "Ta tram prepei na einai dwrean. Etsi ki alliws einai panta adeia, giati den ta thelei kaneis."
    greek, places = aligned(latin)
    assert len(greek) < len(latin)
    for first, last in (
        (0, latin.index("giati")),
        (latin.index("giati"), len(latin)),
        (latin.index("thelei"), len(latin)),
    ):
        written = (places.index(first), places.index(last))
        assert models.roles([latin], [(0, (first, last))]) == models.roles([greek], [(0, written)])


def test_text_is_read_around_a_place(models: Models) -> None:
    """The same words have another share of each role when other words stand around them."""
    words = "It costs too much."
    alone, after = f"{words}", f"Nobody takes the tram. Why is that so? {words}"
    [first] = models.roles([alone], [(0, (0, len(alone)))])
    [second] = models.roles([after], [(0, (len(after) - len(words), len(after)))])
    assert first != second
