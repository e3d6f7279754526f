"""Reports as people use them: clicking, typing, on a phone, with other senses, in print."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from agorascope.pages import debate_entry, entry, hrefs, index, render, render_debate
from tests.pages.browser.conftest import PATIENCE, Opened
from tests.pages.making import WORDS, debate, full, hostile, long

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIT = "[...document.querySelectorAll('.lit')].map((e) => e.textContent).join('')"
IN_VIEW = """(e) => { const r = e.getBoundingClientRect();
 return r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth; }"""
PHONE = {"width": 360, "height": 740}
SERIOUS = {"serious", "critical"}


def until(page: Page, expression: str, arg: Any = None) -> None:
    """Wait until an expression is true; asked from outside, for the page's own policy forbids to evaluate in it."""
    for _ in range(PATIENCE // 50):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def in_view(page: Page, selector: str) -> bool:
    """Tell whether an element is seen without scrolling, once the page is at rest."""
    until(page, f"(s) => ({IN_VIEW})(document.querySelector(s))", arg=selector)
    return bool(page.eval_on_selector(selector, IN_VIEW))


@pytest.mark.parametrize("code", ["en", "el", "zh"])
def test_a_quote_lands_on_its_comment(opened: Opened, code: str) -> None:
    """A click on a quote shows its comment, with the quoted words lit up and nothing else, and the way back."""
    page = opened(render(full(code), code))
    point = page.locator(".column.against .point").first
    point.locator("summary").click()
    link = point.locator("details blockquote .ref").first
    assert link.inner_text() == "#2"
    link.click()
    assert in_view(page, "#comment-2")
    assert in_view(page, "#comment-2 .lit")
    assert page.evaluate(LIT) == WORDS[code][1]
    assert page.evaluate("document.activeElement.id") == "comment-2"
    page.locator(".back").click()
    until(page, "location.hash === ''")
    assert in_view(page, ".column.against .point blockquote")


def test_everything_works_by_keyboard(opened: Opened) -> None:
    """From the top of the page: skip link, contents, a point's quotes, a quote; focus is seen and goes along."""
    page = opened(render(full(), "en"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert in_view(page, ".skip")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'main'")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.closest('.point details') && document.activeElement.tagName")
        )
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if reached[-1] == "SUMMARY":
            page.keyboard.press("Enter")
        if reached[-1] == "A":
            break
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'comment-2'")
    assert page.evaluate(LIT) == WORDS["en"][1]


def test_an_address_leads_to_the_words(opened: Opened) -> None:
    """A page opened at the address of a quote, or of an article's claim in a closed part, shows it lit up."""
    page = opened(render(full(), "en"), "#comment-2.28-57")
    assert in_view(page, "#comment-2 .lit")
    assert page.evaluate(LIT) == WORDS["en"][1]
    page = opened(render(full(), "en"), "#article.20-43")
    assert in_view(page, "#article .lit")
    assert page.evaluate(LIT) == "Ann says fees are fair."


def test_a_long_thread_is_rendered_where_it_is_asked_for(opened: Opened) -> None:
    """Of 5,000 comments a few hundred are rendered; a link into the rest renders its portion, and lands there."""
    page = opened(render(long(5000), "en"))
    shown = page.locator(".c").count()
    assert 200 <= shown < 300
    page.locator(".column.against .others > summary").click()
    page.locator('.column.against .point .by .ref[href^="#comment-4876"]').click()
    assert in_view(page, "#comment-4876 .lit")
    assert page.evaluate(LIT) == "this matters"
    assert page.locator(".c").count() < shown + 1200
    page = opened(render(long(5000, answers=4999), "en"), "#comment-4000")
    assert in_view(page, "#comment-4000")
    assert page.evaluate("document.querySelector('.here').id") == "comment-4000"


def test_the_next_portion_comes_by_button(opened: Opened) -> None:
    """The button of a portion renders it and puts the focus on its first comment."""
    page = opened(render(long(450, answers=0), "en"))
    page.evaluate("document.querySelector('.later .show').focus({preventScroll: true})")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'comment-201'")
    assert in_view(page, "#comment-201")


def test_the_thread_is_filtered(opened: Opened) -> None:
    """Choosing a side shows its comments of the whole thread and counts them; going to another shows all again."""
    page = opened(render(long(450), "en"))
    page.locator(".filter label", has_text="against").click()
    assert page.locator(".c:visible").count() == 150
    assert page.locator(".filter output").inner_text() == "150 shown"
    page.evaluate("location.hash = '#comment-2'")
    until(page, "document.querySelector('.filter input').checked")
    assert in_view(page, "#comment-2")


def test_without_javascript_everything_is_there(opened: Opened) -> None:
    """Scripts off: an ordinary discussion is all shown, links go to comments, a long one says what lacks."""
    page = opened(render(full(), "en"), java_script_enabled=False)
    assert page.locator(".c").count() == 8
    assert not page.locator(".filter").is_visible()
    page.locator(".column.against .says a").click()
    box = page.locator("#comment-2").bounding_box()
    assert box
    assert 0 <= box["y"] < 720
    page = opened(render(long(450), "en"), java_script_enabled=False)
    assert page.locator("noscript").inner_text().startswith("The first comments are here")


def test_payloads_do_nothing(opened: Opened) -> None:
    """Everything a stranger wrote is text in a real browser: all parts opened, all links of the page's own followed."""
    page = opened(render(hostile(), "en"))
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for link in page.locator("a.ref").all()[:40]:
        link.click()
    assert page.locator("iframe, img, object, embed, script[src]").count() == 0
    assert page.evaluate("document.scripts.length") == 1
    opened(render_debate(debate(hostile()), "en", {}))
    opened(index([entry(hostile(), "a.html")], "en"))


@cache
def pages() -> dict[str, str]:
    """Make a page of each kind and language."""
    made = [full("en"), full("el"), full("zh")]
    told = debate(*made)
    addresses = {name: href for d in made for name, href in hrefs(d, f"{d.id}.html").items()}
    return {
        **{d.id: render(d, code) for d, code in zip(made, ("en", "el", "zh_Hant"), strict=True)},
        "long": render(long(210), "el"),
        "debate": render_debate(told, "en", addresses),
        "index": index([entry(d, f"{d.id}.html") for d in made], "zh", [debate_entry(told, "debate.html")]),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", list(pages()))
def test_axe_finds_nothing_serious(opened: Opened, name: str, scheme: str) -> None:
    """No serious issue of accessibility, everything opened, in light and in dark, wide and on a phone."""
    for size in ({"width": 1200, "height": 900}, PHONE):
        page = opened(pages()[name], color_scheme=scheme, viewport=size, reduced_motion="reduce")
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        found: dict[str, list[dict[str, Any]]] = Axe().run(page).response
        told = [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"] if v["impact"] in SERIOUS]
        assert "color-contrast" in {passed["id"] for passed in found["passes"]}
        assert told == []


@pytest.mark.parametrize("name", list(pages()))
def test_a_phone_needs_no_sideways_scrolling(opened: Opened, name: str) -> None:
    """At 360 pixels no page is wider than the screen, everything opened."""
    page = opened(pages()[name], viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("locale", ["en", "el", "zh"])
@pytest.mark.parametrize("width", [600, 860, 900, 1100])
def test_the_list_of_discussions_fits_every_window(opened: Opened, locale: str, width: int) -> None:
    """Between a phone and a wide screen its columns give way; the words of their heads differ by language."""
    entries = [entry(full(), "a.html"), entry(full("el"), "b.html")]
    page = opened(index(entries, locale), viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_long_words_do_not_widen_a_phone(opened: Opened) -> None:
    """Names, addresses and words without an end are broken."""
    page = opened(render(hostile(), "en").replace("alert(1)", "w" * 500), viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_print_shows_what_is_folded(opened: Opened) -> None:
    """In print there is no navigation, and what is folded on the screen is open."""
    page = opened(render(full(), "en"))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert not page.locator(".contents").is_visible()
    assert not page.locator(".filter").is_visible()
    assert page.locator(".point blockquote").first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0


def test_the_index_sorts_and_finds(opened: Opened) -> None:
    """A column is sorted by click or key, its order told to screen readers; words find rows, Greek without its case."""
    page = opened(index([entry(d, f"{d.id}.html") for d in (full("en"), long(300), full("el"))], "en"))
    column = page.locator("thead th", has_text="Comments")
    column.locator("button").press("Enter")
    assert column.get_attribute("aria-sort") == "descending"
    assert page.locator("tbody tr th").first.inner_text() == "A title"
    column.locator("button").click()
    assert column.get_attribute("aria-sort") == "ascending"
    assert page.locator("tbody tr th").last.inner_text() == "A title"
    page.locator(".find input").fill("ΓΙΑΤΊ")
    assert page.locator("tbody tr:visible").count() == 1
    assert page.locator(".find output").inner_text() == "1 shown"
