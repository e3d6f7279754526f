"""Deciding without a script: one comment, ticked ones, a cluster, everything; taking back; two who decide at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agorascope.moderation.store.queue import Wanted
from tests.moderation.review.making import Listening, filled, long_queue, served
from tests.moderation.review.visiting import SAME, Visitor, visited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agorascope.moderation.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make a desk on which eight comments wait."""
    return filled(tmp_path / "desk.db")


@pytest.fixture
def learner() -> Listening:
    """Listen to decisions."""
    return Listening()


@pytest.fixture
def visitor(desk: Desk, learner: Listening) -> Iterator[Visitor]:
    """Visit the desk."""
    with visited(desk, learner=learner) as visiting:
        yield visiting


def test_a_button_decides_and_the_next_comment_comes(desk: Desk, learner: Listening, visitor: Visitor) -> None:
    """What was done is said, with a way back; the address names the comment after the one decided."""
    page = visitor.decide(visitor.get("/?kind=spam"), "3", "spam")
    assert page.url == f"{visitor.base}/?kind=spam&about=1#c{page.entries[0]}"
    assert page.news == "Marked as spam: 1 comment."
    assert "3" not in page.entries
    [decision] = desk.standing()
    assert (decision.id, decision.verdict, decision.who) == ("p1", "spam", "ann")
    assert learner.heard == 1


def test_undo_takes_back_what_was_just_decided(desk: Desk, learner: Listening, visitor: Visitor) -> None:
    """The comment waits again, and the page says so; loading the page again takes nothing else back."""
    page = visitor.decide(visitor.get("/"), "3", "approve")
    page = visitor.send(page, "//form[@class='undo']", ("batch", "1"))
    assert page.news == "Taken back: 1 comment."
    assert page.url.endswith("#c3")
    assert "3" in page.entries
    assert page.all("//form[@class='undo'][not(@hidden)]") == []
    assert (desk.standing(), learner.heard) == ([], 2)


def test_ticked_comments_are_decided_at_once(desk: Desk, visitor: Visitor) -> None:
    """One batch, taken back at once."""
    page = visitor.get("/")
    page = visitor.send(page, "//form[@id='decide']", ("many", "unsure"), tuple(page.entries[:3]))
    assert page.news == "Marked as not sure: 3 comments."
    assert [batch.comments for batch in desk.batches()] == [3]
    visitor.send(page, "//form[@class='undo']", ("batch", "1"))
    assert desk.counts().open == 8


def test_nothing_ticked_is_told(visitor: Visitor) -> None:
    """A form without a comment asks for nothing."""
    assert visitor.send(visitor.get("/"), "//form[@id='decide']", ("many", "spam")).status == 400


def test_a_cluster_is_decided_whole(desk: Desk, visitor: Visitor) -> None:
    """Its page says how many wait, and decides about those; the way leads back to the queue that it came from."""
    visitor.decide(visitor.get("/"), "5", "approve")
    page = visitor.get("/cluster/6?kind=duplicate")
    assert page.one("//p[@class='standfirst']") == "2 of them wait for a decision."
    assert "Spam: all 2 s" in page.all("//form[@data-many]//button")
    page = visitor.send(page, "//form[@data-many]", ("verdict", "spam"))
    assert page.news == "Marked as spam: 2 comments."
    assert page.url == f"{visitor.base}/?kind=duplicate&about=2"
    assert {decision.id: decision.verdict for decision in desk.standing()} == {
        "o1": "spam",
        "o2": "approve",
        "o3": "spam",
    }


def test_everything_that_matches_is_confirmed_with_its_number(desk: Desk, visitor: Visitor) -> None:
    """The page before says what matches and how many; then all of it is decided, and taken back as one."""
    page = visitor.follow(visitor.get("/?kind=spam&language=en"), "//a[@class='all']")
    assert page.one("//p[@class='standfirst']") == "3 comments: waiting, spam, and English"
    page = visitor.send(page, "//form[@data-many]", ("verdict", "approve"))
    assert page.news == "Approved: 3 comments."
    assert desk.counts().verdicts == {"approve": 3}
    visitor.send(page, "//form[@class='undo']", ("batch", "1"))
    assert desk.counts().open == 8


