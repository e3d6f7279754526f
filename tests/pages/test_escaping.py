"""Nothing that a stranger wrote is anything but text in a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.pages import Entry, debate_entry, entry, index, render, render_debate
from agorascope.pages.environment import STEERING, asset, language_tag, web_address
from agorascope.records import Counts, StanceCounts
from agorascope.reports.plain import safe
from tests.pages.making import PAYLOADS, debate, hostile
from tests.pages.reading import found, parsed

ELEMENTS = {
    "html", "head", "meta", "link", "title", "style", "body", "a", "footer", "p", "div", "header", "h1", "h2", "h3",
    "span", "bdi", "time", "nav", "ul", "li", "main", "section", "ol", "details", "summary", "blockquote", "q", "table",
    "thead", "tbody", "tr", "th", "td", "b", "br", "figure", "figcaption", "svg", "rect", "text", "circle", "g", "path",
    "line", "desc", "article", "del", "ins", "code", "dl", "dt", "dd", "fieldset", "legend", "label", "input", "output",
    "noscript", "template", "button", "script",
}  # fmt: skip
ADDRESS = re.compile(r"#[\w.-]+|https?://[^\"]+|data:,|[\w%.-]+\.html(#[\w.-]+)?")


def pages() -> list[str]:
    """Make every kind of page of hostile things."""
    worst = hostile()
    told = debate(worst)
    entries = [entry(worst, "a.html"), Entry(href="b.html", title=PAYLOADS[0], language=PAYLOADS[1], tag="",
               counts=Counts(1, 0, 0, 1), stance=StanceCounts(1), controversy=0.0)]  # fmt: skip
    return [
        render(worst, "en"),
        render_debate(told, "en", {}),
        index(entries, "en", [debate_entry(told, "d.html")]),
    ]


@pytest.mark.parametrize("page", pages(), ids=["discussion", "debate", "index"])
def test_strangers_text_is_text(page: str) -> None:
    """There is no element, attribute, address, script or style but ours, and no character that steers."""
    tree = parsed(page)
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} <= ELEMENTS
    assert not [e for e in tree.iter() if not isinstance(e.tag, str)]  # comments, instructions
    assert not [
        name for name in found(tree, "//@*/..") for name in name.attrib if name.startswith("on") or name == "style"
    ]
    addresses = {str(value) for value in found(tree, "//@href | //@src | //@action | //@srcset | //@formaction")}
    assert not [a for a in addresses if not ADDRESS.fullmatch(a)]
    [script] = found(tree, "//script/text()")
    assert script in {asset("page.js"), asset("index.js")}
    assert len(found(tree, "//style")) == 1
    assert not STEERING.search(page)
    assert all(page.count(f"<{name}") == page.count(f"</{name}>") for name in ("script", "style", "template", "svg"))


def test_payloads_are_shown() -> None:
    """What was written is there to be read."""
    text = parsed(render(hostile(), "en")).text_content()
    assert all(safe(payload) in text for payload in PAYLOADS)


def test_our_files_cannot_end_their_element() -> None:
    """No style sheet or script of ours has the words that would end it, or a character that the page takes out."""
    for name in ("page.css", "index.css", "page.js", "index.js"):
        text = asset(name)
        assert "</" not in text
        assert "<!--" not in text
        assert STEERING.sub("", text) == text
        assert not re.search(r"url\(|@import|innerHTML|eval\(|fetch\(|XMLHttp|WebSocket", text)


@given(st.text())
def test_a_page_is_cleaned_as_other_reports_are(text: str) -> None:
    """One pattern takes out of a page what is taken out of a text for the terminal."""
    assert STEERING.sub("\ufffd", text) == safe(text)


@pytest.mark.parametrize(
    ("url", "led"),
    [
        ("https://example.org/a?b=1#c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ('https://example.org/" onclick=', False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("", False),
        (None, False),
    ],
)  # fmt: skip
def test_links_lead_to_the_web_alone(url: str | None, led: bool) -> None:  # noqa: FBT001
    """An address is a link only where it is one of the web."""
    assert web_address(url) == (url if led else None)


@pytest.mark.parametrize(
    ("code", "script", "tag"),
    [("zh", "Hans", "zh-Hans"), ("zh", "Hant", "zh-Hant"), ("zh", "Hani", "zh"), ("el-Latn", "Latn", "el-Latn"),
     ("und", None, ""), ('en" onclick="', None, ""), ("en", "Latn", "en")],
)  # fmt: skip
def test_language_tags(code: str, script: str | None, tag: str) -> None:
    """Chinese is tagged with its script; what is no tag is none."""
    assert language_tag(code, script) == tag
