"""The terminal summary shows what tells most, in the reader's words, with a reference behind every line."""

from __future__ import annotations

import io

import pytest
from msgspec import structs
from rich.console import Console

from agorascope.phrases import LOCALES
from agorascope.records import Discussion
from agorascope.reports.terminal import show
from tests.reports.full import full


def _shown(found: Discussion, locale: str | None = None) -> str:
    console = Console(file=io.StringIO(), width=200, color_system=None)
    show(found, console, locale)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_most_telling_sentences() -> None:
    """Of the abstract stand there the headline, the turn, the objections answered and one that was not."""
    words = _shown(full())
    told = {sentence.kind: sentence.text for sentence in full().summary.abstract}
    assert [kind for kind, text in told.items() if text in words] == ["headline", "turn", "objections", "unanswered"]


def test_points_with_voices_languages_and_what_stands_opposite() -> None:
    """A point of several people tells how many and in which languages; the sign leads to the point opposite."""
    words = _shown(full())
    assert "“Ο φόρος είναι δίκαιος” #1 #2 #4 · 3 voices · Greek, English · ⇄ #8" in words
    assert "“It costs too much” #8 · ⇄ #1 #2 #4" in words
    assert "“Buses are empty” #5 #6 · 2 voices\n" in "\n".join(line.rstrip() for line in words.splitlines()) + "\n"


@pytest.mark.parametrize("locale", [one for one in LOCALES if one != "en"])
def test_reader_language(locale: str) -> None:
    """With a locale no word of ours is English."""
    words = _shown(full(locale), locale)
    ours = ("voice", "comment", "spam", "against", "Thesis", "Please", "controversy", "Arguments", "advert")
    assert [word for word in ours if word in words] == []


def test_english_unless_asked() -> None:
    """Without a locale the labels are English whatever the page's language; another locale is refused."""
    greek = structs.replace(full("el"), id="page")
    assert "Arguments against" in _shown(greek)
    assert "9 φωνές" in _shown(greek)
    with pytest.raises(KeyError):
        _shown(greek, "nl")
