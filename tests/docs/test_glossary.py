"""The glossary: every term in all languages, in the words of the reports where these have one."""

from __future__ import annotations

import re

import pytest
from scripts.website.glossary import LANGUAGES, PAGE, entries, told

from agorascope.language import detect
from agorascope.phrases import phrases
from tests.docs.blocks import ROOT

TEXT = (ROOT / "docs" / PAGE).read_text("utf-8")
ENTRIES = {entry.names["en"]: entry for entry in entries(TEXT)}
LOCALES = {"el": "el", "zh": "zh", "zh-Hant": "zh_Hant"}
# Where a term is a message of the program itself: the room and the message.
SAID = {
    "Thesis": ("reports", "Thesis"),
    "Discussion": ("reports", "discussion"),
    "No side": ("reports", "no side"),
    "Speaker": ("reports", "speaker"),
    "Claim": ("reports", "claim"),
    "Premise": ("reports", "premise"),
    "Exact copy": ("reports", "exact"),
    "Near-duplicate": ("reports", "near"),
    "Translation": ("reports", "translation"),
    "Campaign": ("reports", "campaign"),
    "Spam": ("reports", "spam"),
    "Re-post": ("moderation", "re-post"),
    "Cluster": ("moderation", "Cluster of re-posts"),
    "Reason": ("moderation", "Reason"),
    "Template praise": ("reports", "template praise"),
    "Mixed scripts": ("reports", "mixed scripts"),
    "Invisible characters": ("reports", "invisible characters"),
    "General model": ("moderation", "general model"),
    "Site's own layer": ("moderation", "this site's own layer"),
    "Greeklish": ("summary", "Greeklish"),
    "Pinyin": ("summary", "pinyin"),
    "Controversy": ("pages", "Controversy"),
}
# Where it stands within a message.
WITHIN = {
    "Stance": ("reports", "towards the thesis"),
    "Comment": ("reports", "comment %(name)s"),
    "Sentiment": ("reports", "Tone: neutral"),
    "Decision": ("moderation", "a moderator's decision"),
    "Quote": ("reports", "with altered words"),
    "Counter-point": ("reports", "Strongest point on the other side: %(quote)s"),
}
ALIKE = {("Counter-point", "el"), ("Counter-point", "zh"), ("Counter-point", "zh-Hant")}  # shorter here


def test_there_are_enough() -> None:
    """Some sixty terms, none twice, each with an anchor of its own."""
    assert len(ENTRIES) >= 45
    assert len({entry.anchor for entry in ENTRIES.values()}) == len(ENTRIES) == TEXT.count("\n### ")


@pytest.mark.parametrize("term", ENTRIES)
def test_every_term_has_all_languages(term: str) -> None:
    """A name in each, and one sentence in each, in the letters of the language."""
    entry = ENTRIES[term]
    assert set(entry.names) == {"en", "el", "zh", "zh-Hant"}
    assert set(entry.meanings) == set(LANGUAGES)
    assert re.search("[a-z]", entry.meanings["en"])
    assert detect(entry.meanings["el"]).code == "el"
    found = detect(entry.meanings["zh"])
    assert (found.code, found.script in {"Hans", "Hani"}) == ("zh", True)
    ends = {language: meaning[-1] for language, meaning in entry.meanings.items()}
    assert ends == {"en": ".", "el": ".", "zh": "。"}


def test_traditional_terms_are_traditional() -> None:
    """No name is in the other script of Chinese."""
    joined = {kind: "、".join(entry.names[kind] for entry in ENTRIES.values()) for kind in ("zh", "zh-Hant")}
    assert detect(joined["zh"]).script == "Hans"
    assert detect(joined["zh-Hant"]).script == "Hant"
    assert [e.names for e in ENTRIES.values() if detect(e.names["zh-Hant"]).script == "Hans"] == []
    assert [e.names for e in ENTRIES.values() if detect(e.names["zh"]).script == "Hant"] == []


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("term", SAID)
def test_terms_are_those_of_the_reports(term: str, language: str) -> None:
    """Who reads a report finds its words here."""
    room, message = SAID[term]
    said = phrases(room, LOCALES[language]).gettext(message)
    assert ENTRIES[term].names[language].casefold() == said.casefold()


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("term", WITHIN)
def test_terms_stand_in_the_words_of_the_reports(term: str, language: str) -> None:
    """Where the program says a term only within longer words, these are the same words."""
    room, message = WITHIN[term]
    values = {"name": "", "quote": ""}
    said = phrases(room, LOCALES[language]).gettext(message, **{k: v for k, v in values.items() if k in message})
    name = ENTRIES[term].names[language].casefold()
    assert name in said.casefold() or (term, language) in ALIKE


def test_a_term_with_a_part_missing_is_refused() -> None:
    """An entry without its Greek sentence stops the build, and says so."""
    cut = TEXT.replace("- " + ENTRIES["Stance"].meanings["el"] + "\n", "")
    with pytest.raises(ValueError, match=r"entries, of which"):
        told(cut)
