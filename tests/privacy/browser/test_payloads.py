"""Whatever strangers write is shown as it was written, and nothing else happens: in every page that we make."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

import pytest
from markdown_it import MarkdownIt
from msgspec import structs

import agorascope as ag
from agorascope.moderation.store.queue import Wanted
from agorascope.pages import Entry, debate_entry, entry, index, render, render_debate
from agorascope.records import Counts, Discussion, StanceCounts
from agorascope.reports import markdown
from agorascope.reports.plain import safe
from tests.moderation.review import making as desks
from tests.pages import making
from tests.privacy.browser.conftest import OURS, Watched
from tests.privacy.payloads import EVERYTHING, MARKUP

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

OPEN_ALL: Final = """() => {
  for (let later; (later = document.querySelector('.later > template')) && later.parentNode.querySelector('.show');)
    later.parentNode.querySelector('.show').click();
  for (const one of document.querySelectorAll('details')) one.open = true;
}"""
ROWS: Final = 12


@pytest.fixture
def worst(monkeypatch: pytest.MonkeyPatch) -> Discussion:
    """Make a discussion in which every text, name, address, label, id and setting is a payload."""
    monkeypatch.setattr(making, "PAYLOADS", EVERYTHING)
    return making.hostile()


def shown(page: Page, text: str, path: Path) -> None:
    """Open a page and everything in it; look at all that is there."""
    path.write_text(text, encoding="utf-8")
    page.goto(path.as_uri())
    page.evaluate(OPEN_ALL)
    assert page.evaluate(OURS) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_a_discussion(watched: Watched, worst: Discussion, tmp_path: Path, scripts: bool) -> None:  # noqa: FBT001
    """Every payload is there to be read, every comment in its place; addresses behind the # do nothing either."""
    page = watched(java_script_enabled=scripts)
    path = tmp_path / "a.html"
    path.write_text(render(worst, "en"), encoding="utf-8")
    page.goto(path.as_uri())
    if not scripts:
        assert page.evaluate(OURS) == []
        return
    page.evaluate(OPEN_ALL)
    assert page.evaluate(OURS) == []
    assert page.locator("[id^='comment-']").count() >= len(worst.comments)
    assert page.locator("main#main").count() == 1
    words = page.locator("body").text_content() or ""
    flat = " ".join(words.split())
    missing = [one for one in EVERYTHING if " ".join(safe(one).split()) not in flat]
    assert missing == []
    for spot in ("<img src=x onerror=window.__pwned=1>", "%", "comment-1.0-9", "javascript:1", "__proto__", "%E0%A4"):
        page.evaluate("(spot) => { location.hash = spot; }", spot)
        page.wait_for_timeout(20)


def test_a_debate(watched: Watched, worst: Discussion, tmp_path: Path) -> None:
    """The page of several discussions."""
    shown(watched(), render_debate(making.debate(worst, worst), "en", {}), tmp_path / "debate.html")


def test_an_index(watched: Watched, worst: Discussion, tmp_path: Path) -> None:
    """The page that leads to the others, and its search."""
    entries = [entry(worst, "a.html")]
    entries += [
        Entry(href=f"{at}.html", title=one, language=one, tag="", counts=Counts(1, 0, 0, 1),
              stance=StanceCounts(1), controversy=0.0)
        for at, one in enumerate(EVERYTHING)
    ]  # fmt: skip
    page = watched()
    shown(page, index(entries, "en", [debate_entry(making.debate(worst), "d.html")]), tmp_path / "index.html")
    assert page.locator("a[href='3.html']").count() == 1
    for field in page.locator("input[type=search], input[type=text]").all():
        for one in MARKUP[::6]:
            field.fill(one.replace("\n", " "))
    assert page.evaluate(OURS) == []


def test_a_report_in_markdown(watched: Watched, worst: Discussion, tmp_path: Path) -> None:
    """Rendered as CommonMark with all HTML let through, as some sites do: no element, address or picture of theirs."""
    told = markdown.render([_whole(worst)], "en", [making.debate(worst, worst)])
    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(told)
    page = watched()
    shown(page, f"<!doctype html><meta charset=utf-8><title>x</title><body>{made}", tmp_path / "md.html")
    assert page.locator("img, svg, style, script, form, input, details, iframe").count() == 0
    addresses = page.evaluate("() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    assert [one for one in addresses if "evil" in one or not one.startswith("#")] == []


def _whole(worst: Discussion) -> Discussion:
    """Leave out references to comments that are not there: the pipeline makes none, and Markdown knows no such."""
    first, summary, whole = worst.comments[0].id, worst.summary, worst.summary.whole
    assert whole.turn is not None
    between = tuple(structs.replace(one, comments=one.comments[:1]) for one in whole.between)
    abstract = tuple(structs.replace(one, comments=(first,)) for one in summary.abstract)
    kept = structs.replace(whole, between=between, turn=structs.replace(whole.turn, comment=first))
    people = tuple(structs.replace(one, comments=(first,)) for one in worst.people)
    return structs.replace(worst, people=people, summary=structs.replace(summary, abstract=abstract, whole=kept))


def test_a_notebook(watched: Watched, tmp_path: Path) -> None:
    """Results as a notebook shows them, put into a page that forbids nothing."""
    rows = [{"id": one, "author": one, "text": f"{one} I disagree, a club is a tax."} for one in EVERYTHING[::4]]
    made = ag.thread(rows, f"A paid club beats a discount. {EVERYTHING[0]}", title=EVERYTHING[7], name=EVERYTHING[9])
    told = ag.analyze(made)
    failed = [ag.ReadError(one, one, one) for one in EVERYTHING[1::9]]
    results: list[Any] = [
        told, ag.Discussions([told], failed), ag.debate(told, told, ui="en"), ag.duplicates(rows), ag.flag(made),
        ag.label("language", [*rows, None], target=EVERYTHING[20]),
    ]  # fmt: skip
    body = "".join(one._repr_html_() for one in results)
    text = f"<!doctype html><meta charset=utf-8><title>x</title><body>{body}"
    path = tmp_path / "n.html"
    path.write_text(text, encoding="utf-8")
    page = watched()
    page.goto(path.as_uri())
    assert [one for one in page.evaluate(OURS) if not one.startswith("twice")] == []


def test_the_review_page(watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Queue, comments, clusters, search, filters, history, and addresses that there are not."""
    readable = tuple(one.encode("utf-8", "replace").decode() for one in MARKUP)  # readers let no half character pass
    monkeypatch.setattr(desks, "PAYLOADS", readable)
    desk = desks.hostile(tmp_path / "desk.db")
    numbers = [seen.number for seen in desk.page(Wanted())]
    with desks.served(desk, who=readable[16]) as url:
        base = url.partition("/?")[0]
        page = watched(base, expected="the server responded with a status of 4")
        page.goto(url)
        assert page.evaluate(OURS) == []
        assert page.locator(".entry").count() >= ROWS
        page.keyboard.press("s")
        page.locator(".said").wait_for()
        ways = [f"/comment/{number}" for number in numbers[2:8]] + [f"/cluster/{numbers[0]}", "/history", "/status"]
        ways += [f"/?{urlencode({name: one})}" for name in ("q", "kind", "reason", "language", "state", "about")
                 for one in readable[:: 5 if name == "q" else 23]]  # fmt: skip
        ways += [f"/{quote(one)}" for one in readable[::20]] + [
            f"/comment/{quote(MARKUP[0])}",
            f"/all?q={quote(MARKUP[1])}",
        ]
        for way in ways:
            page.goto(f"{base}{way}")
            assert page.evaluate(OURS) == [], html.unescape(way)
