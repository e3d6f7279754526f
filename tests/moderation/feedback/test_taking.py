"""Decisions taken on a desk: what they are about, which stands, and that nothing is taken twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs

from agorascope.exports.cells import LONGEST
from agorascope.moderation.desk import Desk
from agorascope.moderation.feedback import Given, read, take
from agorascope.moderation.feedback.resetting import reset
from agorascope.moderation.out import write
from agorascope.moderation.store import threads
from agorascope.moderation.store.queue import Wanted
from agorascope.records import VERDICTS
from agorascope.settings import Settings
from tests.moderation.feedback.sources import wxr
from tests.moderation.making import desk_of, flagged, put, spam_of, thread_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ["Buy pills now", "I agree", "=HYPERLINK(1);=2\n'x", "I agree", "Διαφωνώ με \x07 όλα", "買" * LONGEST]
CASINO = "The best casino of the world is waiting for you"
EARLY, LATE = "2026-11-30T09:00:00+00:00", "2026-11-30T11:00:00+00:00"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a desk with two discussions, one of a page whose comments have no ids."""
    desk = desk_of(tmp_path / "desk.db")
    put(desk, thread_of(TEXTS, "7", "wxr"))
    put(desk, thread_of(TEXTS, "page", "text"))
    return desk


def given(identity: str | None = "c1", verdict: Any = "spam", **changes: Any) -> Given:
    """Make a decision as read."""
    fields = {"where": "line 2", "form": "jsonl", "thread": "7", "who": "maria", "at": LATE}
    return Given(id=identity, verdict=verdict, **(fields | changes))


def standing(desk: Desk) -> list[tuple[str, str, str, str, str]]:
    """Give what stands, in short."""
    return [(told.thread, told.id, told.verdict, told.who, told.at) for told in desk.standing()]


def decided(desk: Desk) -> None:
    """Decide about everything, some of it twice, some of it taken back."""
    for number in range(1, 13):
        desk.decide([number], VERDICTS[number % 4], "anna")
    desk.decide([1, 7, 9], "approve", "berta")
    desk.decide([2], "spam", "berta")
    desk.undo("berta")


def files(desk: Desk, path: Path, to: str) -> Path:
    """Write what stands to a file."""
    with path.open("wb") as file:
        write(to, desk.standing(), file)
    return path


def imported(desk: Desk, path: Path) -> dict[str, int]:
    """Take a file, and give the counts."""
    taken = take(desk, [one for one in read(str(path)) if isinstance(one, Given)])
    return {str(name): count for name, count in taken.counts.items()} | {"kept": taken.kept}


@pytest.mark.parametrize("to", ["jsonl", "csv"])
def test_out_reset_and_in_again(to: str, desk: Desk, tmp_path: Path) -> None:
    """The same decisions stand, in the same order, by the same people; a second time nothing changes."""
    decided(desk)
    before = desk.standing()
    path = files(desk, tmp_path / f"d.{to}", to)
    assert reset(desk, backup=False) == (12, None)
    assert desk.standing() == []
    assert imported(desk, path) == {"taken": 12, "kept": 0}
    assert desk.standing() == before
    batches = desk.batches()
    assert imported(desk, path) == {"known": 12, "kept": 0}
    assert (desk.standing(), desk.batches()) == (before, batches)


def test_onto_another_desk(desk: Desk, tmp_path: Path) -> None:
    """A desk that never saw the comments keeps them with their words: the same decisions stand there."""
    decided(desk)
    other = desk_of(tmp_path / "other.db")
    path = files(desk, tmp_path / "d.jsonl", "jsonl")
    assert imported(other, path) == {"taken": 12, "kept": 12}
    assert other.standing() == desk.standing()
    assert other.counts().open == 0
    assert imported(other, path) == {"known": 12, "kept": 0}
    put(other, thread_of(TEXTS, "7", "wxr"))
    put(other, thread_of(TEXTS, "page", "text"))
    assert other.standing() == desk.standing()