def test_more_than_was_confirmed_is_asked_again(tmp_path: Path) -> None:
    """Where more matches by now, nothing is decided and the page says so; where less does, what is left is."""
    desk = long_queue(tmp_path / "desk.db", 10)
    with visited(desk) as visitor:
        desk.decide([1, 2, 3], "spam", "bob")
        page = visitor.get("/all?q=offer")
        desk.undo("bob")
        again = visitor.send(page, "//form[@data-many]", ("verdict", "spam"))
        assert again.one("//p[@role='alert']").startswith("Meanwhile more comments match")
        assert desk.standing() == []
        desk.decide([4], "approve", "bob")
        assert visitor.send(again, "//form[@data-many]", ("verdict", "spam")).news == "Marked as spam: 9 comments."
        assert [decision.verdict for decision in desk.standing()].count("approve") == 1


def test_what_somebody_else_decided_is_told_and_kept(desk: Desk, visitor: Visitor) -> None:
    """A page that was loaded before: of what was decided meanwhile nothing is changed, the rest is decided."""
    page = visitor.get("/")
    desk.decide([3], "approve", "bob")
    late = visitor.decide(page, "3", "spam")
    assert late.news.startswith("1 comment was left as it is: somebody decided about it meanwhile")
    assert [(decision.who, decision.verdict) for decision in desk.standing()] == [("bob", "approve")]
    late = visitor.send(page, "//form[@id='decide']", ("many", "spam"), ("3", "4"))
    assert late.news.startswith("Marked as spam: 1 comment. 1 comment was left as it is")
    assert [decision.id for decision in desk.standing()] == ["p1", "o1"]


def test_words_that_changed_meanwhile_are_not_decided_about(tmp_path: Path) -> None:
    """The form names the words that were shown: of others nothing was seen."""
    desk = long_queue(tmp_path / "desk.db", 3)
    with visited(desk) as visitor:
        page = visitor.get("/")
        with desk.writing() as connection:
            connection.execute("UPDATE comment SET digest = ? WHERE number = 2", (bytes(16),))
        page = visitor.send(page, "//form[@id='decide']", ("many", "spam"), ("1", "2"))
        assert page.news.startswith("Marked as spam: 1 comment. 1 comment was left as it is")


def test_a_comment_decided_alone_leads_to_the_next(visitor: Visitor) -> None:
    """On its own page: the next of the queue that it was opened from comes, alone as well; undo comes back to it."""
    page = visitor.get("/comment/3?kind=spam")
    [value] = page.attributes("//form[@class='acts']/button[@data-verdict='spam']/@value")
    page = visitor.send(page, "//form[@class='acts']", ("decide", value))
    assert page.url.startswith(f"{visitor.base}/comment/")
    assert page.one("//article//bdi[@class='who']") == "优惠君"
    assert page.news == "Marked as spam: 1 comment."
    page = visitor.send(page, "//form[@class='undo']", ("batch", "1"))
    assert page.url == f"{visitor.base}/comment/3?kind=spam&about=1"
    assert page.all("//section[@id='history']//li")[0].startswith(
        "Spam ann November 30, 2026, 10:00 UTC taken back by ann"
    )


def test_a_comment_decided_meanwhile_stays_on_its_page(desk: Desk, visitor: Visitor) -> None:
    """Whoever decides late sees what was decided, and may then decide otherwise."""
    page = visitor.get("/comment/3")
    [value] = page.attributes("//form[@class='acts']/button[@data-verdict='spam']/@value")
    desk.decide([3], "approve", "bob")
    page = visitor.send(page, "//form[@class='acts']", ("decide", value))
    assert page.url == f"{visitor.base}/comment/3?left=1"
    assert page.one("//article//p[@class='mark']") == "Approved"
    visitor.send(page, "//form[@class='acts']", ("decide", value))
    assert [(decision.who, decision.verdict) for decision in desk.standing()] == [("ann", "spam")]


def test_comments_that_nobody_flagged_can_be_decided_about(desk: Desk, visitor: Visitor) -> None:
    """Spam that was overlooked is marked from the thread that it stands in."""
    page = visitor.get("/comment/2")
    [value] = page.attributes("//form[@class='acts']/button[@data-verdict='spam']/@value")
    assert visitor.send(page, "//form[@class='acts']", ("decide", value)).news == "Marked as spam: 1 comment."
    assert [decision.id for decision in desk.standing()] == ["c2"]


