"""The Markdown report has everything that was found, in the reader's words, with a way back to every comment."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import structs

from agorascope.phrases import LOCALES, phrases
from agorascope.records import Between, Discussion, Language, Speaker, Variant, Whole
from agorascope.reports.markdown import escape, render
from agorascope.reports.markdown.marks import MOST
from tests.making import comment, discussion
from tests.reports.full import RARE, full

HEADINGS = [
    "In brief", "By language", "By time", "Arguments for", "Arguments against", "Arguments under no point",
    "Who agrees with whom", "What the author answered", "As a language model tells it", "Who says what in the article",
    "What the article argues itself", "People and their names", "Re-posts", "Spam", "Please note", "The thread",
    "Models",
]  # fmt: skip
ALLOWED = {"<a id=>", "</a>", "<del>", "</del>", "<ins>", "</ins>", "<br>"}
HOSTILE = "x|<script>alert(1)</script>\n# [y](http://z.example)"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_part_has_its_heading_in_every_language(locale: str) -> None:
    """All parts are there, in their order, under headings in the reader's language."""
    say = phrases("reports", locale)
    headings = re.findall(r"^## (.*)", render([full(locale)], locale), re.MULTILINE)
    assert headings == [say.gettext(heading) for heading in HEADINGS]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_english_is_left(locale: str) -> None:
    """In another language no word of ours stays English."""
    text = render([full(locale)], locale)
    ours = ("voice", "comment ", "comments", "spam", "against", "unanswered", "premise", "advert", "licence", "side")
    found = [word for word in ours if word in re.sub(r"comment-\d+", "", text)]
    assert (found == []) == (locale != "en")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_link_leads_to_a_comment(locale: str) -> None:
    """Whatever is linked stands in the thread, once."""
    text = render([full(locale)], locale)
    anchors = re.findall(r'id="(comment-\d+)"', text)
    assert len(set(anchors)) == len(anchors) == len(full().comments)
    assert set(re.findall(r"\(#(comment-\d+)\)", text)) <= set(anchors)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_quote_equals_its_slice(locale: str) -> None:
    """A quote with offsets behind it is the text of that comment at these offsets."""
    found, text = full(locale), render([full(locale)], locale)
    opening, closing = phrases("reports", locale).gettext("“%(quote)s”", quote=" ").split(" ")
    pattern = rf"{opening}([^{opening}{closing}]*){closing} \[[^\]]*\]\(#comment-(\d+)\) (\d+)–(\d+)"
    quoted = re.findall(pattern, text)
    assert len(quoted) >= 10
    for words, place, start, end in quoted:
        assert words == escape(found.comments[int(place) - 1].text[int(start) : int(end)])


def test_language_of_each_page_unless_the_reader_has_one() -> None:
    """Without a locale every page is told in its own language, pages of other languages in English."""
    greek = structs.replace(full("el"), language=Language("el", "Grek", 1.0))
    dutch = structs.replace(full(), language=Language("nl", "Latn", 1.0))
    text = render([greek, dutch])
    assert text.index("## Η συζήτηση") < text.index("## The thread")
    with pytest.raises(KeyError):
        render([greek], "nl")


def test_what_is_told_of_points_people_and_answers() -> None:
    """Voices and languages of points, the point that stands opposite, answers, reasons of names, dropped sentences."""
    text = render([full()])
    for part in (
        "**Ο φόρος είναι δίκαιος** (3 voices, 20% of the people on a side; Greek, English)",
        "  - Strongest point on the other side: “It costs too much”",
        "[\\#6](#comment-6): answered in [\\#9](#comment-9)",
        "“Buses are empty” [\\#5](#comment-5) 26–41: unanswered",
        "1 of 4 objections are answered.",
        "| Ada | Bob | [\\#4](#comment-4), [\\#5](#comment-5), [\\#6](#comment-6) | 1 | 2 | 0 |",
        "| October 5, 2021, 13:00 | [\\#1](#comment-1), [\\#5](#comment-5) | 4 | 1 | 0 |",
        "The turn is at [\\#5](#comment-5): 4 for and 0 against before it, 0 for and 4 against from it on (p = 0.03).",
        "**Ada Moore**: Ada (a short form of the name, [\\#4](#comment-4) 0–3); A. Moore (the name with a title,",
        f"| – | Ada | against | “{RARE}” (claim)",
        "| On buses | both | – | “buses are late” (claim)",
        "- both: Ada and Bob",
        "- Difference of Ada and Bob: “They differ on fares.”",
        "Sentences left out: with altered words 2, naming a comment that the model was not told of 1",
        "  - [\\#11](#comment-11): It costs <ins>far </ins>too much",
        "3 lines of the page are neither article nor comment and were set aside",
        "agorascope-tasks 1.0, licence MIT, sha256 0123456789ab",
    ):
        assert part in text
    assert "**Bob**" not in text