def test_batches_are_those_they_were_made_in(desk: Desk, tmp_path: Path) -> None:
    """What was decided at once is one batch again, in the order of times, and can be taken back as one."""
    desk.decide([1, 2, 3], "spam", "anna")
    desk.decide([4], "approve", "anna")
    path = files(desk, tmp_path / "d.jsonl", "jsonl")
    reset(desk, backup=False)
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    imported(desk, path)
    assert [(batch.verdict, batch.comments) for batch in desk.batches()] == [("approve", 1), ("spam", 3)]
    undone = desk.undo("berta", desk.batches()[1].number)
    assert undone is not None
    assert sorted(undone[1]) == [1, 2, 3]


def test_flags_are_closed(desk: Desk) -> None:
    """A comment that was decided about waits no longer."""
    flagged(desk, [1, 2], lambda _: spam_of(0.9))
    take(desk, [given("c1")])
    assert [seen.comment.id for seen in desk.page(Wanted())] == ["c2"]


def test_the_newer_decision_stands(desk: Desk) -> None:
    """The desk's own where it is newer, which is told; else what comes in; the same verdict is no conflict."""
    desk.decide([1, 2, 3], "approve", "anna")
    taken = take(desk, [given("c1", at=EARLY), given("c2"), given("c3", "approve", at=EARLY)])
    assert taken.counts == {"older": 1, "taken": 1, "known": 1}
    assert [told[2:4] for told in standing(desk)] == [("approve", "anna"), ("approve", "anna"), ("spam", "maria")]
    assert [notice.message for notice in taken.notices] == ["spam, but anna decided approve and that stands"]


def test_a_decision_without_a_time_gives_way(desk: Desk) -> None:
    """To what a person decided here; not to what the same one said before."""
    desk.decide([1], "approve", "anna")
    taken = take(desk, [given("c1", at=None), given("c2", at=None)])
    assert taken.counts == {"older": 1, "taken": 1}
    assert ["--map at=COLUMN" in notice.message for notice in taken.notices] == [True]
    assert take(desk, [given("c2", "approve", at=None)]).counts == {"taken": 1}
    assert take(desk, [given("c2", "spam", at=None, who="site")]).counts == {"older": 1}
    assert [told[2:4] for told in standing(desk)] == [("approve", "anna"), ("approve", "maria")]


@pytest.mark.parametrize("at", [None, LATE])
def test_what_was_taken_back_here_stays_so(desk: Desk, at: str | None) -> None:
    """The same file again does not undo an undoing, nor what somebody decided since."""
    take(desk, [given("c1", at=at), given("c2", at=at)])
    [batch] = desk.batches()
    desk.undo("anna", batch.number)
    desk.decide([2], "approve", "anna")
    assert take(desk, [given("c1", at=at), given("c2", at=at)]).counts == {"known": 2}
    assert [told[1:4] for told in standing(desk)] == [("c2", "approve", "anna")]


def test_of_several_in_one_file_the_newest(desk: Desk) -> None:
    """Whatever their order."""
    told = [given("c1", "approve", at=LATE), given("c1", "spam", at=EARLY), given("c1", "unsure", at=None)]
    assert take(desk, told).counts == {"repeated": 2, "taken": 1}
    assert standing(desk) == [("7", "c1", "approve", "maria", LATE)]


def test_words_that_have_changed(desk: Desk) -> None:
    """Nothing is decided about what nobody has seen; what was decided about the words before is told."""
    taken = take(desk, [given("c2", text="I disagree")])
    assert (taken.counts, taken.kept, standing(desk)) == ({"changed": 1}, 0, [])
    assert [notice.where for notice in taken.notices] == ["line 2"]
    changed = [*TEXTS]
    take(desk, [given("c1", text=TEXTS[0])])
    changed[0] = "I apologise"
    put(desk, thread_of(changed, "7", "wxr"))
    assert take(desk, [given("c1", text=TEXTS[0])]).counts == {"changed": 1}
    assert standing(desk) == []


