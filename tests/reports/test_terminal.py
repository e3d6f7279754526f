"""The terminal summary shows what tells most, in the reader's words, with a reference behind every line."""

from __future__ import annotations

import io

import pytest
from msgspec import structs
from rich.console import Console

from agorascope import pages
from agorascope.phrases import LOCALES
from agorascope.records import Discussion
from agorascope.reports import markdown
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


def test_the_day_is_written_as_the_reader_writes_it() -> None:
    """The day of the article stands there as in the other reports; what is no day stays."""
    article = full().article
    dated, other = (
        structs.replace(full(), article=structs.replace(article, published=day))
        for day in ("2021-10-05T08:30:00", "last week")
    )
    assert "Eve · October 5, 2021 · en" in _shown(dated)
    assert "Eve · 5 Οκτωβρίου 2021 · en" in _shown(dated, "el")
    assert "Eve · last week · en" in _shown(other)


def test_english_unless_asked() -> None:
    """Without a locale the labels are English whatever the page's language; another locale is refused."""
    greek = structs.replace(full("el"), id="page")
    assert "Arguments against" in _shown(greek)
    assert "9 φωνές" in _shown(greek)
    with pytest.raises(KeyError):
        _shown(greek, "nl")


def test_figures_are_written_as_the_page_writes_them() -> None:
    """Terminal, Markdown and page write one figure alike, by the rule of the reader's language."""
    for locale, figure in (("el", "0,80"), ("en", "0.80"), ("zh", "0.80")):
        found = full(locale)
        found = structs.replace(found, summary=structs.replace(found.summary, controversy=0.8))
        other = figure.translate(str.maketrans(",.", ".,"))
        for told in (_shown(found, locale), markdown.render([found], locale)):
            assert figure in told
            assert other not in told
        assert f'<b class="n">{figure}</b>' in pages.render(found, locale)


def test_no_line_ends_in_spaces() -> None:
    """Lists are not padded to the width of the terminal."""
    for locale in LOCALES:
        assert [line for line in _shown(full(locale), locale).split("\n") if line != line.rstrip()] == []