def test_sentences_link_to_their_evidence() -> None:
    """Behind a sentence stand the places of its quotes, then the other comments that it counts."""
    text = render([full()])
    assert ("comes from 2 voices: “Buses are empty”. ([\\#5](#comment-5) 26–41, [\\#6](#comment-6))") in text


def _hostile() -> Discussion:
    found = full()
    whole = structs.replace(found.summary.whole, between=(Between(HOSTILE, HOSTILE, 1, 0, 0, ("4",)),))
    person = structs.replace(
        found.people[0], name=HOSTILE, variants=(Variant(HOSTILE, "4", 0, 3, HOSTILE), *found.people[0].variants)
    )
    claims = (structs.replace(found.article.arguments[1], quote=HOSTILE, holder=HOSTILE), *found.article.arguments)
    return structs.replace(
        found,
        id=HOSTILE,
        source=HOSTILE,
        comments=tuple(structs.replace(c, author=HOSTILE, text=c.text + HOSTILE) for c in found.comments),
        article=structs.replace(
            found.article, title=HOSTILE, author=HOSTILE, published=HOSTILE, thesis=HOSTILE, arguments=claims,
            speakers=(Speaker(HOSTILE, (HOSTILE,), ("t2",), None),),
        ),
        summary=structs.replace(found.summary, whole=whole, headline=HOSTILE),
        people=(person,),
        language=Language("x|<script>", None, 1.0),
    )  # fmt: skip


def _tokens(text: str) -> list[Token]:
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [inner for token in parsed for inner in (token, *(token.children or ()))]


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_of_a_stranger_becomes_markup(locale: str) -> None:
    """As a Markdown reader sees it, names, headings, quotes and labels carry no tag, no link, no heading, no cell."""
    found, plain = _tokens(render([_hostile()], locale)), _tokens(render([full(locale)], locale))
    assert {str(t.attrs["href"])[:9] for t in found if t.type == "link_open"} == {"#comment-"}
    assert {re.sub(r'"[^"]*"', "", t.content) for t in found if t.type == "html_inline"} <= ALLOWED
    assert [t for t in found if t.type in {"html_block", "image", "s_open", "code_block", "fence"}] == []
    for kind in ("heading_open", "table_open", "th_open"):
        assert [t.type for t in found].count(kind) == [t.type for t in plain].count(kind)
    rows = "".join({"tr_open": "\n", "td_open": "c"}.get(t.type, "") for t in found).split()
    assert set(map(len, rows)) <= {3, 4, 5, 6}


def test_long_lists_are_cut_and_counted() -> None:
    """Of a table with more rows than a reader reads the rest is told, not hidden."""
    ids = [str(n) for n in range(1, MOST + 6)]
    comments = tuple(comment(n) for n in ids)
    rows = tuple(Between(n, "1", 1, 0, 0, (n,)) for n in ids)
    found = discussion(*comments)
    summary = structs.replace(found.summary, whole=Whole(between=rows))
    text = render([structs.replace(found, summary=summary)])
    assert "5 more are not listed here." in text
    assert len(re.findall(r'id="comment-\d+"', text)) == len(ids)


def test_an_argument_outside_all_sections_is_not_lost() -> None:
    """What no section names and none spans stands in the last section before it."""
    found = full()
    sections = (structs.replace(found.article.sections[0], arguments=(), end=1),)
    text = render([structs.replace(found, article=structs.replace(found.article, sections=sections))])
    assert RARE in text
