"""What the pages show: a queue with filters and counts, comments with reasons, threads, clusters, history, status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from agorascope.moderation.desk import Desk
from agorascope.records import Article, Reason
from agorascope.settings import Settings
from tests.moderation.making import put as laid
from tests.moderation.making import thread_of
from tests.moderation.review.making import OFFER, Listening, comment, filled, hostile, long_queue, put, spam
from tests.moderation.review.visiting import Visitor, visited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = "//li[contains(@class, 'entry')]"


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    """Visit a desk on which eight comments wait."""
    with visited(filled(tmp_path / "desk.db")) as visiting:
        yield visiting


def test_the_queue_shows_the_surest_first(visitor: Visitor) -> None:
    """Each comment has its author, time, title, how sure we are of what, who flagged it, and why."""
    page = visitor.get("/")
    assert page.one("//h1") == "Waiting 8"
    assert page.all(f"{ENTRY}//p[@class='flagged']/span[1]") == [
        "Re-post 99%", "Spam 97%", "Spam 96%", "Spam 95%", "Spam 93%", "Re-post 91%", "Spam 62%", "Spam 55%",
    ]  # fmt: skip
    assert page.all(f"{ENTRY}[2]//p[@class='head']/*") == [
        "Health4U",
        "November 29, 2026, 17:15",
        "What the club does with its fees",
    ]
    assert page.all(f"{ENTRY}[2]//ul[@class='reasons']/li") == ["Advertising Cheap pills", "Link http://pills.example"]
    assert page.all(f"{ENTRY}[2]//span[@class='offending']") == ["Cheap pills", "http://pills.example"]


def test_who_flagged_a_comment_is_never_silent(visitor: Visitor) -> None:
    """The general model, the site's own layer with what the general model said, a moderator, the comparison."""
    page = visitor.get("/")
    told = page.all("//span[@class='layer']")
    assert told[0] == "Flagged by: comparison with other comments"
    assert told[1] == "Flagged by: general model"
    assert told[6] == "Flagged by: this site's own layer (the general model alone: 41%)"
    assert told[7] == "Flagged by: a moderator's decision"
    assert page.all(f"{ENTRY}[8]//ul[@class='reasons']/li") == [
        "Marked as spam before Ελένη, November 20, 2026, 09:00 UTC"
    ]


def test_addresses_are_text_behind_their_words(visitor: Visitor) -> None:
    """A link's address stands behind its words, the author's behind the name; nothing in a comment can be clicked."""
    page = visitor.get("/")
    entry = f"{ENTRY}[5]"
    assert page.all(f"{entry}//bdi[@class='address']") == [
        "https://rita-deals.example",
        "https://phish.example/login?to=bank",
    ]
    assert page.all(f"{entry}//span[contains(@class, 'linked')]") == ["Win a free phone"]
    assert page.all(f"{ENTRY}//div[contains(@class, 'text')]//a") == []
    hrefs = page.attributes("//a/@href")
    assert all(href.startswith(("/", "#")) for href in hrefs)


def test_filters_have_counts_and_narrow_the_queue(visitor: Visitor) -> None:
    """Kind, reason, language and state, each with how many wait behind it; they add up, and go one by one."""
    page = visitor.get("/")
    assert page.all("//nav[@id='filters']/section[2]//li") == ["Any", "Spam 6", "Re-post 2"]
    assert page.all("//nav[@id='filters']/section[4]//li") == ["Any", "English 5", "Greek 2", "Chinese 1"]
    page = visitor.follow(page, "//nav[@id='filters']/section[2]//a[contains(., 'Spam')]")
    assert len(page.entries) == 6
    page = visitor.follow(page, "//nav[@id='filters']/section[4]//a[contains(., 'Greek')]")
    assert page.all("//p[@class='chosen']/a/bdi") == ["Spam", "Greek"]
    assert len(page.entries) == 2
    page = visitor.follow(page, "//nav[@id='filters']/section[3]//a[contains(., 'Template praise')]")
    assert page.all(f"{ENTRY}//bdi[@class='who']") == ["Δάνεια Τώρα"]
    page = visitor.follow(page, "//p[@class='chosen']/a[1]")
    assert page.all("//p[@class='chosen']/a/bdi") == ["Template praise", "Greek"]


def test_search_finds_words_and_names(visitor: Visitor) -> None:
    """Words in any case and accents, in the comment or its author's name; what was asked stands in the field."""
    assert visitor.get("/?q=δανεια").all("//bdi[@class='who']") == ["Δάνεια Τώρα"]
    page = visitor.get("/?q=PILLS+prescription&kind=spam")
    assert page.all("//bdi[@class='who']") == ["Health4U"]
    assert page.attributes("//input[@id='search']/@value") == ["PILLS prescription"]
    assert page.attributes("//form[@role='search']/input[@type='hidden']/@value") == ["spam"]
    assert visitor.get("/?q=nowhere").one("//div[@class='empty']").startswith("Nothing matches.")


