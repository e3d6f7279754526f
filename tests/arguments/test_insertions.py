"""', she says,' within a statement: who speaks is whoever spoke before, not whom the statement is about."""

from __future__ import annotations

import pytest

from tests.arguments.reading import holders

CAFE = "Ο Αργύρης Καψάλης έχει καφεκοπτείο. "
QUEUE = "«Τον Ιανουάριο είχα ουρά, τον Φεβρουάριο έπαιζα τάβλι», λέει ο ιδιοκτήτης, ο Αργύρης Καψάλης. "
GREEK: tuple[tuple[str, str, list[str]], ...] = (
    (QUEUE + "Οι μισοί πελάτες του, λέει, δεν αγόραζαν πια τίποτα.", "δεν αγόραζαν πια τίποτα", ["Αργύρης Καψάλης"]),
    (CAFE + "Η Δανάη Ρούσσου, υποστηρίζει, δεν έχει δουλέψει ποτέ.", "δεν έχει δουλέψει ποτέ", ["Αργύρης Καψάλης"]),
    (CAFE + "Οι πελάτες του, όπως λέει, δεν αγόραζαν τίποτα.", "δεν αγόραζαν τίποτα", ["Αργύρης Καψάλης"]),
    (CAFE + "Οι πελάτες δεν αγόραζαν πια τίποτα, λέει.", "δεν αγόραζαν πια τίποτα", ["Αργύρης Καψάλης"]),
    (CAFE + "Οι τιμές, εξηγεί, δεν θα πέσουν ποτέ στο μισό.", "δεν θα πέσουν ποτέ", ["Αργύρης Καψάλης"]),
    ("Τρεις ερευνητές μίλησαν. Οι πελάτες, λένε, δεν αγόραζαν τίποτα.", "δεν αγόραζαν τίποτα", ["Τρεις ερευνητές"]),
    # One is not many, and where nobody spoke before nobody is known to.
    (CAFE + "Οι πελάτες, λένε, δεν αγόραζαν πια τίποτα.", "δεν αγόραζαν πια τίποτα", []),
    ("Οι πελάτες του, λέει, δεν αγόραζαν πια τίποτα.", "δεν αγόραζαν πια τίποτα", []),
    # With words of their own these subjects do say it.
    (CAFE + "Οι τιμές, εξηγεί η Δανάη Ρούσσου, δεν θα πέσουν.", "δεν θα πέσουν", ["Δανάη Ρούσσου"]),
    (CAFE + "Ο ίδιος, που φοβάται, λέει ότι οι τιμές θα πέσουν.", "οι τιμές θα πέσουν", ["Αργύρης Καψάλης"]),
)
OWNS = "Ivy Strand owns a bakery. "
ENGLISH = (
    (OWNS + "Half her customers, she says, bought nothing at all.", "bought nothing at all", ["Ivy Strand"]),
    (OWNS + "Critics, she says, have never sold a single loaf.", "have never sold a single loaf", ["Ivy Strand"]),
    (OWNS + "Paul Mbeki, she says, has never sold a single loaf.", "has never sold a single loaf", ["Ivy Strand"]),
    (OWNS + "When Kim Lee opened, she says, nobody came to look.", "nobody came to look", ["Kim Lee"]),
    (OWNS + "Half her customers, Paul Mbeki says, bought nothing.", "bought nothing", ["Paul Mbeki"]),
)
CHINESE = (
    ("Ivy Strand开了面包店。一半的顾客，她说，没有优惠就什么也不买。", "没有优惠就什么也不买", ["Ivy Strand"]),
    ("店长孟晓岚不同意。一半的顾客，她说，没有优惠就什么也不买。", "没有优惠就什么也不买", ["孟晓岚"]),
    ("Ivy Strand认为价格太高。Paul Mbeki，她说，从来没有卖过面包。", "从来没有卖过面包", ["Ivy Strand"]),
    ("Ivy Strand認為價格太高。一半的顧客，她說，沒有優惠就不買。", "沒有優惠就不買", ["Ivy Strand"]),
)


@pytest.mark.parametrize(("text", "words", "expected"), GREEK)
def test_greek(text: str, words: str, expected: list[str]) -> None:
    """Λέει, υποστηρίζει, όπως λέει without a subject of their own: by number and by who spoke."""
    assert holders(text, "el", words) == expected


@pytest.mark.parametrize(("text", "words", "expected"), ENGLISH)
def test_english(text: str, words: str, expected: list[str]) -> None:
    """A pronoun does not mean the subject that it is put behind; somebody in a clause before it may be meant."""
    assert holders(text, "en", words) == expected


@pytest.mark.parametrize(("text", "words", "expected"), CHINESE)
def test_chinese(text: str, words: str, expected: list[str]) -> None:
    """她说 between commas is whoever spoke before, in both scripts."""
    assert holders(text, "zh", words) == expected


def test_whom_it_is_about_does_not_speak_next() -> None:
    """Who is only told of does not become the one who goes on speaking."""
    text = OWNS + "Paul Mbeki, she says, rejects every card. She adds that cards are a tax on the tired."
    assert holders(text, "en", "cards are a tax on the tired") == ["Ivy Strand"]
    text = CAFE + "Η Δανάη Ρούσσου, λέει, απορρίπτει τις κάρτες. Προσθέτει ότι οι κάρτες είναι φόρος."
    assert holders(text, "el", "οι κάρτες είναι φόρος") == ["Αργύρης Καψάλης"]
