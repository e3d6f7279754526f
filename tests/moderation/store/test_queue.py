"""The queue: order, filters, search, pages, clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.moderation.store.queue import Wanted
from agorascope.records import Comment, Flag, Reason
from tests.moderation.making import desk_of, flagged, put, spam_of, thread_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    "Buy now at a casino",
    "Αγοράστε ΤΏΡΑ φθηνά",
    "加微信 123456",
    "I agree with the author",
    "Buy 100% cheap_pills",
]


def ids(found: list[Comment]) -> list[str]:
    return [comment.id for comment in found]


def test_the_surest_comes_first(tmp_path: Path) -> None:
    """Flagged comments wait in the order of their scores; others do not wait."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    flagged(desk, numbers, lambda n: spam_of((n + 5) / 10) if n != 3 else None)
    assert ids([seen.comment for seen in desk.page(Wanted())]) == ["c5", "c3", "c2", "c1"]
    assert desk.size(Wanted()) == 4


def test_pages_meet_without_gap_or_repeat(tmp_path: Path) -> None:
    """Equal scores and all, each page goes on behind the last comment of the one before."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of([f"comment number {n} of this thread" for n in range(25)]))
    flagged(desk, numbers, lambda n: spam_of(0.5 + (n % 3) / 10))
    found, after = [], None
    while page := desk.page(Wanted(), after, 4):
        found += [seen.number for seen in page]
        after = (page[-1].flag.score if page[-1].flag else 0.0, page[-1].number)
    assert len(found) == len(set(found)) == 25


def test_filters_and_search(tmp_path: Path) -> None:
    """Kind, reason and language filter; words are found in any case and accents, and % and _ are only signs."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    again = Flag(kind="duplicate", score=0.9, layer="reposts", general=0.0, reasons=(Reason("repost-near", "", 0, 3),))
    flagged(desk, numbers, lambda n: again if n == 3 else spam_of(0.8, "contact" if n == 2 else "advertising"))

    def found(**asked: str) -> list[str]:
        return sorted(ids([seen.comment for seen in desk.page(Wanted(**asked))]))  # type: ignore[arg-type]

    assert found(kind="duplicate") == ["c4"]
    assert found(reason="contact") == ["c3"]
    assert found(language="el") == ["c2"]
    assert found(words="τωρα") == ["c2"]
    assert found(words="BUY casino") == ["c1"]
    assert found(words="author 3") == ["c3"]
    assert found(words="100%") == ["c5"]
    assert found(words="p_lls") == []
    assert found(words="微信") == ["c3"]
    counts = desk.counts()
    assert (counts.open, counts.kinds) == (5, {"spam": 4, "duplicate": 1})
    assert counts.reasons == {"advertising": 3, "contact": 1, "repost-near": 1}
    assert counts.languages["el"] == 1


def test_a_cluster_is_decided_at_once(tmp_path: Path) -> None:
    """All that repeat a comment, and that comment, are one cluster; no other comment is."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    flagged(desk, numbers[1:4], lambda _: spam_of(0.9), leads=numbers[0])
    flagged(desk, numbers[:1], lambda _: spam_of(0.9))
    assert sorted(desk.cluster(numbers[2])) == sorted(numbers[:4])
    assert desk.cluster(numbers[4]) == [numbers[4]]
    assert {seen.alike for seen in desk.page(Wanted(cluster=numbers[0]))} == {4}
    desk.decide(desk.cluster(numbers[2]), "spam", "ann")
    assert desk.size(Wanted()) == 0
    assert desk.size(Wanted(state="spam")) == 4


def test_everything_that_matches_is_decided(tmp_path: Path) -> None:
    """A decision about a filter takes what the filter shows and nothing else."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    flagged(desk, numbers, lambda _: spam_of(0.8))
    desk.decide_all(Wanted(words="buy"), "spam", "ann")
    assert sorted(ids([seen.comment for seen in desk.page(Wanted())])) == ["c2", "c3", "c4"]


def test_a_comment_stands_among_its_thread(tmp_path: Path) -> None:
    """Around a comment are those of its page in their order; a long thread is cut on both sides of it."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of([f"comment {n} in a long thread" for n in range(60)]))
    assert [seen.number for seen in desk.around(numbers[30], 10)] == numbers[25:36]
    assert [seen.number for seen in desk.around(numbers[0], 10)] == numbers[:11]
    assert desk.around(10_000) == []
