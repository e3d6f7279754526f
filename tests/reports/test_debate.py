"""A debate in Markdown and on the terminal: in the reader's words, quotes linked, nothing of a stranger as markup."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from msgspec import structs
from rich.console import Console

from agorascope.pages import hrefs
from agorascope.phrases import LOCALES
from agorascope.records import Debate, DuplicateCluster, Notice, comment_name
from agorascope.reports.markdown import escape, render, render_debate
from agorascope.reports.terminal import show_debate
from agorascope.reports.words import Words, told_in
from tests.pages.making import debate as joined
from tests.pages.making import full

TOGETHER = Path(__file__).parents[2] / "src" / "agorascope" / "together"
GREEK = re.compile(r"[α-ωά-ώ]{2}")
NOTICES = (
    Notice("unrelated-thesis", "it is not clear how", "en"),
    Notice("read-thesis", "this article's thesis was read as arguing the opposite (probability 86%)", "el"),
    Notice("read-thesis", "this article's thesis was read as arguing the same as that (probability 71%)", "zh"),
    Notice("unsure-stance", "the side of 5 of 15 comments is a close call (probability under 60%)"),
    Notice("site-removed", "held as spam or moved to the trash by the site, not flagged by us, and without a voice: 2"),
)
HOSTILE = "x|<script>alert(1)</script>\n# [y](http://z.example)"


def _made(locale: str = "en") -> Debate:
    """Tell three made discussions as one; words of theirs are taken out of what is ours."""
    found = joined(*(full(code) for code in ("en", "el", "zh")))
    first, second = (comment_name(s.id, "1") for s in found.strands[:2])
    again = DuplicateCluster("x1", "translation", (first, second), (), ("el", "en"))
    return structs.replace(found, duplicates=(again,), warnings=NOTICES, locale=locale)


def _shown(found: Debate, locale: str | None = None) -> str:
    console = Console(file=io.StringIO(), width=200, color_system=None)
    show_debate(found, console, locale)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("locale", LOCALES)
def test_our_words_are_the_readers(locale: str) -> None:
    """Labels, relations, headings and warnings are in the reader's language, on the terminal and in Markdown."""
    ours = ("argues", "told as one", "The discussions", "close call", "Re-posts", "probability", "not clear")
    for words in (render_debate(_made(), locale, {}), _shown(_made(), locale)):
        assert [word for word in ours if word in words] == (list(ours) if locale == "en" else [])


def test_quotes_lead_to_the_pages_of_their_discussions() -> None:
    """Every comment that has an address is linked, and one that has none is named."""
    made = [full(code) for code in ("en", "el", "zh")]
    addresses = {name: href for d in made for name, href in hrefs(d, f"{d.id}.md").items()}
    text = render_debate(_made(), "en", addresses)
    linked = set(re.findall(r"\]\(([^)]*)\)", text))
    assert linked <= set(addresses.values())
    assert {href.partition("#")[0] for href in linked} == {f"{d.id}.md" for d in made}
    bare = render_debate(_made(), "en", {})
    assert "](" not in bare
    assert escape(comment_name(made[0].id, "1")) in bare


def test_all_in_one_file_by_name() -> None:
    """In a file of several discussions a debate's links, and their own, lead to the comment that is meant."""
    made = [full(code) for code in ("en", "el", "zh")]
    text = render(made, "en", (_made(),))
    anchors = re.findall(r'<a id="([^"]*)"', text)
    assert len(set(anchors)) == len(anchors) == sum(len(d.comments) for d in made)
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= set(anchors)
    assert f"[{escape(comment_name(made[1].id, '1'))}](#discussion-2-comment-1)" in text


def test_nothing_of_a_stranger_becomes_markup() -> None:
    """Titles, names and sources of strands are text, whatever stands in them."""
    made = _made()
    strands = tuple(structs.replace(s, title=HOSTILE, thesis=HOSTILE, id=HOSTILE, source=HOSTILE) for s in made.strands)
    warnings = (Notice("unrelated-thesis", HOSTILE, HOSTILE), Notice("from-tomorrow", HOSTILE))
    found = structs.replace(made, id=HOSTILE, title=HOSTILE, thesis=HOSTILE, strands=strands, warnings=warnings)
    tokens = MarkdownIt("commonmark").enable(["table"]).parse(render_debate(found, "el", {}))
    inner = [one for token in tokens for one in (token, *(token.children or ()))]
    assert [t for t in inner if t.type in {"html_block", "html_inline", "link_open", "image"}] == []
    assert sum(t.type == "heading_open" and t.tag == "h1" for t in inner) == 1
    assert "\x1b" not in _shown(structs.replace(made, title="\x1b[2J", strands=strands))


def test_every_notice_of_a_debate_has_greek_words() -> None:
    """Whatever warning the room makes, a Greek reader gets Greek words for, with its figures."""
    sources = "".join(path.read_text(encoding="utf-8") for path in TOGETHER.glob("*.py"))
    made = set(re.findall(r'Notice\("([a-z-]+)"', sources))
    assert made
    assert made <= {notice.code for notice in NOTICES}
    told = [Words("el").doubt(notice) for notice in NOTICES]
    assert all(GREEK.search(words) for words in told)
    assert "86%" in told[1]
    assert "αντίθετη" in told[1]
    assert ("5" in told[3], "15" in told[3], "2" in told[4]) == (True, True, True)
    assert [Words("en").doubt(n) for n in NOTICES[:1]] == ["en: it is not clear how"]


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (
            Notice("comment-count", "the page says 37 comments, 24 are here", "club-en"),
            "club-en: η σελίδα δηλώνει 37 σχόλια, εδώ υπάρχουν 24",
        ),
        (
            Notice("missing-parent", "answers '9', which is not here; now top-level", "club-en: comment 7"),
            "club-en: σχόλιο 7: απαντά σε σχόλιο που δεν υπάρχει εδώ· τοποθετήθηκε στο πρώτο επίπεδο",
        ),
        (Notice("bad-line", "1,204 more of the kind", "x: y"), "x: y: 1.204 ακόμη ειδοποιήσεις του ίδιου είδους"),
        (Notice("from-tomorrow", "a new thing", "a: line 12"), "a: γραμμή 12: a new thing"),
    ],
)
def test_notices_of_its_discussions_in_greek(notice: Notice, words: str) -> None:
    """What a debate carries of its discussions has the words that it has in them, and so has its place."""
    assert Words("el").doubt(notice) == words


def test_relations_are_told_apart() -> None:
    """The three relations have three words in every language."""
    for locale in LOCALES:
        assert len({Words(locale).relation(label) for label in ("favor", "against", "none")}) == 3


def test_the_language_that_was_asked_for_stays() -> None:
    """A discussion analysed for a reader is reported in the reader's language, any other in its own."""
    greek = full("el")
    assert told_in(greek) == "el"
    assert told_in(structs.replace(greek, settings={"ui": "zh_Hant"})) == "zh_Hant"
    assert told_in(structs.replace(greek, settings={"ui": "xx"})) == "el"
