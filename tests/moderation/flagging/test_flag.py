"""Flags with the real models: what is found, what is not, and that nothing depends on when or in what order."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec import structs

from agorascope import readers, steps
from agorascope.inference import Models
from agorascope.moderation.desk import Desk
from agorascope.moderation.flagging import flag, reposting
from agorascope.moderation.flagging import run as flagging
from agorascope.moderation.flagging.telling import reports, tell
from agorascope.moderation.store import threads
from agorascope.moderation.store.queue import Wanted
from agorascope.records import Article, Comment, FlagReport, Thread
from agorascope.settings import Settings
from tests.moderation.making import desk_of, thread_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

PAGES = Path(__file__).parents[3] / "corpora" / "discussions"
LONG = (
    "We tried a points card in our three shops for a year, and after the fees it had cost us more than it brought in."
)
ADVERT = "Earn 5000 EUR a week from home, no skills needed! Write to my manager on WhatsApp +00 555 0144 270 now."


@pytest.fixture(scope="module")
def models() -> Models:
    """Load the models once."""
    return Models(Settings())


def pages(*names: str) -> list[Thread]:
    """Read sample pages."""
    found = readers.read([str(PAGES / name) for name in names])
    return [thread for thread in found if isinstance(thread, Thread)]


def told(desk: Desk, found: Iterable[Thread], models: Models) -> list[FlagReport]:
    """Flag threads, and give what is told of them."""
    run = flag(found, desk, models)
    with desk.reading() as connection:
        return list(reports(connection, tell(connection, run.numbers, None, desk.settings.spam_threshold).numbers))


def by(author: str, text: str, thread: str, published: str | None = None) -> Thread:
    """Make a thread of one comment."""
    comment = Comment(id="1", author=author, text=text, published=published)
    return Thread(id=thread, source=thread, format="wxr", article=Article(title=thread), comments=(comment,))


@pytest.mark.parametrize("step", [1, -1])
def test_translations_are_looked_for_among_the_newest_whatever_the_order(
    tmp_path: Path, models: Models, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """An old thread that is read last takes no place among the newest texts; the order of the input changes nothing."""
    monkeypatch.setattr(flagging, "WINDOW", 2)
    [page] = pages("en-dev.txt")
    known = {comment.id: comment for comment in page.comments}
    pair = (
        structs.replace(known["9"], published="2026-02-01T10:00:00"),
        structs.replace(known["23"], published="2026-02-02T10:00:00"),
    )
    found = [structs.replace(page, comments=pair), by("Old", LONG, "old", "2026-01-01T10:00:00")]
    [only] = told(desk_of(tmp_path / "d.db"), found[::step], models)
    assert only.id == "23"
    assert only.repeats is not None
    assert only.repeats.kind == "translation"


def add(thread: Thread, desk: Desk) -> None:
    """Put a thread on the desk; nothing is judged."""
    with desk.writing() as connection:
        threads.add(connection, thread, steps.spoken(thread))


def test_a_page_has_its_spam_and_its_reposts(tmp_path: Path, models: Models) -> None:
    """On a sample page the adverts and re-posts that its annotator marked are flagged, and nothing else."""
    found = {one.id: one for one in told(desk_of(tmp_path / "d.db"), pages("en-dev.txt"), models)}
    assert {name for name, one in found.items() if one.kind == "spam"} == {"8", "18", "22"}
    again = {
        name: (one.repeats.id, one.repeats.kind) for name, one in found.items() if one.repeats and one.kind != "spam"
    }
    assert again == {"20": ("12", "exact"), "23": ("9", "translation"), "24": ("21", "near")}
    for one in found.values():
        assert one.reasons
        for reason in one.reasons:
            assert 0 <= reason.start < reason.end <= len(one.text)
    assert found["8"].layer == "general"
    assert found["24"].layer == "reposts"


def test_the_order_of_threads_changes_no_byte(tmp_path: Path, models: Models) -> None:
    """Read in another order, and with another thread between, the same flags are told in the same bytes."""
    there = pages("en-dev.txt", "el-dev.txt", "zh-dev.txt")
    one = told(desk_of(tmp_path / "1.db"), there, models)
    other = told(desk_of(tmp_path / "2.db"), there[::-1], models)
    assert msgspec.json.encode(one) == msgspec.json.encode(other)
    assert [report.score for report in one] == sorted((report.score for report in one), reverse=True)


def test_last_months_comment_is_known_today(tmp_path: Path, models: Models) -> None:
    """A re-post is found across runs, edited as it is; it names what it repeats."""
    desk = desk_of(tmp_path / "d.db")
    assert told(desk, [by("ann", LONG, "march")], models) == []
    [again] = told(
        desk, [by("ben", LONG.replace("We tried", "Hello, we have tried") + " Anyone else?", "april")], models
    )
    assert (again.kind, again.repeats and again.repeats.thread, again.repeats and again.repeats.author) == (
        "duplicate",
        "march",
        "ann",
    )


def test_a_second_reading_tells_the_same(tmp_path: Path, models: Models) -> None:
    """The same page read again is not a page of re-posts, and its flags are what they were."""
    desk = desk_of(tmp_path / "d.db")
    first = told(desk, pages("el-dev.txt"), models)
    assert first
    assert told(desk, pages("el-dev.txt"), models) == first


def test_one_site_in_two_formats_has_no_reposts(tmp_path: Path, models: Models) -> None:
    """The same comment, by its author, time and words, read from an export and from a page, is one comment."""
    desk = desk_of(tmp_path / "d.db")
    at = "2026-11-01T10:00:00+00:00"
    assert told(desk, [by("ann", LONG, "post-77", at), by("ann", LONG, "page-77", at)], models) == []


def test_what_everybody_says_is_no_repost(tmp_path: Path, models: Models) -> None:
    """Thanks and praise in three languages, by many authors, are not flagged."""
    texts = ["Thank you!", "Great post!", "Μπράβο, συμφωνώ!", "写得真好！", "说得对", "+1", "Ευχαριστώ πολύ"] * 6
    assert told(desk_of(tmp_path / "d.db"), [thread_of(texts)], models) == []


def test_an_edit_is_not_a_repost_of_itself(tmp_path: Path, models: Models) -> None:
    """A comment whose author mended it is judged anew, and its earlier words are no other comment."""
    desk = desk_of(tmp_path / "d.db")
    thread = by("ann", LONG, "t")
    told(desk, [thread], models)
    edited = structs.replace(thread.comments[0], text=LONG.replace("a year", "two years"))
    assert told(desk, [structs.replace(thread, comments=(edited,))], models) == []


def test_decisions_stay(tmp_path: Path, models: Models) -> None:
    """What was decided is not told again; words that were marked as spam are known, and approved words are free."""
    desk = desk_of(tmp_path / "d.db")
    [advert] = told(desk, [by("max", ADVERT, "march")], models)
    assert (advert.kind, advert.layer) == ("spam", "general")
    [number] = [seen.number for seen in desk.page(Wanted())]
    desk.decide([number], "approve", "ann")
    assert told(desk, [by("max", ADVERT, "march")], models) == []
    [again] = told(desk, [by("tom", ADVERT, "april")], models)
    assert again.kind == "duplicate"
    desk.decide([number], "spam", "ann")
    [known] = told(desk, [by("eve", ADVERT, "may")], models)
    assert (known.kind, known.layer, known.reasons[0].code) == ("spam", "moderator", "known-spam")
    assert known.reasons[0].detail.startswith("ann, 2026-11-30")


def test_a_wave_is_spam_whatever_it_says(tmp_path: Path, models: Models) -> None:
    """Five authors with the same long words within an hour are a campaign, across threads and runs."""
    desk = desk_of(tmp_path / "d.db")
    told(desk, [by(f"a{n}", LONG, f"t{n}", f"2026-11-01T10:0{n}:00+00:00") for n in range(4)], models)
    [last] = told(desk, [by("a9", LONG, "t9", "2026-11-01T10:09:00+00:00")], models)
    assert (last.kind, last.layer) == ("spam", "reposts")
    assert "campaign" in {reason.code for reason in last.reasons}


def test_what_the_site_took_down_is_not_flagged(tmp_path: Path, models: Models) -> None:
    """Spam that the site marked itself is counted, and nobody is asked about it again."""
    thread = by("max", ADVERT, "t")
    down = structs.replace(thread, comments=(structs.replace(thread.comments[0], site_status="spam"),))
    run = flag([down], desk_of(tmp_path / "d.db"), models)
    assert run.taken_down == 1
    assert desk_of(tmp_path / "d.db").counts().open == 0


def test_threads_are_judged_together_as_alone(models: Models) -> None:
    """What stands on other pages beside it changes nothing of a verdict."""
    found = pages("el-dev.txt", "en-dev.txt", "zh-dev.txt")
    asked = [steps.Unjudged(thread, steps.spoken(thread), ()) for thread in found]
    asked[1] = structs.replace(asked[1], campaigns=("3 authors within 1 h",) * len(asked[1].thread.comments))
    together = steps.judged_together(asked, models, Settings())
    assert together == [steps.judged(one.thread, one.said, one.campaigns, models, Settings()) for one in asked]
    assert any(spam.reasons for spam in together[0])
    assert all(spam.is_spam for spam in together[1])
    assert steps.judged_together([], models, Settings()) == []


def test_what_a_killed_run_left_is_compared_by_the_next(tmp_path: Path, models: Models) -> None:
    """A comment that was put on the desk and compared with nothing is known when another file repeats it."""
    desk = desk_of(tmp_path / "d.db")
    add(by("ann", LONG, "left"), desk)
    [found] = told(desk, [by("ben", LONG, "new")], models)
    assert found.repeats is not None
    assert (found.author, found.repeats.author) == ("ben", "ann")


def test_books_are_not_held_together(tmp_path: Path, models: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many long comments come, few are in memory at once; what is told is the same."""
    found = [by(f"writer {n}", f"{LONG} {'Yes. ' * 20}{n // 2}", f"t{n}") for n in range(6)]
    whole = told(desk_of(tmp_path / "a.db"), found, models)
    sizes: list[int] = []
    read = threads.read

    def counted(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[threads.Stored]:
        stored = read(connection, numbers)
        sizes.append(len(stored))
        return stored

    monkeypatch.setattr(threads, "read", counted)
    monkeypatch.setattr(threads, "HELD", 500)
    assert told(desk_of(tmp_path / "b.db"), found, models) == whole
    assert 0 < max(sizes) <= 3


def test_few_clusters_are_remembered(tmp_path: Path, models: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is forgotten of clusters is asked again: the same is told, and memory has a limit."""
    whole = told(desk_of(tmp_path / "a.db"), pages("en-dev.txt", "el-dev.txt"), models)
    monkeypatch.setattr(reposting, "_CLUSTERS", 1)
    made: list[reposting.Reposts] = []
    begin = reposting.Reposts.__init__

    def begun(self: reposting.Reposts, *given: Any) -> None:
        begin(self, *given)
        made.append(self)

    monkeypatch.setattr(reposting.Reposts, "__init__", begun)
    assert told(desk_of(tmp_path / "b.db"), pages("en-dev.txt", "el-dev.txt"), models) == whole
    assert [len(one._known) for one in made] == [1]


def test_a_portion_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Comments are held in memory up to a number, from so many threads, up to so many bytes; but one at least."""
    desk = desk_of(tmp_path / "d.db")
    for number in range(5):
        add(by("ann", f"{LONG} {number}", f"t{number}"), desk)
    monkeypatch.setattr(threads, "HELD", 10_000)
    with desk.reading() as connection:
        assert len(threads.pending(connection, 3, 9)) == 3
        assert len(threads.pending(connection, 9, 2)) == 2
        assert len(threads.pending(connection, 9, 9)) == 5
        monkeypatch.setattr(threads, "HELD", 500)
        assert 1 <= len(threads.pending(connection, 9, 9)) < 5
        monkeypatch.setattr(threads, "HELD", 1)
        [first] = threads.pending(connection, 9, 9)
    assert first.comment.text.endswith("0")


def test_kill_and_go_on(tmp_path: Path, models: Models) -> None:
    """A run that is killed while it judges loses nothing: the next one finishes it, with the flags of a whole run."""
    path = tmp_path / "killed.db"
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from agorascope.inference import Models\n"
        "from agorascope.moderation.flagging import flag, portion\n"
        "from agorascope.settings import Settings\n"
        "from tests.moderation.making import desk_of\n"
        "from tests.moderation.flagging.test_flag import pages\n"
        "portion.AT_ONCE = 10\n"
        "def watch(step, done, total):\n"
        "    if step == 'judging' and done >= 20: os.kill(os.getpid(), signal.SIGKILL)\n"
        "flag(pages('en-dev.txt', 'zh-dev.txt'), desk_of(Path(sys.argv[1])), Models(Settings()), watch)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)  # noqa: S603 - our own program
    assert done.returncode == -signal.SIGKILL
    whole = told(desk_of(tmp_path / "whole.db"), pages("en-dev.txt", "zh-dev.txt"), models)
    assert told(desk_of(path), pages("en-dev.txt", "zh-dev.txt"), models) == whole
