"""Decisions: they stay, they can be taken back, and they are about the words that were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from agorascope.errors import UsageError
from agorascope.moderation.store.queue import Wanted
from agorascope.records import Comment, Thread, Verdict
from tests.moderation.making import desk_of, flagged, put, spam_of, thread_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ["Cheap pills here", "Win a phone", "Good point about fees"]


def said(thread: Thread, place: int, text: str) -> Thread:
    """Change the words of one comment."""
    comments = list(thread.comments)
    comments[place] = structs.replace(comments[place], text=text)
    return structs.replace(thread, comments=tuple(comments))


def test_a_decision_names_who_and_when(tmp_path: Path) -> None:
    """What stands is told with the moderator, the time and the words; the comment waits no longer."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    flagged(desk, numbers, lambda _: spam_of(0.9))
    desk.decide(numbers[:1], "spam", "Άννα")
    [decision] = desk.standing()
    assert (decision.id, decision.verdict, decision.who, decision.at) == (
        "c1",
        "spam",
        "Άννα",
        "2026-11-30T10:00:00+00:00",
    )
    assert decision.text == TEXTS[0]
    assert [seen.comment.id for seen in desk.page(Wanted())] == ["c2", "c3"]


def test_undo_brings_back_what_stood_before(tmp_path: Path) -> None:
    """The last batch is taken back first; a comment stands as before it, and the history forgets nothing."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    flagged(desk, numbers, lambda _: spam_of(0.9))
    desk.decide(numbers, "spam", "ann")
    desk.decide(numbers[:1], "approve", "ben")
    undone = desk.undo("ann")
    assert undone
    assert undone[1] == numbers[:1]
    assert [d.verdict for d in desk.standing()] == ["spam"] * 3
    desk.undo("ann")
    assert desk.standing() == []
    assert desk.size(Wanted()) == 3
    assert desk.undo("ann") is None
    assert [(b.verdict, b.undone_by) for b in desk.history(numbers[0])] == [("approve", "ann"), ("spam", "ann")]


def test_undo_of_an_older_batch_keeps_newer_decisions(tmp_path: Path) -> None:
    """What somebody decided since then stays."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    first = desk.decide(numbers, "spam", "ann")
    desk.decide(numbers[:1], "approve", "ben")
    undone = desk.undo("ann", first)
    assert undone
    assert undone[1] == numbers[1:]
    assert [(d.id, d.verdict) for d in desk.standing()] == [("c1", "approve")]


def test_undo_after_undo_of_what_lay_between(tmp_path: Path) -> None:
    """A batch below one that was taken back can be taken back too."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    first = desk.decide(numbers, "spam", "ann")
    second = desk.decide(numbers, "approve", "ann")
    desk.undo("ann", first)
    assert {d.verdict for d in desk.standing()} == {"approve"}
    desk.undo("ann", second)
    assert desk.standing() == []
    assert {seen.verdict for seen in desk.seen(numbers)} == {None}


def test_edited_words_are_looked_at_again(tmp_path: Path) -> None:
    """A comment that was approved and then edited has no decision any more, and is to be judged."""
    desk = desk_of(tmp_path / "d.db")
    thread = thread_of(TEXTS)
    numbers = put(desk, thread)
    flagged(desk, numbers, lambda _: None)
    desk.decide(numbers, "approve", "ann")
    assert put(desk, said(thread, 0, "Edited: cheap pills at pills.example")) == numbers
    assert [d.id for d in desk.standing()] == ["c2", "c3"]
    assert desk.seen(numbers[:1])[0].verdict is None
    assert desk.history(numbers[0])


def test_the_same_reading_changes_nothing(tmp_path: Path) -> None:
    """A thread that is read again has the same comments, decisions and flags."""
    desk = desk_of(tmp_path / "d.db")
    thread = thread_of(TEXTS)
    numbers = put(desk, thread)
    flagged(desk, numbers, lambda _: spam_of(0.9))
    desk.decide(numbers[:1], "spam", "ann")
    assert put(desk, thread) == numbers
    assert (desk.size(Wanted()), len(desk.standing())) == (2, 1)


def test_comments_without_names_are_known_by_their_words(tmp_path: Path) -> None:
    """In a page copied as text numbers move when a comment is added above: who said what stays the same comment."""
    desk = desk_of(tmp_path / "d.db")
    thread = thread_of([*TEXTS, TEXTS[1]], form="text")
    numbers = put(desk, thread)
    above = Comment(id="c0", author="new", text="First!")
    moved = structs.replace(thread, comments=(above, *thread.comments))
    assert put(desk, moved)[1:] == numbers


def test_an_unknown_verdict_is_refused(tmp_path: Path) -> None:
    """Only the four verdicts are taken, and a refused one leaves nothing."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    verdict: Verdict = "delete"  # type: ignore[assignment]
    with pytest.raises(UsageError, match="approve"):
        desk.decide(numbers, verdict, "ann")
    assert desk.batches() == []


def test_reset_opens_everything_again(tmp_path: Path) -> None:
    """After a reset nothing is decided, and all flags wait."""
    desk = desk_of(tmp_path / "d.db")
    numbers = put(desk, thread_of(TEXTS))
    flagged(desk, numbers, lambda _: spam_of(0.9))
    desk.decide(numbers[:2], "spam", "ann")
    assert desk.reset() == 2
    assert (desk.size(Wanted()), desk.standing(), desk.batches()) == (3, [], [])


def test_half_a_character_is_no_obstacle(tmp_path: Path) -> None:
    """A lone surrogate in a name or a text, which no file can hold, becomes U+FFFD; the comment is there."""
    desk = desk_of(tmp_path / "d.db")
    thread = said(thread_of(TEXTS), 0, "half \ud83d of it")
    numbers = put(desk, thread)
    assert desk.seen(numbers[:1])[0].comment.text == "half \ufffd of it"
    assert put(desk, thread) == numbers
