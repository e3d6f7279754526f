"""Every message of the source is in every catalogue, with its words and its values, and nothing else is."""

from __future__ import annotations

import io
import re

import pytest
from babel.messages.pofile import read_po
from scripts.phrasing.messages import CATALOGUES, catalogue, filled, rooms

from agorascope.phrases import LOCALES, phrases

TRANSLATED = [one for one in LOCALES if one != "en"]
_VALUE = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("locale", TRANSLATED)
@pytest.mark.parametrize("room", rooms())
def test_complete(room: str, locale: str) -> None:
    found = read_po(io.BytesIO((CATALOGUES / locale / f"{room}.po").read_bytes()), locale=locale)
    said = {message.id for message in found if message.id}
    assert said == {message.id for message in catalogue(room) if message.id}
    assert [message.id for message in found if message.id and not filled(message)] == []


@pytest.mark.parametrize("locale", TRANSLATED)
@pytest.mark.parametrize("room", rooms())
def test_values_are_kept(room: str, locale: str) -> None:
    """A translation uses the values that its message has, and no other; of a plural, one form may spell the number."""
    found = read_po(io.BytesIO((CATALOGUES / locale / f"{room}.po").read_bytes()), locale=locale)
    for message in found:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        known = {name for words in ids for name in _VALUE.findall(words)}
        assert {name for words in strings for name in _VALUE.findall(words)} == known
        assert "%" not in _VALUE.sub("", "".join(map(str, strings))).replace("%%", "")


def test_numbers_shares_and_dates() -> None:
    greek = phrases(rooms()[0], "el")
    assert greek.number(12345) == "12.345"
    assert greek.percent(0.456) == "46%"
    assert greek.date("2019-03-04T10:22:00") == "4 Μαρτίου 2019"
    assert greek.date("no day") == "no day"
    assert phrases(rooms()[0], "zh").date("2019-03-04") == "2019年3月4日"
    assert phrases(rooms()[0], "en").listed(["a", "b", "c"]) == "a, b, and c"


@pytest.mark.parametrize("locale", LOCALES)
def test_only_all_is_a_hundred_per_cent(locale: str) -> None:
    """No share rounds up to all or down to nothing; those that are all or nothing say so."""
    say = phrases(rooms()[0], locale)
    all_of_it, none = say.percent(1), say.percent(0)
    assert [say.percent(share) for share in (0.9951, 0.997, 0.999999)] == [say.percent(0.99)] * 3
    assert [say.percent(share) for share in (1e-9, 0.003, 0.0149)] == [say.percent(0.01)] * 3
    assert all_of_it not in {say.percent(0.99), none}
    assert "100" in all_of_it
    assert none[:1] == "0"


def test_figures_have_two_places_and_the_sign_of_the_language() -> None:
    """A score is written as the reader's language writes decimals, always with two places."""
    told = {locale: [phrases(rooms()[0], locale).figure(one) for one in (0.6667, 1.0, 0.5)] for locale in LOCALES}
    assert told == {
        "el": ["0,67", "1,00", "0,50"],
        **{locale: ["0.67", "1.00", "0.50"] for locale in ("en", "zh", "zh_Hant")},
    }
