"""Phrases of adverts: found in their language whatever the accents, case, width or script; not inside other words."""

from __future__ import annotations

import pytest

from agorascope.spam.fold import fold
from agorascope.spam.phrases import PHRASE_KINDS, find_phrases


def kinds(text: str) -> set[str]:
    return {sign.kind for sign in find_phrases(fold(text))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Αναλαμβάνουμε ανακαινίσεις", "offer"),
        ("ΑΝΑΛΑΜΒΑΝΟΥΜΕ ΑΝΑΚΑΙΝΙΣΕΙΣ", "offer"),
        ("αναλαμβανουμε ανακαινισεις", "offer"),
        ("απεριόριστα κλικ και απεριόριστες επισκέψεις", "trade"),
        ("Δάνεια με έγκριση σε μία ώρα", "trade"),
        ("Πατήστε εδώ", "invite"),
        ("dokimi dorean se olous", "offer"),
        ("Your account has been suspended", "malice"),
        ("Kindly visit my page", "invite"),
        ("ｋｉｎｄｌｙ ｖｉｓｉｔ my page", "invite"),
        ("We do SEO services", "trade"),
        ("5,000 real followers", "trade"),
        ("代开发票，正规", "trade"),
        ("代開發票，正規", "trade"),
        ("量大从优", "offer"),
        ("量大從優", "offer"),
        ("線上真人娛樂城", "trade"),
        ("恭喜您获得大奖", "malice"),
        ("文章干货满满，受益匪浅", "praise"),
    ],
)
def test_phrases_are_found_in_every_spelling(text: str, kind: str) -> None:
    """Case, accents, full width and the Chinese script make no difference."""
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Andressa has a new address",  # dress
        "essayed to write about it, my essay is late",
        "Το ωάριο και το πλάνο",
        "我们的代表说了，代码没有问题",
    ],
)
def test_words_inside_other_words_do_not_count(text: str) -> None:
    """A phrase matches whole words of its script only."""
    assert kinds(text) == set()


def test_offsets_survive_characters_that_nobody_sees() -> None:
    """A phrase broken by zero-width characters is found and told as it stands in the text."""
    text = "ok. kin\u200bdly vi\u200dsit my page"
    quotes = [text[sign.start : sign.end] for sign in find_phrases(fold(text)) if sign.kind == "invite"]
    assert [quote.startswith("kin\u200bdly vi\u200dsit") for quote in quotes] == [True]


def test_signs_come_in_a_fixed_order() -> None:
    """Kinds come in their order and, inside a kind, by place."""
    signs = find_phrases(fold("Nice post. Visit my page, free trial, order now, visit my site."))
    keys = [(PHRASE_KINDS.index(sign.kind), sign.start) for sign in signs]
    assert keys == sorted(keys)
    assert len(keys) > 3
