"""What a notebook shows: escaped, whole in itself, in the reader's language, small."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

import agorascope as ag
from agorascope.phrases import LOCALES
from tests.api.conftest import HOSTILE

VOID = {"br", "hr", "img", "meta"}


class Shown(HTMLParser):
    """The tags, attributes and text of a piece of HTML; every tag has to be closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take what is to be read."""
        if "style" not in self.open:
            self.words += data


def _checked(html: str) -> Shown:
    """Nothing runs and nothing is fetched; styles are for this piece alone; no control or steering character."""
    shown = Shown(html)
    assert not shown.tags & {"script", "iframe", "img", "link", "a", "object"}
    assert not [name for name, _ in shown.attributes if name.startswith("on") or name in {"src", "href"}]
    style = html.partition("<style>")[2].partition("</style>")[0]
    selectors = [rule.rpartition("}")[2].strip() for rule in style.split("{")[:-1]]
    assert selectors
    assert all(one.strip().startswith(".agorascope-told") for rule in selectors for one in rule.split(","))
    assert "url(" not in style
    assert not set(html) & {"\x1b", "\u202e", "\x00", "\ud800"}
    return shown


def test_a_discussion(page: ag.Discussion) -> None:
    shown = _checked(page._repr_html_())
    assert page.summary.headline in shown.words
    point = page.key_points[0]
    assert point.text in shown.words
    assert "#2 #3" in shown.words
    assert "24 comments · 18 voices · 3 spam comments · 3 re-posts" in shown.words
    assert "+ 5 for" in shown.words
    assert len(page._repr_html_()) < 8_000


@pytest.mark.parametrize("locale", LOCALES)
def test_in_the_readers_language(locale: str, samples: Path) -> None:
    told = ag.analyze(samples / "pages" / "club-zh.json", ui=locale.replace("_", "-"))
    shown = _checked(told._repr_html_())
    words = {"el": "σχόλια", "en": "comments", "zh": "条评论", "zh_Hant": "則留言"}
    assert words[locale] in shown.words
    assert told.summary.headline in shown.words


def test_several_and_what_could_not_be_read(clubs: ag.Discussions) -> None:
    shown = _checked(clubs._repr_html_())
    assert all(str(d.article.title) in shown.words for d in clubs)
    assert "gone.txt" in shown.words
    assert "…" not in shown.words
    many = ag.Discussions(list(clubs) * 10)
    assert "… 20 more …" in _checked(many._repr_html_()).words
    _checked(ag.Discussions(())._repr_html_())


def test_hostile_text_is_text() -> None:
    """In names, titles, texts, file names and columns; of every kind of result."""
    rows = [
        {"id": HOSTILE, "author": HOSTILE, "text": f"{HOSTILE} I disagree, a club is a tax on loyal people."},
        {"id": 2, "author": HOSTILE, "text": f"{HOSTILE} I disagree, a club is a tax on loyal people!"},
    ]
    made = ag.thread(rows, f"A paid club beats a discount. {HOSTILE}", title=HOSTILE, name=HOSTILE)
    told = ag.analyze(made)
    error = ag.ReadError(HOSTILE, HOSTILE)
    results = (
        told,
        ag.Discussions([told], [error]),
        ag.debate(told, told, ui="en"),
        ag.label("stance", [*rows, None], target=HOSTILE),
        ag.label("argument", rows),
        ag.duplicates(rows),
        ag.flag(made),
        ag.evaluate("sentiment", [{"text": HOSTILE, "label": "neutral"}, {"text": HOSTILE, "label": HOSTILE}]),
        ag.models(),
    )
    for one in results:
        shown = _checked(one._repr_html_())
        assert "alert(1)" in shown.words or one is results[-1] or isinstance(one, ag.Evaluation)


def test_rows_are_shown_from_both_ends() -> None:
    told = ag.label("sentiment", [f"Idea {n} is good." for n in range(40)])
    words = _checked(told._repr_html_()).words
    assert "Idea 0 is good." in words
    assert "Idea 39 is good." in words
    assert "Idea 20 is good." not in words
    assert "… 30 more …" in words
    _checked(ag.label("sentiment", [])._repr_html_())


def test_debates_flags_corpora(clubs: ag.Discussions, samples: Path, tmp_path: Path) -> None:
    debate = ag.debate(clubs, ui="el")
    shown = _checked(debate._repr_html_())
    assert debate.summary.headline in shown.words
    assert all(strand.id in shown.words for strand in debate.strands)
    flags = ag.flag(samples / "export.xml", ui="zh")
    assert "已标记" in _checked(flags._repr_html_()).words
    corpus = ag.analyze_corpus(samples / "pages", folder=tmp_path / "out", stages="language")
    assert "comments" in _checked(corpus._repr_html_()).words