def test_a_long_queue_comes_in_pages(tmp_path: Path) -> None:
    """Fifty a page, each comment once, in order; the last page says that there is nothing further."""
    with visited(long_queue(tmp_path / "desk.db", 120)) as visitor:
        page, seen = visitor.get("/"), []
        for size in (50, 50, 20):
            assert len(page.entries) == size
            seen += page.entries
            if size == 50:
                page = visitor.follow(page, "//a[@class='further']")
        assert seen == [str(number) for number in range(1, 121)]
        assert page.all("//a[@class='further']") == []
        assert visitor.follow(page, "//a[text()='To the beginning']").entries == seen[:50]


def test_a_long_comment_is_shown_around_its_reasons(visitor: Visitor) -> None:
    """The beginning and what is around the reason, with gaps marked; all of it is folded up beside it."""
    page = visitor.get("/?reason=advertising")
    entry = f"{ENTRY}[.//bdi='Verbose']"
    part = page.one(f"{entry}//div[@class='text part']")
    assert part.startswith("The club, the hall")
    assert "Casino bonus" in part
    assert part.count("…") == 2
    assert len(part) < 1000
    assert len(page.one(f"{entry}//details/div")) > 3000


def test_a_huge_comment_is_never_sent_whole(tmp_path: Path) -> None:
    """Of fifty megabytes a page has some thousand characters: around the reason in the queue, in portions alone."""
    words = "and so on, and on. " * 2_700_000
    at = 30_000_000
    text = f"{words[:at]}Buy pills!{words[at:]}"
    desk = Desk(tmp_path / "desk.db", Settings())
    put(
        desk,
        "t",
        "Title",
        "en",
        [(comment("c1", "Huge", text), spam(0.9, Reason("advertising", "Buy pills!", at, at + 10)))],
    )
    with visited(desk) as visitor:
        page = visitor.get("/")
        assert len(page.answer.content) < 30_000
        assert page.all("//span[@class='offending']") == ["Buy pills!"]
        assert page.one("//p[@class='note cut']").startswith("Shown: ")
        page = visitor.follow(page, "//p[@class='note cut']/a")
        assert len(page.answer.content) < 60_000
        assert "Shown: characters 1 to 20,000 of 51,300,010." in page.one("//p[@class='note cut']")
        page = visitor.follow(page, "//ul[@class='reasons']//a")
        assert page.one("//div[@id='text']").startswith("… Buy pills!")
        assert page.all("//p[@class='note cut']/a") == ["Before", "Further"]


def test_a_comment_stands_in_its_thread(visitor: Visitor) -> None:
    """The comments around it in their depth, itself lit, with those that it answers."""
    page = visitor.get("/comment/3")
    rows = page.attributes("//section[@id='thread']//li[contains(@class, 'c ')]/@class")
    assert rows[:4] == ["c l0", "c l1", "c l2 here", "c l0"]
    assert page.one("//section[@id='thread']//li[@aria-current]//bdi[@class='who']") == "Health4U"


def test_what_a_comment_answers_is_shown_from_far_above(tmp_path: Path) -> None:
    """A parent three hundred comments above is there, with a gap between."""
    desk = Desk(tmp_path / "desk.db", Settings())
    many = [(comment(f"c{at}", f"w{at}", "text"), None) for at in range(300)]
    put(desk, "t", "Title", "en", [*many, (comment("last", "Last", "answer", parent="c2", depth=1), spam(0.9))])
    with visited(desk) as visitor:
        page = visitor.get("/comment/301")
        names = page.all("//section[@id='thread']//*[contains(@class, 'who')]")
        assert names[0] == "w2"
        assert names[-1] == "Last"
        assert len(names) < 20
        assert page.all("//li[@class='left-out']") == ["⋮", "⋮"]


def test_repeats_stand_side_by_side(visitor: Visitor) -> None:
    """What one has and the other has not is marked; a word-for-word copy is said to be one."""
    page = visitor.get("/comment/5")
    assert page.all("//section[@id='repeats']//del") == ["today", "ten"]
    assert page.all("//section[@id='repeats']//ins") == ["tonight", "three"]
    assert page.all("//section[@id='repeats']//p[@class='note']")[0].startswith("Nearly word for word again 91%")
    assert "Word for word the same." in visitor.get("/comment/6").all("//section[@id='repeats']//p[@class='note']")
    page = visitor.get("/cluster/5")
    assert page.one("//h1") == "3 comments say the same"
    assert page.all("//bdi[@class='who']") == ["Rita Deal", "Rita D.", "Rita Deal", "R. Dealer"]


def test_the_status_says_how_the_site_s_layer_stands(tmp_path: Path) -> None:
    """Used, or why not, with what it has seen; and where nobody learns, that."""
    from agorascope.moderation.learning import LayerTold

    for standing, words in (
        ("used", "is used on top of the general model."),
        ("too-few", "there are too few decisions to learn from."),
        ("one-sided", "it needs comments that were approved and comments marked as spam."),
        ("no-better", "it does no better than the general model."),
    ):
        told = LayerTold(standing=standing, decisions=7, spam=5, approved=2, loss_general=0.5, loss_site=0.4)
        with visited(filled(tmp_path / f"{standing}.db"), learner=Listening(told)) as visitor:
            said = visitor.get("/status").one("//p[@class='layer-stands']")
            assert f"{words} It has seen 7 decisions (5 spam, 2 approved)." in said
    with visited(filled(tmp_path / "none.db"), learner=Listening()) as visitor:
        assert "nothing was decided" in visitor.get("/status").one("//p[@class='layer-stands']")
    with visited(filled(tmp_path / "alone.db")) as visitor:
        assert "does not learn" in visitor.get("/status").one("//p[@class='layer-stands']")


