"""The parts that pages are made of: excerpts, languages, counts, what is answered when the desk is in trouble."""

from __future__ import annotations

import re
import sqlite3
import time
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.moderation.desk import Desk
from agorascope.moderation.review import excerpts, texts
from agorascope.moderation.review.asking import asked, place
from agorascope.moderation.review.tally import Tally
from agorascope.moderation.review.tongue import liked
from agorascope.moderation.store import queue
from agorascope.records import Comment, Link, Reason
from tests.moderation.review.making import filled, long_queue
from tests.moderation.review.visiting import visited

if TYPE_CHECKING:
    from pathlib import Path

SPANS = st.lists(st.tuples(st.integers(-5, 3_000), st.integers(-5, 3_000)), max_size=20)


@given(st.text(alphabet="ab \n", max_size=3_000), SPANS)
def test_an_excerpt_is_of_the_text_and_short(text: str, spans: list[tuple[int, int]]) -> None:
    """Its parts stand in order and apart; a text that is not long is whole; the first sign of a long one is in it."""
    found = excerpts.signs(text, [Reason("x", "", start, end) for start, end in spans])
    parts = excerpts.excerpt(text, found)
    assert all(0 <= start <= end <= len(text) for start, end in parts)
    assert all(before[1] <= after[0] for before, after in pairwise(parts))
    assert sum(end - start for start, end in parts) <= excerpts.SHORT * 5 // 4
    if len(text) <= excerpts.SHORT:
        assert parts == [(0, len(text))]
    if found and found[0][1] - found[0][0] < 50:
        assert any(start <= found[0][0] and found[0][1] <= end for start, end in parts)


@given(st.text(max_size=200), SPANS, SPANS)
def test_a_body_says_the_text_and_no_other(
    text: str, spans: list[tuple[int, int]], links: list[tuple[int, int]]
) -> None:
    """Without the addresses that are written out, the words of the markup are those of the comment."""
    comment = Comment(id="c", text=text, links=tuple(Link(a, b, "u") for a, b in links))
    markup = texts.body(comment, excerpts.signs(text, [Reason("x", "", a, b) for a, b in spans]), [(0, len(text))])
    plain = str(markup).replace(' <bdi class="address" dir="ltr">u</bdi> ', "")
    assert unescape(re.sub("<[^>]*>", "", plain)) == text


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "en"),
        ("el", "el"),
        ("EL-gr", "el"),
        ("fr;q=1, zh-Hant-HK;q=0.8, en;q=0.1", "zh_Hant"),
        ("zh-Hans-TW", "zh"),
        ("zh-MO", "zh_Hant"),
        ("en;q=0, el;q=0", "en"),
        ("el;q=nonsense, zh", "zh"),
        ("*" * 100_000, "en"),
        (", ;q=1, ÿ, el;q=0.001", "el"),
    ],
)
def test_the_best_liked_language_is_chosen(header: str, locale: str) -> None:
    """By quality, then in order; a script counts for more than a country."""
    assert liked(header) == locale


def test_a_question_is_written_as_it_was_read() -> None:
    """An address and what it asks for are the same; other fields begin at the beginning."""
    whole = "state=spam&kind=duplicate&reason=repost-near&language=el-Latn&q=a+%26+b&cluster=7&after=0.5%2C12"
    question = asked(whole)
    assert question.query() == whole
    assert question.after == (0.5, 12)
    assert asked(question.query()) == question
    assert "after" not in question.query(kind=None)
    assert question.beginning == whole.partition("&after")[0]
    assert place((0.1 + 0.2, 3)) == "0.30000000000000004,3"


def test_a_small_desk_is_counted_for_every_page(tmp_path: Path) -> None:
    """Counts are exact at once."""
    desk = long_queue(tmp_path / "desk.db", 5)
    tally = Tally(desk)
    desk.decide([1], "spam", "ann")
    assert tally.counts() == desk.counts()


def test_a_long_queue_is_counted_beside_the_pages(tmp_path: Path) -> None:
    """How many wait is exact; the rest is what was counted last, and is counted anew meanwhile."""
    desk = long_queue(tmp_path / "desk.db", 5)
    tally = Tally(desk, few=0)
    desk.decide([1, 2], "spam", "ann")
    first = tally.counts()
    assert (first.open, first.kinds, first.verdicts) == (3, {"spam": 5}, {})
    until = time.monotonic() + 60
    while (told := tally.counts()) != desk.counts() and time.monotonic() < until:
        time.sleep(0.01)
    assert told.verdicts == {"spam": 2}
    assert told == desk.counts()


def test_a_desk_in_trouble_is_told_without_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Another program that writes for too long: try again; a mistake of ours: it stands in the log, not on the page."""
    desk = filled(tmp_path / "desk.db")

    def locked(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked: /secret/path")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("/secret/path")

    with visited(desk) as visitor:
        monkeypatch.setattr(Desk, "page", locked)
        page = visitor.get("/")
        assert (page.status, page.one("//h1")) == (503, "The desk is busy")
        assert "secret" not in page.answer.text
        monkeypatch.setattr(Desk, "page", broken)
        page = visitor.get("/")
        assert (page.status, page.one("//h1")) == (500, "Something went wrong")
        assert "secret" not in page.answer.text
        assert "Content-Security-Policy" in page.answer.headers
    assert [record.message for record in caplog.records] == ["GET /"]


def test_pages_are_of_fifty() -> None:
    """The page's portion is the desk's own."""
    assert queue.PAGE == 50
