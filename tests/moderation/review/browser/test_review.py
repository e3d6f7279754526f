"""Moderating as people do it: by keys, by mouse, by thumb, without scripts, two at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from tests.moderation.review.browser.conftest import Opened
from tests.moderation.review.making import filled, hostile, long_queue

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from agorascope.moderation.desk import Desk

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
LOOKS: dict[str, dict[str, Any]] = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": PHONE}
SERIOUS = {"serious", "critical"}
KEY = "(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', {...key, bubbles: true}))"
NOW = ".entry.now"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make a desk on which eight comments wait."""
    return filled(tmp_path / "desk.db")


def base(page: Page) -> str:
    """Give the address of the server."""
    return str(page.evaluate("location.origin"))


def who(page: Page) -> str:
    """Name the author of the current comment."""
    return page.locator(f"{NOW} .who").inner_text()


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


def said(page: Page, words: str) -> None:
    """Wait until the page says so."""
    expect(page.locator(".said")).to_have_text(words)


def test_the_whole_way(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    """By the printed address, a filter, keys, undo, a whole cluster, search, history, to the file of decisions."""
    page = opened(desk)
    assert page.url == f"{base(page)}/"
    page.locator(".filters").get_by_role("link", name="Spam 6").click()
    expect(page.locator("h1")).to_have_text("Waiting 6")
    assert who(page) == "Health4U"
    press(page, "s")
    said(page, "Marked as spam: 1 comment.")
    assert who(page) == "优惠君"
    press(page, "a", "n")
    said(page, "Marked as not sure: 1 comment.")
    assert [one.verdict for one in desk.standing()] == ["spam", "approve", "unsure"]
    press(page, "z")
    said(page, "Taken back: 1 comment.")
    assert who(page) == "Δάνεια Τώρα"
    press(page, "j")
    assert who(page) == "Rita Deal"
    press(page, "c")
    expect(page.locator("h1")).to_have_text("3 comments say the same")
    press(page, "d")
    expect(page.locator("button:focus")).to_have_text("Re-post: all 3 d")
    assert desk.counts().verdicts == {"approve": 1, "spam": 1}
    press(page, "Enter")
    said(page, "Marked as re-posts: 3 comments.")
    press(page, "z")
    said(page, "Taken back: 3 comments.")
    press(page, "/")
    page.keyboard.type("casino")
    press(page, "Enter")
    expect(page.locator(".entry")).to_have_count(1)
    assert who(page) == "Verbose"
    page.get_by_role("link", name="History").click()
    page.locator(".batches button", has_text="spam").click()
    said(page, "Taken back: 1 comment.")
    page.get_by_role("link", name="Status").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="jsonl").click()
    waiting.value.save_as(tmp_path / "decisions.jsonl")
    lines = (tmp_path / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(desk.standing()) == 1
    assert '"verdict":"approve"' in lines[0]


def test_decided_comments_fold_up_and_come_back(opened: Opened, desk: Desk) -> None:
    """What was decided stays in sight with its verdict; the numbers of the page follow; undo puts it back in place."""
    page = opened(desk)
    press(page, "s")
    expect(page.locator(".entry.done .outcome")).to_have_text("Spam")
    expect(page.locator("#waiting")).to_have_text("7")
    expect(page.locator("#total")).to_have_text("7")
    expect(page.locator(".filters section").nth(1)).to_contain_text("Re-post 1")
    expect(page.locator(".entry.done .body")).to_be_hidden()
    assert page.evaluate("document.activeElement === document.querySelector('.entry.now')")
    press(page, "z")
    expect(page.locator(".entry.done")).to_have_count(0)
    expect(page.locator("#total")).to_have_text("8")
    assert who(page) == "Rita D."
    press(page, "z")
    said(page, "Nothing to take back in this window: the history has everything.")


def test_buttons_do_what_keys_do(opened: Opened, desk: Desk) -> None:
    """A click decides about its own comment, wherever the current one is; Undo is a button too."""
    page = opened(desk)
    page.locator("#c4 button.spam").click()
    said(page, "Marked as spam: 1 comment.")
    assert [one.id for one in desk.standing()] == ["o1"]
    page.get_by_role("button", name="Undo").click()
    said(page, "Taken back: 1 comment.")
    assert desk.standing() == []


def test_a_page_that_is_done_gives_way_to_the_next(opened: Opened, tmp_path: Path) -> None:
    """After the last of fifty the next fifty come, with the way back to the one decided last."""
    desk = long_queue(tmp_path / "desk.db", 60)
    page = opened(desk)
    press(page, *"s" * 50)
    expect(page.locator(".entry")).to_have_count(10)
    said(page, "Marked as spam: 1 comment.")
    assert who(page) == "Writer 50"
    assert desk.counts().verdicts == {"spam": 50}
    press(page, "z")
    expect(page.locator(".entry")).to_have_count(11)
    said(page, "Taken back: 1 comment.")
    assert who(page) == "Writer 49"
    press(page, "z")
    expect(page.locator(".entry")).to_have_count(12)
    assert who(page) == "Writer 48"
    assert desk.counts().verdicts == {"spam": 48}


def test_keys_do_nothing_while_one_types(opened: Opened, desk: Desk) -> None:
    """In a field, with Ctrl, Alt or Meta, held down, under the list of keys, or switched off."""
    page = opened(desk)
    page.locator("#search").click()
    page.keyboard.type("sadnzcxjk?")
    assert page.locator("#search").input_value() == "sadnzcxjk?"
    assert not page.locator("dialog").is_visible()
    page.locator("h1").click()
    press(page, "Control+s", "Alt+s", "Meta+a", "Shift+D")
    press(page, "?", "s")
    expect(page.locator("dialog")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert page.url == f"{base(page)}/"
    page.locator("h1").click()
    page.evaluate(KEY, {"key": "s", "code": "KeyS", "repeat": True})
    press(page, "?")
    page.get_by_label("Keys are on").uncheck()
    press(page, "Escape", "s", "j")
    assert who(page) == "Rita D."
    page.reload()
    press(page, "s")
    expect(page.locator(".entry.done")).to_have_count(0)
    assert desk.standing() == []
    assert [batch.number for batch in desk.batches()] == []


def test_letters_of_other_alphabets_count_by_their_place(opened: Opened, desk: Desk) -> None:
    """On a Greek keyboard the key of s is that of σ."""
    page = opened(desk)
    page.evaluate(KEY, {"key": "σ", "code": "KeyS"})
    said(page, "Marked as spam: 1 comment.")


def test_ticks_are_decided_together(opened: Opened, desk: Desk) -> None:
    """With some ticked a key is about those; Esc takes the ticks away; Enter on a tick decides nothing."""
    page = opened(desk)
    expect(page.locator(".many")).to_be_hidden()
    press(page, "x", "j", "j", "x")
    expect(page.locator(".many")).to_be_visible()
    expect(page.locator("#ticked")).to_have_text("2")
    press(page, "Escape")
    expect(page.locator(".many")).to_be_hidden()
    page.locator("#c4 .tick").check()
    page.locator("#c5 .tick").check()
    page.locator("#c5 .tick").press("Enter")
    assert desk.standing() == []
    press(page, "d")
    said(page, "Marked as re-posts: 2 comments.")
    assert [one.id for one in desk.standing()] == ["o1", "o2"]
    page.locator("#c3 .tick").check()
    page.locator(".many button.spam").click()
    said(page, "Marked as spam: 1 comment.")


def test_moving_and_opening(opened: Opened, desk: Desk) -> None:
    """The keys j and k, arrows, e, o and Enter, and Esc back to the comment that was left."""
    page = opened(desk)
    root = base(page)
    press(page, "j", "ArrowDown", "k")
    assert who(page) == "Health4U"
    press(page, "Enter")
    expect(page.locator("#thread .here .who")).to_have_text("Health4U")
    press(page, "Escape")
    page.wait_for_url(f"{root}/#c3")
    assert who(page) == "Health4U"
    press(page, "j", "j", "j", "j", "j")
    assert who(page) == "Verbose"
    press(page, "e")
    expect(page.locator(f"{NOW} details .text")).to_be_visible()
    expect(page.locator(f"{NOW} .part")).to_be_hidden()
    press(page, "o")
    expect(page.locator("article .who")).to_have_text("Verbose")
    press(page, "j")
    expect(page.locator("article .who")).to_have_text("Πέτρος")
    press(page, "s")
    said(page, "Marked as spam: 1 comment.")
    expect(page.locator(".entry")).to_have_count(7)


def test_alone_one_decision_leads_to_the_next(opened: Opened, desk: Desk) -> None:
    """On a comment's own page keys decide too; the next one comes; undo leads back."""
    page = opened(desk)
    page.goto(f"{base(page)}/comment/3?kind=spam")
    press(page, "s")
    expect(page.locator("article .who")).to_have_text("优惠君")
    said(page, "Marked as spam: 1 comment.")
    press(page, "a")
    expect(page.locator("article .who")).to_have_text("Δάνεια Τώρα")
    press(page, "z")
    expect(page.locator("article .who")).to_have_text("优惠君")
    said(page, "Taken back: 1 comment.")
    press(page, "z")
    expect(page.locator("article .who")).to_have_text("Health4U")
    assert desk.standing() == []


def test_what_somebody_else_decided_is_shown(opened: Opened, desk: Desk) -> None:
    """A late decision changes nothing and says so; the comment shows the verdict that stands."""
    page = opened(desk)
    desk.decide([6], "approve", "bob")
    press(page, "s")
    expect(page.locator(".said")).to_contain_text("1 comment was left as it is: somebody decided about it meanwhile")
    expect(page.locator("#c6 .outcome")).to_have_text("approved")
    expect(page.locator(".undo")).to_be_hidden()
    assert [(one.who, one.verdict) for one in desk.standing()] == [("bob", "approve")]


def test_a_decision_that_does_not_arrive_is_taken_from_the_page(opened: Opened, desk: Desk) -> None:
    """Without the server the comment comes back, and the page says that nothing was changed."""
    page = opened(desk, expected="Failed to load resource")
    page.route("**/decide*", lambda route: route.abort())
    press(page, "s")
    expect(page.locator(".said")).to_contain_text("This did not reach the desk, and nothing was changed.")
    expect(page.locator(".entry.done")).to_have_count(0)
    assert who(page) == "Rita D."
    page.unroute("**/decide*")
    page.context.clear_cookies()
    press(page, "s")
    expect(page.locator(".entry.done")).to_have_count(0)
    assert desk.standing() == []


def test_everything_that_matches(opened: Opened, desk: Desk) -> None:
    """A page asks with the number; a key alone decides nothing there."""
    page = opened(desk)
    page.goto(f"{base(page)}/?language=el")
    page.get_by_role("link", name="Decide about everything that matches").click()
    expect(page.locator(".standfirst")).to_have_text("2 comments: waiting and Greek")
    press(page, "s")
    assert desk.standing() == []
    press(page, "Enter")
    said(page, "Marked as spam: 2 comments.")
    assert {one.verdict for one in desk.standing()} == {"spam"}


def test_keys_pressed_at_once_lose_nothing(opened: Opened, desk: Desk) -> None:
    """Two decisions, one taken back and the next page, faster than the server: what was decided is decided."""
    page = opened(desk)
    press(page, "s", "a", "z", "o")
    expect(page.locator("#thread")).to_be_visible()
    assert [one.verdict for one in desk.standing()] == ["spam"]
    assert [batch.undone_by is not None for batch in desk.batches()] == [True, False]


def test_hostile_texts_run_nothing(opened: Opened, tmp_path: Path) -> None:
    """Every page of a desk full of attacks, with every part opened and every key pressed."""
    page = opened(hostile(tmp_path / "desk.db"))
    for path in (
        "/",
        "/comment/1",
        "/comment/2?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/cluster/1",
        "/all",
        "/status",
    ):
        page.goto(base(page) + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.locator("iframe, img, object, embed, svg").count() == 0
        assert page.evaluate("document.scripts.length") == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(base(page))
    press(page, "j", "e", "x", "s", "j", "a", "z", "o")
    expect(page.locator("#thread")).to_be_visible()
    page.goto(f"{base(page)}/history")
    expect(page.locator(".batches > li")).to_have_count(2)


def test_without_scripts_everything_is_done_by_forms(opened: Opened, desk: Desk) -> None:
    """Decide, take back, tick, a cluster, everything, search, another language, the history."""
    page = opened(desk, java_script_enabled=False)
    assert not page.locator(".help").is_visible()
    page.locator("#c3 button.spam").click()
    said(page, "Marked as spam: 1 comment.")
    page.locator(".undo button").click()
    said(page, "Taken back: 1 comment.")
    page.locator("#c3 .tick").check()
    page.locator("#c4 .tick").check()
    page.locator(".many button.unsure").click()
    said(page, "Marked as not sure: 2 comments.")
    page.locator("#c6 .alike").click()
    page.locator("[data-many] button.duplicate").click()
    said(page, "Marked as re-posts: 2 comments.")
    page.locator("a.all").click()
    page.locator("[data-many] button.approve").click()
    said(page, "Approved: 4 comments.")
    expect(page.locator(".empty")).to_contain_text("Nothing waits.")
    page.get_by_role("link", name="History").click()
    expect(page.locator(".batches > li")).to_have_count(4)
    page.locator(".batches button").first.click()
    said(page, "Taken back: 4 comments.")
    page.get_by_role("link", name="Queue").click()
    page.locator("#search").fill("δάνεια")
    page.locator(".find button").click()
    expect(page.locator(".entry")).to_have_count(1)
    page.locator(".entry .tick").press("Enter")
    assert desk.counts().verdicts == {"unsure": 2, "duplicate": 2}
    page.locator(".entry a.title").click()
    page.locator("article button.spam").click()
    page.get_by_role("link", name="Ελληνικά").click()
    expect(page.locator("html")).to_have_attribute("lang", "el")


def test_a_phone_has_thumbs_and_no_keys(opened: Opened, desk: Desk) -> None:
    """Nothing is wider than the screen; buttons are high enough; filters cover the screen and go away again."""
    page = opened(desk, **PHONE)
    for path in ("/", "/comment/4", "/cluster/4", "/all", "/history", "/status"):
        page.goto(base(page) + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(base(page))
    assert page.locator(".filters").is_hidden()
    page.get_by_role("link", name="Filters").tap()
    page.get_by_role("link", name="Greek 2").tap()
    expect(page.locator(".entry")).to_have_count(2)
    heights = page.locator(f"{NOW} .acts button").evaluate_all("(all) => all.map((one) => one.offsetHeight)")
    assert min(heights) >= 44
    page.locator(f"{NOW} button.spam").tap()
    said(page, "Marked as spam: 1 comment.")
    assert page.locator(".undo kbd").is_hidden()


@pytest.mark.parametrize("look", list(LOOKS))
@pytest.mark.parametrize("language", ["en-GB", "el-GR", "zh-CN", "zh-TW"])
def test_nothing_stands_in_anybody_s_way(opened: Opened, desk: Desk, look: str, language: str) -> None:
    """Nothing serious is on any page, in any language, in the light, in the dark, on a phone."""
    desk.decide([4], "spam", "bob")
    desk.undo("bob")
    desk.decide([5], "spam", "bob")
    page = opened(desk, locale=language, expected="404", **LOOKS[look])
    for path in (
        "/?kind=spam",
        "/comment/4?about=2",
        "/cluster/4",
        "/all?kind=spam",
        "/history",
        "/status",
        "/comment/99",
    ):
        page.goto(base(page) + path)
        if path == "/?kind=spam" and look != "phone":
            press(page, "x", "?")
            assert page.locator("dialog").is_visible()
            _axe(page)
            press(page, "Escape", "Escape", "s", "j")
            expect(page.locator(".entry.done:not(.waiting)")).to_have_count(1)
        _axe(page)


def _axe(page: Page) -> None:
    found = Axe().run(page)
    serious = [one for one in found.response["violations"] if one["impact"] in SERIOUS]
    assert [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in serious] == []


def test_a_hundred_thousand_wait(opened: Opened, tmp_path: Path) -> None:
    """The page has fifty of them; it is searched, read on and decided like any other."""
    desk = long_queue(tmp_path / "desk.db", 100_000)
    page = opened(desk)
    expect(page.locator("h1")).to_have_text("Waiting 100,000")
    expect(page.locator(".entry")).to_have_count(50)
    press(page, "s", "a")
    expect(page.locator("#waiting")).to_have_text("99,998")
    page.locator(".further").click()
    assert who(page) == "Writer 50"
    press(page, "/")
    page.keyboard.type("writer 77777")
    press(page, "Enter")
    expect(page.locator(".entry")).to_have_count(1)
    page.goto(f"{base(page)}/all")
    expect(page.locator(".standfirst")).to_contain_text("99,998 comments")
    page.get_by_role("button", name="Not sure: all 99,998").click()
    said(page, "Marked as not sure: 99,998 comments.")
    page.get_by_role("button", name="Undo").click()
    said(page, "Taken back: 99,998 comments.")
    assert desk.counts().open == 99_998