def test_decisions_are_taken_away_as_files(visitor: Visitor) -> None:
    """Every format that there is has a link; what comes is a file to keep, with what was decided."""
    from agorascope.moderation.out import FORMATS

    visitor.decide(visitor.get("/"), "3", "spam")
    page = visitor.get("/status")
    assert page.all("//ul[@class='exports']/li") == list(FORMATS)
    for name, form in FORMATS.items():
        answer = visitor.client.get(f"{visitor.base}/export?to={name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(form.media_type)
        assert answer.headers["content-disposition"] == f'attachment; filename="decisions{form.suffix}"'
    lines = visitor.client.get(f"{visitor.base}/export?to=jsonl").text.splitlines()
    assert len(lines) == 1
    assert '"p1"' in lines[0]
    assert visitor.get("/export?to=exe").status == 400


def test_each_site_has_its_own_file(tmp_path: Path) -> None:
    """Where decisions are about two sites, a format of a site is offered for each; without a choice it is refused."""
    desk = filled(tmp_path / "two.db")
    article = Article(title="Elsewhere", url="https://other.example/1")
    other = structs.replace(thread_of(["Another site's comment"], name="9"), article=article)
    desk.decide([3, *laid(desk, other)], "spam", "ann")
    with visited(desk) as visitor:
        offered = visitor.get("/status").all("//ul[@class='exports']/li")
        assert {"jsonl", "wp-cli · news.example", "wp-cli · other.example"} <= set(offered)
        assert visitor.get("/export?to=wp-cli").status == 400
        assert visitor.get("/export?to=wp-cli&site=news.example").status == 200


@pytest.mark.parametrize(
    ("header", "tag", "heading"),
    [
        ("el-GR,el;q=0.9,en;q=0.5", "el", "Σε αναμονή 8"),
        ("zh-CN,zh;q=0.9", "zh-Hans", "待处理 8"),
        ("zh-TW", "zh-Hant", "待處理 8"),
        ("fr, en;q=0.3", "en", "Waiting 8"),
        ("sv", "en", "Waiting 8"),
    ],
)
def test_pages_are_in_the_reader_s_language(tmp_path: Path, header: str, tag: str, heading: str) -> None:
    """What the browser likes, unless a language was given; the switch on the page has the last word."""
    desk = filled(tmp_path / "desk.db")
    with visited(desk, language=header) as visitor:
        page = visitor.get("/")
        assert page.attributes("/html/@lang") == [tag]
        assert page.one("//h1") == heading
        page = visitor.follow(page, "//nav[@class='tongues']/a[@hreflang='el']")
        assert page.url.rstrip("/") == visitor.base
        assert visitor.get("/history").one("//h1") == "Τι αποφασίστηκε"
    with visited(desk, language=header, locale="zh") as visitor:
        assert visitor.get("/").attributes("/html/@lang") == ["zh-Hans"]


def test_the_switch_stays_where_it_was(visitor: Visitor) -> None:
    """Another language is of the same page, filters and all."""
    page = visitor.follow(visitor.get("/?kind=spam&q=pills"), "//nav[@class='tongues']/a[@hreflang='zh-Hant']")
    assert page.url == f"{visitor.base}/?kind=spam&q=pills"
    assert page.attributes("/html/@lang") == ["zh-Hant"]


def test_hostile_texts_are_text(tmp_path: Path) -> None:
    """Whatever strangers wrote makes no element, no attribute and no control character."""
    with visited(hostile(tmp_path / "desk.db")) as visitor:
        number = visitor.get("/").entries[0]
        for path in ("/", f"/comment/{number}", f"/cluster/{number}", "/all", "/history", "/?q=%3Cscript%3E%22"):
            page = visitor.get(path)
            assert page.status == 200
            assert not set("\x00\x07\x1b\u202e\u2066") & set(page.answer.text)
            assert page.all("//iframe|//img|//svg|//textarea|//style|//i|//object|//embed") == []
            assert (
                page.all("//*[contains(@class, 'text')]//*[not(self::span or self::bdi or self::del or self::ins)]")
                == []
            )
            assert page.attributes("//@onclick|//@onerror|//@onload|//@onmouseover") == []
            assert len(page.attributes("//script/@src")) == len(page.all("//script")) == 1
            assert all(href.startswith(("/", "#")) for href in page.attributes("//a/@href"))
            assert "49" not in page.one("//main")


def test_a_text_of_whole_offer_is_not_lit_whole(visitor: Visitor) -> None:
    """A reason that all of a comment shows marks nothing."""
    assert visitor.get("/comment/6").all("//div[@id='text']//span[@class='offending']") == []
    assert visitor.get("/comment/6").one("//div[@id='text']") == OFFER