@pytest.mark.parametrize(("changes", "found"), [
    ({"identity": "c2", "thread": None, "text": None}, []),  # two comments have it, one of a page without ids
    ({"identity": "c9", "thread": "9", "text": None}, ["9 c9"]),
    ({"identity": "c9", "thread": "elsewhere", "text": None}, ["9 c9"]),
    ({"identity": "c9", "thread": None, "text": "another"}, ["imported c9"]),
    ({"identity": "c9", "thread": "7", "text": None}, []),  # the desk has read that discussion
    ({"identity": None, "thread": None, "text": "only once"}, ["9 c9"]),
    ({"identity": "x", "thread": "8", "text": "only once", "author": "author 9"}, ["9 c9"]),
    ({"identity": "x", "thread": "8", "text": "only once", "author": "somebody"}, ["8 x"]),
    ({"identity": "c1", "thread": "page", "text": None}, []),  # an id that moves is none
    ({"identity": "c3", "thread": "page", "text": "I agree", "author": "author 2"}, ["page c2"]),
    ({"identity": "c1", "thread": "page", "text": "Edited since"}, ["page c1"]),  # nobody knows which it was
])  # fmt: skip
def test_what_a_decision_is_about(changes: dict[str, Any], found: list[str], desk: Desk) -> None:
    """By discussion and id; by an id that is the only one; by words and author."""
    thread = thread_of(["only once"], "9", "csv")
    put(desk, structs.replace(thread, comments=(structs.replace(thread.comments[0], id="c9", author="author 9"),)))
    take(desk, [given(**changes)])
    assert [f"{told.thread} {told.id}" for told in desk.standing()] == found


def test_copies_are_told_apart(desk: Desk) -> None:
    """Two comments with the same words in a page that moved: each decision is about its own, by time, else one each."""
    again = thread_of(["New", *TEXTS], "page", "text")
    old = thread_of(TEXTS, "page", "text").comments
    moved = (again.comments[0], *(structs.replace(one, id=f"c{n}") for n, one in enumerate(old, start=2)))
    put(desk, structs.replace(again, comments=moved))
    dup = [given(one.id, "duplicate" if n == 3 else "approve", thread="page", text=one.text, published=one.published)
           for n, one in enumerate(old) if one.text == "I agree"]  # fmt: skip
    assert take(desk, dup).counts == {"taken": 2}
    assert {(told.published, told.verdict) for told in desk.standing()} == {
        (old[1].published, "approve"), (old[3].published, "duplicate")
    }  # fmt: skip
    reset(desk, backup=False)
    assert take(desk, [given(None, thread="page", text="I agree") for _ in range(2)]).counts == {"taken": 2}


def test_unknown_comments(desk: Desk) -> None:
    """Kept with their words to learn from, in a discussion of their name, waiting for nobody; else they are counted."""
    told = [given("55", thread="new", text=CASINO, author="Joe", title="A title"), given("56", thread="new"),
            *[given(None, thread=None, text="Nobody knows where") for _ in range(2)]]  # fmt: skip
    taken = take(desk, told)
    assert (taken.counts, taken.kept) == ({"taken": 2, "unknown": 1, "repeated": 1}, 2)
    assert [(d.thread, d.text, d.author) for d in desk.standing()] == [
        ("new", CASINO, "Joe"), ("imported", "Nobody knows where", None)
    ]  # fmt: skip
    assert desk.counts().open == 0
    [seen] = desk.seen([desk_number(desk, "55")])
    assert (seen.title, seen.flag, seen.language) == ("A title", None, "en")
    with desk.reading() as connection:
        assert threads.count_pending(connection) == 2 * len(TEXTS)  # those of the desk before
    assert take(desk, told).counts == {"known": 2, "unknown": 1, "repeated": 1}


def desk_number(desk: Desk, identity: str) -> int:
    """Give the number of a comment."""
    with desk.reading() as connection:
        return int(connection.execute("SELECT number FROM comment WHERE id = ?", (identity,)).fetchone()[0])


def test_a_kept_comment_is_the_one_that_is_read_later(desk: Desk) -> None:
    """Where the source tells the discussion's title: the decision stands; with other words it is to be judged anew."""
    take(desk, [given(f"c{n}", thread="later", text=text, title="Loyalty") for n, text in ((1, CASINO), (2, "Old"))])
    put(desk, thread_of([CASINO, "New words"], "later", "wxr"))
    assert [(d.id, d.verdict) for d in desk.standing()] == [("c1", "spam")]
    [seen] = desk.seen([number for number in range(13, 16) if desk.history(number)][:1])
    assert [one.comment.text for one in desk.around(seen.number)] == [CASINO, "New words"]


