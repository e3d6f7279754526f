"""Clusters of re-posts: what is one, what only looks like one, and that order does not matter."""

from __future__ import annotations

import random
from itertools import starmap

import pytest

from agorascope.duplicates import find
from agorascope.settings import Settings

LONG = (
    "Loyalty cards look cheap, but in our town they only moved the price of milk from the shelf to the till. "
    "I kept every receipt for a year and saved eleven euros, which is less than the fuel for one extra trip."
)
GREEK = "Κρατάω τετράδιο από το 2019 και με τις κάρτες γλιτώνω είκοσι δύο ευρώ τον μήνα, μετρημένα στις αποδείξεις."
CHINESE = "我们店去年用这个平台做推广，三个月花了五万块，一点效果都没有，后来就再也不做了。"
NEAR = [
    (LONG, LONG.replace("every receipt", "each reciept").replace("only moved", "moved")),
    (LONG, LONG[:150]),
    (LONG, LONG + "\n\nBest regards,\nKarl"),
    (LONG, LONG + " (see www.example.com)"),
    (LONG, " ".join(reversed(LONG.split(". ")))),
    (GREEK, GREEK.replace("γλιτώνω", "γλυτώνω").replace("μετρημένα", "μετρημενα όλα")),
    (CHINESE, CHINESE.replace("后来就再也不做了", "后来再也没做了啊")),
    (CHINESE, "我們店去年用這個平臺做推廣，三個月花了五萬塊，一點效果都沒有，後來就再也不做了。"),
]
NOT = [
    ("Support is marketing.", "Support is not marketing. It is a cost."),
    ("Great post! I learned a lot about email.", "Great post! I learned a lot about SEO."),
    ("I paid 40 euros for a phone and it broke in a week.", "I paid 90 euros for a phone and it broke in a week."),
    ("Maria, this article about cards opened my eyes.", "Nikos, this article about cards opened my eyes."),
    ("I would recommend this shop to everybody I know.", "I would not recommend this shop to everybody I know."),
    ("I agree with him that cards are a trap for the poor", "I disagree with him that cards are a trap for the poor"),
    (
        "Πολύ ωραίο κείμενο! Μπράβο σας για τη δουλειά.",
        "Πολύ ωραίο κείμενο! Μπράβο σας για τη δουλειά. Εγώ όμως διαφωνώ με το σημείο για τις κάρτες.",
    ),
    (CHINESE, CHINESE.replace("五万", "八万")),
    ("Συμφωνώ!", "Συμφωνώ πολύ!"),
    ("同意楼上的", "同意楼主的"),
    ("👍", "👎"),
    ("", " "),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), NEAR)
def test_edited_cut_and_signed_copies_are_near_duplicates(first: str, second: str) -> None:
    """The later one repeats the earlier one, in whichever order they stand."""
    for one, other in ((first, second), (second, first)):
        found = find([("a", one), ("x", "Something else entirely."), ("b", other)], Settings())
        assert [cluster.members for cluster in found.clusters] == [("a", "b")]
        told = found.duplicates["b"]
        assert (told.of, told.kind, told.cluster) == ("a", "near", "d1")
        assert Settings().near_threshold <= told.similarity <= 1
        assert "a" not in found.duplicates


@pytest.mark.parametrize(("first", "second"), NOT)
def test_texts_that_differ_in_what_matters_are_no_duplicates(first: str, second: str) -> None:
    """Another number, name, negation or continuation makes another comment; short texts must be equal."""
    assert find([("a", first), ("b", second)], Settings()).clusters == ()
    assert find([("a", second), ("b", first)], Settings()).clusters == ()


def test_short_texts_are_duplicates_when_equal_after_normalisation() -> None:
    """'Συμφωνώ!' and 'ΣΥΜΦΩΝΩ' are one text."""
    found = find([("7", "Συμφωνώ!"), ("8", "ΣΥΜΦΩΝΩ")], Settings())
    assert (found.clusters[0].kind, found.duplicates["8"].kind, found.duplicates["8"].similarity) == (
        "exact",
        "exact",
        1.0,
    )


def test_duplicates_of_duplicates_are_not_chained() -> None:
    """Each step changes a fifth of the words; the last text is too far from the first to be its duplicate."""
    words = LONG.split()
    steps = [" ".join(["other"] * n + words[n:]) for n in (0, 7, 14, 21)]
    found = find(list(zip("abcd", steps, strict=True)), Settings())
    assert "d" not in found.duplicates or found.duplicates["d"].of != "a"


def test_order_of_items_does_not_matter_with_ranks() -> None:
    """Shuffled items with their places in the thread give the same result to the last field."""
    texts = [*[t for pair in NEAR for t in pair], *[t for pair in NOT for t in pair], LONG.upper()]
    items = [(f"c{i}", text, i) for i, text in enumerate(texts)]
    expected = find([item[:2] for item in items], Settings())
    for seed in range(5):
        shuffled = random.Random(seed).sample(items, len(items))  # noqa: S311 - a shuffle, nothing secret
        assert find([item[:2] for item in shuffled], Settings(), [item[2] for item in shuffled]) == expected


def test_a_wave_of_copies_is_one_cluster() -> None:
    """Thousands of slightly different copies are found, and thousands of filled-in forms are not taken for copies."""
    copies = [(f"c{i}", LONG + " " + "abcdefgh"[i % 8] * (2 + i % 9)) for i in range(1500)]
    assert [len(cluster.members) for cluster in find(copies, Settings()).clusters] == [1500]
    forms = list(
        starmap(
            lambda i, _: (f"f{i}", f"Ticket {i} was bought by customer number {i * 7} this morning."),
            enumerate(range(300)),
        )
    )
    assert find(forms, Settings()).clusters == ()


def test_hostile_texts_are_compared() -> None:
    """Huge, broken and empty texts neither fail nor match one another."""
    texts = [
        "x" * 10**6,
        "x" * 999_999 + "y" * 10**6,
        "\ud800",
        "\x00",
        "",
        "a" * 10**5 + "α" * 10**5,
        "\u0301" * 10**4,
    ]
    assert find([(str(i), text) for i, text in enumerate(texts)], Settings()).clusters == ()
