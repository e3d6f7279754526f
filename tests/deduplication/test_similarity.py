"""What writers and pages do to a text that leaves it the same, and what makes it another one."""

from __future__ import annotations

import re
import unicodedata

import pytest

from agorascope.deduplication import Post, find
from agorascope.records import DuplicateKind
from agorascope.settings import Settings

LONG = (
    "Loyalty cards look cheap, but in our town they only moved the price of milk from the shelf to the till. "
    "I kept every receipt for a year and saved eleven euros, which is less than the fuel for one extra trip."
)
FIGURES = "In 2019 the rate was 30.2 percent, and today, after all the promises, it is lower; I don't see why we cheer."
GREEK = "Κρατάω τετράδιο από το 2019 και με τις κάρτες γλιτώνω είκοσι δύο ευρώ τον μήνα, μετρημένα στις αποδείξεις."
SIMPLIFIED = "我们店去年用这个平台做推广，三个月花了五万块，一点效果都没有，后来就再也不做了。"
TRADITIONAL = "我們店去年用這個平臺做推廣，三個月花了五萬塊，一點效果都沒有，後來就再也不做了。"


def kind(first: str, second: str) -> DuplicateKind | None:
    """Tell what two texts are to each other, in whichever order they were posted."""
    both = []
    for texts in ((first, second), (second, first)):
        found = find([Post(str(n), text, rank=n) for n, text in enumerate(texts)], Settings())
        repeat = found.repeats.get(1)
        both.append(repeat.kind if repeat else None)
    assert both[0] == both[1]
    return both[0]


def bare(text: str) -> str:
    """Take all punctuation out."""
    return re.sub(r"[^\w\s]", "", text)


def unaccented(text: str) -> str:
    """Take the accents off."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


EXACT = [
    ("I don't think they won't come.", "I dont think they wont come"),
    ("I don't think they won't come.", "I don’t think they won‘t come"),
    (GREEK, GREEK.upper()),
    (GREEK, unaccented(GREEK)),
    (GREEK, unaccented(GREEK).upper()),
    (GREEK, unicodedata.normalize("NFD", GREEK)),
    (GREEK, GREEK.translate(str.maketrans("οα", "oa"))),
    (LONG, LONG.translate(str.maketrans("oec", "оес"))),
    ("ΔΩΡΕΑΝ παράδοση σήμερα", "δωρεαν πaράδoση σήμερα"),
    ("Τέλος του δρόμου", "ΤΕΛΟΣ ΤΟΥ ΔΡΟΜΟΥ"),
    (SIMPLIFIED, SIMPLIFIED.replace("，", ", ").replace("。", "!!")),
    (LONG, f"  {LONG}\n\n👍👍"),
]
NEAR = [
    (FIGURES, bare(FIGURES)),
    (LONG, LONG[:150] + "..."),
    (LONG, LONG[:150] + "…"),
    (LONG, LONG[:150] + " [...]"),
    (LONG, LONG[: LONG.index("saved") + 3]),
    (LONG, LONG[: LONG.index("eleven") + 3] + "…"),
    (GREEK, GREEK[: GREEK.index("μετρημένα") + 5]),
    (SIMPLIFIED, SIMPLIFIED[:-9]),
    (SIMPLIFIED, TRADITIONAL),
    (LONG, "\n".join(reversed(LONG.split(". ")))),
]
NONE = [
    (FIGURES, FIGURES.replace("30.2", "302")),
    (FIGURES, FIGURES.replace("30.2", "31.2")),
    ("1.5 euro", "15 euro"),
    (
        "I paid 1.5 euro for it and it broke, so never again for me.",
        "I paid 15 euro for it and it broke, so never again for me.",
    ),
    (GREEK, GREEK.replace("2019", "2020")),
    (GREEK, GREEK[:20]),
    (LONG[:20], LONG),
    (SIMPLIFIED, TRADITIONAL.replace("五萬", "八萬")),
    (LONG, GREEK),
]


@pytest.mark.parametrize(("first", "second"), EXACT)
def test_the_same_letters_are_exact(first: str, second: str) -> None:
    """Apostrophes, case, tonos, letters that look alike, signs and spacing make no other text."""
    assert kind(first, second) == "exact"


@pytest.mark.parametrize(("first", "second"), NEAR)
def test_cut_stripped_and_rewritten_texts_are_near(first: str, second: str) -> None:
    """Without its punctuation, cut at an ellipsis or inside a word, in the other script a text is near, not equal."""
    assert kind(first, second) == "near"


@pytest.mark.parametrize(("first", "second"), NONE)
def test_other_figures_make_another_text(first: str, second: str) -> None:
    """A point in a number counts as long as points are written; a short beginning is no copy."""
    assert kind(first, second) is None


def test_similarity_is_in_its_range() -> None:
    """Near-duplicates have a similarity from the threshold to one, exact ones have one."""
    for first, second in [*EXACT, *NEAR]:
        [repeat] = find([Post("a", first), Post("b", second)], Settings()).repeats.values()
        assert Settings().near_threshold <= repeat.similarity <= 1
        assert repeat.kind == "near" or repeat.similarity == 1