def test_a_kept_comment_and_the_one_that_is_read_later(desk: Desk) -> None:
    """Where it does not, they are two with the same words; taken again, the decision is about the one that was read."""
    told = [given("c1", thread="later", text=CASINO)]
    take(desk, told)
    numbers = put(desk, thread_of([CASINO], "later", "wxr"))
    assert take(desk, told).counts == {"taken": 1}
    assert [batch.who for batch in desk.history(numbers[0])] == ["maria"]
    assert take(desk, told).counts == {"known": 1}


def test_two_sites_with_a_discussion_of_one_name(desk: Desk) -> None:
    """Address or title tell them apart; without them only the words do."""
    other = thread_of(["Other words", "I agree"], "7", "wxr")
    put(desk, structs.replace(other, article=structs.replace(other.article, url="https://b.example/7")))
    far = {"url": "https://b.example/7", "title": "Loyalty"}
    assert take(desk, [given("c1", text=None)]).counts == {"unknown": 1}
    assert take(desk, [given("c1", text=None, **far)]).counts == {"taken": 1}
    assert take(desk, [given("c1", text=TEXTS[0])]).counts == {"taken": 1}
    assert take(desk, [given("c1", text="Changed", **far)]).counts == {"changed": 1}
    assert [told.text for told in desk.standing()] == ["Other words", TEXTS[0]]
    assert take(desk, [given("c1", text="New site", url="https://c.example/7")]).kept == 1


def test_an_export_of_the_site(desk: Desk, tmp_path: Path) -> None:
    """Its spam is decided by the site, now; what a moderator of the desk decided stands."""
    path = tmp_path / "site.xml"
    desk.decide([2], "approve", "anna")
    path.write_bytes(
        wxr([("c1", "author 1", TEXTS[0], "spam"), ("c2", "author 2", TEXTS[1], "spam"), ("c4", "x", "I agree", "1")])
    )
    assert imported(desk, path) == {"taken": 1, "older": 1, "kept": 0}
    assert [told[1:4] for told in standing(desk)] == [("c2", "approve", "anna"), ("c1", "spam", "site")]
    assert imported(desk, path) == {"known": 1, "older": 1, "kept": 0}


def test_a_spreadsheet_without_words(desk: Desk, tmp_path: Path) -> None:
    """The id is enough where the discussion is named and its comments have ids."""
    path = tmp_path / "d.csv"
    path.write_text("comment_id;thread_id;verdict\nc1;7;spam\nc9;7;spam\nc1;page;spam\n")
    assert imported(desk, path) == {"taken": 1, "unknown": 2, "kept": 0}


def test_all_or_nothing(desk: Desk) -> None:
    """What breaks in the middle leaves the desk as it was."""
    broken = given("c2", verdict="purple")
    with pytest.raises(Exception, match="purple"):
        take(desk, [given("c1"), given("zz", thread="new", text="Words"), broken])
    assert (standing(desk), desk.batches()) == ([], [])
    with desk.reading() as connection:
        assert connection.execute("SELECT count(*) FROM thread").fetchone() == (2,)


def test_hostile_words_are_words(desk: Desk) -> None:
    """Quotes, wildcards and statements of SQL in every field."""
    evil = "x'; DROP TABLE comment; --%_\0\u202e"
    taken = take(desk, [given(evil, thread=evil, text=evil, author=evil, who=evil)])
    assert taken.counts == {"taken": 1}
    [told] = desk.standing()
    assert (told.thread, told.id, told.text, told.author, told.who) == (evil,) * 5


def test_reset_keeps_a_copy(desk: Desk, tmp_path: Path) -> None:
    """Beside the desk, for its owner alone, never over another one; without anything decided there is none."""
    assert reset(desk) == (0, None)
    still = Desk(desk.path, Settings(), clock=lambda: LATE)
    paths = []
    for _ in range(2):
        still.decide([1], "spam", "anna")
        told = still.standing()
        count, path = reset(still)
        assert (count, still.standing()) == (1, [])
        assert path is not None
        assert path.stat().st_mode & 0o777 == 0o600
        assert [one.id for one in read(str(path)) if isinstance(one, Given)] == [one.id for one in told]
        paths.append(path.name)
    assert paths == ["desk.db.decisions-20261130T110000.jsonl", "desk.db.decisions-20261130T110000-2.jsonl"]
    assert sorted(found.name for found in tmp_path.glob("*.jsonl")) == sorted(paths)