def test_decided_comments_are_found_and_decided_otherwise(desk: Desk, visitor: Visitor) -> None:
    """The state is a filter: what was decided so is listed, and its verdict can be changed there."""
    desk.decide([3, 4], "approve", "bob")
    page = visitor.get("/?state=approve")
    assert (page.one("//h1"), len(page.entries)) == ("Approved 2", 2)
    page = visitor.decide(page, "3", "spam")
    assert page.news == "Marked as spam: 1 comment."
    assert desk.counts().verdicts == {"approve": 1, "spam": 1}
    assert visitor.get("/all?state=approve").one("//p[@class='standfirst']") == "1 comment: approved"


def test_the_history_takes_back_older_batches(desk: Desk, visitor: Visitor) -> None:
    """Every batch is there with its comments, who and when; one is taken back, the others stand."""
    desk.decide([3], "spam", "bob")
    desk.decide([4, 5, 6, 7], "duplicate", "cat")
    page = visitor.get("/history")
    assert page.all("//ol[@class='batches']/li/p[@class='head']") == [
        "Re-post 4 comments cat November 30, 2026, 10:01 UTC",
        "Spam 1 comment bob November 30, 2026, 10:00 UTC",
    ]
    assert page.all("//ol[@class='batches']/li[1]//ul/li")[-1] == "and 1 more"
    page = visitor.send(page, "//ol[@class='batches']/li[2]//form", ("batch", "1"))
    assert page.news == "Taken back: 1 comment."
    assert page.all("//li[@class='undone']//p[contains(@class, 'back-taken')]")[0].startswith("taken back by ann")
    assert {decision.verdict for decision in desk.standing()} == {"duplicate"}


def test_a_batch_is_taken_back_once(desk: Desk, visitor: Visitor) -> None:
    """Two pages with the same button: the second changes nothing, whatever was decided since."""
    page = visitor.decide(visitor.get("/"), "3", "spam")
    visitor.send(page, "//form[@class='undo']", ("batch", "1"))
    desk.decide([3], "approve", "bob")
    assert visitor.send(page, "//form[@class='undo']", ("batch", "1")).news == "Taken back: 1 comment."
    assert [decision.verdict for decision in desk.standing()] == ["approve"]


def test_the_history_comes_in_pages(tmp_path: Path) -> None:
    """Fifty batches a page, each once."""
    desk = long_queue(tmp_path / "desk.db", 60)
    for number in range(1, 61):
        desk.decide([number], "spam", f"m{number}")
    with visited(desk) as visitor:
        page = visitor.get("/history")
        names = page.all("//p[@class='head']/bdi")
        names += visitor.follow(page, "//a[@rel='next']").all("//p[@class='head']/bdi")
        assert names == [f"m{number}" for number in range(60, 0, -1)]


def test_the_script_of_the_page_is_answered_in_numbers(desk: Desk, visitor: Visitor) -> None:
    """The same form, asked for as JSON: what was done, what was left and why, what waits."""
    page = visitor.get("/")
    [token] = page.attributes("//form[@id='decide']/input[@name='csrf']/@value")
    desk.decide([4], "approve", "bob")
    marks = dict(zip(page.entries, page.attributes("//li/@data-mark"), strict=True))
    data = {"csrf": token, "seen": "open", "many": "spam", "pick": [f"{n}-{marks[n]}" for n in ("3", "4")]}
    headers = {**SAME, "Accept": "application/json"}
    told = visitor.client.post(f"{visitor.base}/decide", data=data, headers=headers).json()
    assert told["done"] == [3]
    assert told["left"] == [{"number": 4, "verdict": "approved"}]
    assert (told["waiting"], told["total"], told["batch"]) == ("6", "6", 2)
    assert told["filters"][0] == ["6", "1", "1", "0", "0"]
    assert told["said"].startswith("Marked as spam: 1 comment.")
    told = visitor.client.post(f"{visitor.base}/undo", data={"csrf": token, "batch": "2"}, headers=headers).json()
    assert (told["said"], told["done"], told["waiting"]) == ("Taken back: 1 comment.", [3], "7")


def test_two_sessions_have_their_own_forms(desk: Desk) -> None:
    """Each visitor's forms have a token of their own; both work on the same desk."""
    with served(desk) as url, Visitor(url) as first, Visitor(url) as second:
        field = "//form[@id='decide']/input[@name='csrf']/@value"
        assert first.get("/").attributes(field) != second.get("/").attributes(field)
        first.decide(first.get("/"), "3", "spam")
        assert "3" not in second.get("/").entries
        assert desk.size(Wanted()) == 7
