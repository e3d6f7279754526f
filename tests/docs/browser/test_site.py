"""The documentation site in Chromium: it asks nobody, finds words of three languages, and can be read by everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.pages.browser.conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}
SERIOUS = {"serious", "critical"}
READ = (
    "index",
    "tutorials/researcher",
    "glossary",
    "reference/cli/analyze",
    "howto/reader",
    "tutorials/content-team.zh",
    "reference/schemas/discussion",
)
# What is asked for, and a place that is to be among the first ten pages.
ASKED = {
    "立场": "glossary.html#stance",
    "立場": "glossary.html#stance",
    "重复评论": "glossary.html#re-post",
    "στάση": "glossary.html#stance",
    "σταση": "glossary.html#stance",
    "ΣΤΑΣΗΣ": "glossary.html#stance",
    "ανεπιθύμητα": "glossary.html#spam",
    "Greeklish": "glossary.html#greeklish",
    "calibrations": "glossary.html#calibration",
    "--pseudonymize": "reference/cli/analyze.html",
    "analyze_corpus": "reference/python.html#agorascope.analyze_corpus",
}
Opened = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Give a function that opens an address; at the end nothing may have gone wrong or have been asked of others."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(address: str, **context: Any) -> Page:
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("request", lambda request: troubles.append(request.url) if not _own(request.url) else None)
        page.on("requestfailed", lambda request: troubles.extend(_failed(request)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def _failed(request: Request) -> list[str]:
    """Name a request that failed; one that a change of the page has ended did not."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url}"]


def _own(url: str) -> bool:
    return url.startswith(("file:", "data:", "blob:", "about:", "http://127.0.0.1:"))


@pytest.mark.parametrize("words", ASKED)
def test_search_finds_words_of_three_languages(opened: Opened, root: str, words: str) -> None:
    """With accents and without, in another case of the noun, in either script; from the disk as from a server."""
    page = opened(f"{root}/index.html", viewport=WIDE)
    page.locator(".md-search__input").focus()
    page.keyboard.insert_text(words)
    page.keyboard.press("End")  # the theme looks at keys, not at what is put in
    page.locator("a.md-search-result__link").first.wait_for()
    found = [link.get_attribute("href") or "" for link in page.locator("a.md-search-result__link").all()]
    assert any(link.removeprefix(root).split("?")[0].lstrip("/") == ASKED[words] for link in found), found


def test_search_marks_whole_words(opened: Opened, root: str) -> None:
    """What was found is marked, once, and the text around it is whole."""
    page = opened(f"{root}/index.html", viewport=WIDE)
    page.locator(".md-search__input").focus()
    page.keyboard.insert_text("自助法")
    page.keyboard.press("End")
    entry = page.locator("a.md-search-result__link[href*='bootstrap-interval']").first
    entry.wait_for()
    assert "自助法置信区间" in entry.inner_text()
    assert "".join(entry.locator("h2 mark").all_inner_texts()).startswith("自助法")
    assert "<" not in entry.inner_text()


def test_every_page_opens_without_a_word(opened: Opened, site: Path) -> None:
    """No page says anything on the console or asks for what is not there."""
    page = opened((site / "index.html").as_uri())
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.title()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", READ)
def test_axe_finds_nothing_serious(opened: Opened, served: str, name: str, scheme: str) -> None:
    """No serious issue of accessibility, in light and in dark, wide and on a phone."""
    for size in (WIDE, PHONE):  # axe asks for the style sheets, which a page from the disk may not
        page = opened(f"{served}/{name}.html", color_scheme=scheme, viewport=size, reduced_motion="reduce")
        found: dict[str, list[dict[str, Any]]] = Axe().run(page).response
        told = [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"] if v["impact"] in SERIOUS]
        assert "color-contrast" in {passed["id"] for passed in found["passes"]}
        assert told == []


@pytest.mark.parametrize("name", READ)
def test_a_phone_needs_no_sideways_scrolling(opened: Opened, site: Path, name: str) -> None:
    """At 360 pixels no page is wider than the screen."""
    page = opened((site / f"{name}.html").as_uri(), viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize(("choice", "lang"), [("en", "en"), ("el", "el"), ("zh", "zh-Hans")])
def test_the_glossary_can_be_read_in_one_language(opened: Opened, site: Path, choice: str, lang: str) -> None:
    """The switch leaves the sentences of one language; by keyboard too, for it is made of radio buttons."""
    page = opened((site / "glossary.html").as_uri(), viewport=WIDE)
    assert page.locator(".meaning:visible").count() == page.locator(".meaning").count() > 100
    page.locator(f".languages [value={choice}]").check()
    shown = {part.get_attribute("lang") for part in page.locator(".meaning:visible").all()}
    assert shown == {lang}


def test_letters_are_those_of_the_reader(opened: Opened, site: Path) -> None:
    """Greek and both scripts of Chinese have fonts of their own before the general ones."""
    page = opened((site / "glossary.html").as_uri(), viewport=WIDE)
    family = "(e) => getComputedStyle(e).fontFamily"
    assert "PingFang SC" in page.locator("#stance [lang=zh-Hans]").evaluate(family)
    assert "PingFang TC" in page.locator("#stance [lang=zh-Hant]").evaluate(family)
    assert "Noto Sans" in page.locator("#stance [lang=el]").evaluate(family)


def test_the_scheme_can_be_changed(opened: Opened, site: Path) -> None:
    """The reader's choice stands above that of the machine."""
    page = opened((site / "index.html").as_uri(), viewport=WIDE, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(250, 248, 243)"
    page.locator("label[for=__palette_1]:visible").click()
    assert page.evaluate(ground) == "rgb(21, 24, 28)"
