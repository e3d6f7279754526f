"""What comes in parts: it belongs to the discussions on the desk, is judged within them, and is told once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agorascope.inference import Models
from agorascope.moderation.flagging.following import Part, Rounds
from agorascope.moderation.flagging.telling import reports, tell
from agorascope.moderation.store import pages, threads
from agorascope.readers.tables import grown
from agorascope.rows.jsonl import line_of
from agorascope.settings import Settings
from agorascope.sources import Source
from agorascope.sources.growing import Place
from tests.moderation.making import desk_of

if TYPE_CHECKING:
    from pathlib import Path

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.flagging.following import Round
    from agorascope.moderation.store.threads import Stored
    from agorascope.records import FlagReport

LONG = (
    "We tried a points card in our three shops for a year, and after the fees it had cost us more than it brought in."
)
ADVERT = "Earn 5000 EUR a week from home, no skills needed! Write to my manager on WhatsApp +00 555 0144 270 now."


@pytest.fixture(scope="module")
def models() -> Models:
    """Load the models once."""
    return Models(Settings())


def came(*rows: dict[str, str], name: str = "new.jsonl", after: int = 0) -> list[Part]:
    """Read rows that came to a file after so many lines."""
    lines = [line_of(after + n, json.dumps(row).encode()) for n, row in enumerate(rows, start=1)]
    source = Source(name)
    return [Part(thread, source.stem) for thread in grown(lines, source, "jsonl").threads]


def told(desk: Desk, done: Round) -> list[FlagReport]:
    """Give what is told of a round."""
    with desk.reading() as connection:
        return list(reports(connection, tell(connection, done.numbers, None, 0.5).numbers))


def flagged(desk: Desk, done: Round) -> set[str]:
    """Name what is told of a round."""
    return {one.id for one in told(desk, done)}


def lying(desk: Desk) -> dict[str, Stored]:
    """Give all comments of a desk by their keys."""
    with desk.reading() as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM comment ORDER BY place, number")]
        return {stored.key: stored for stored in threads.read(connection, numbers)}


def test_an_answer_that_comes_later_stands_under_its_parent(tmp_path: Path, models: Models) -> None:
    """Rows of another round go to the thread of their article, behind what is there; an unknown parent is none."""
    desk = desk_of(tmp_path / "d.db")
    rounds = Rounds(desk, models)
    article = {"type": "article", "id": "a1", "title": "Cards", "text": "Points cards change what people buy."}
    rounds.ended(rounds.judge(came(article, {"id": "1", "article": "a1", "text": LONG})), {})
    rounds.ended(
        rounds.judge(
            came(
                {"id": "3", "article": "a1", "parent": "2", "text": "And what did the fees cost?"},
                {"id": "2", "article": "a1", "parent": "1", "text": "Ours brought in more than that."},
                {"id": "4", "article": "a1", "parent": "nobody", "text": "I do not use any of them."},
            )
        ),
        {},
    )
    found = lying(desk)
    assert list(found) == ["1", "2", "3", "4"]
    assert [(one.comment.parent, one.comment.depth) for one in found.values()] == [
        (None, 0), ("1", 1), ("2", 2), (None, 0),
    ]  # fmt: skip
    assert len({one.thread for one in found.values()}) == 1
    with desk.reading() as connection:
        [page] = pages.read(connection, [found["4"].thread]).values()
    assert page.shell.article.text == article["text"]


def test_rows_without_an_article_find_theirs(tmp_path: Path, models: Models) -> None:
    """Comments that name no article belong to the only one of their file; titles name discussions from the first on."""
    desk = desk_of(tmp_path / "d.db")
    rounds = Rounds(desk, models)
    rounds.judge(came({"type": "article", "id": "a1", "title": "Cards"}, {"id": "1", "text": LONG}))
    rounds.judge(came({"id": "2", "text": "Ours brought in more."}))
    rounds.judge(came({"id": "3", "text": "Which ones?", "article_title": "Cards"}, name="other.jsonl"))
    rounds.judge(came({"id": "4", "text": "All.", "article_title": "Water"}, name="other.jsonl"))
    found = lying(desk)
    assert found["1"].thread == found["2"].thread
    assert len({found[key].thread for key in ("1", "3", "4")}) == 3


def test_what_was_said_in_earlier_rounds_is_known(tmp_path: Path, models: Models) -> None:
    """A re-post is found across rounds and named by the first; a row that comes twice is one comment, told once."""
    desk = desk_of(tmp_path / "d.db")
    rounds = Rounds(desk, models)
    first = {"id": "1", "article": "a", "author": "ann", "text": LONG}
    advert = {"id": "2", "article": "a", "author": "max", "text": ADVERT}
    done = rounds.judge(came(first, advert))
    assert flagged(desk, done) == {"2"}
    rounds.ended(done, {})
    done = rounds.judge(came(first, advert, {"id": "3", "article": "b", "author": "ben", "text": f"Hi! {LONG}"}))
    [again] = told(desk, done)
    assert (again.id, again.kind, again.repeats and again.repeats.id) == ("3", "duplicate", "1")
    assert done.read == 3


def test_words_that_come_again_changed_are_judged_anew(tmp_path: Path, models: Models) -> None:
    """Of an id the last words count, in one round or in two; without ids every row is a comment of its own."""
    desk = desk_of(tmp_path / "d.db")
    rounds = Rounds(desk, models)
    rounds.ended(rounds.judge(came({"id": "1", "text": LONG}, {"id": "1", "text": LONG + " Twice."})), {})
    assert [one.comment.text for one in lying(desk).values()] == [LONG + " Twice."]
    done = rounds.judge(came({"id": "1", "text": ADVERT}))
    assert flagged(desk, done) == {"1"}
    rounds.judge(came({"text": LONG}, name="nameless.jsonl"))
    rounds.judge(came({"text": ADVERT}, name="nameless.jsonl", after=1))
    assert {key for key in lying(desk) if key.startswith("line")} == {"line-1", "line-2"}


def test_what_was_not_told_is_told_after_a_kill(tmp_path: Path, models: Models) -> None:
    """A round that was judged and not ended is told by the next process; one that was ended is not, nor read again."""
    desk = desk_of(tmp_path / "d.db")
    rounds = Rounds(desk, models)
    assert rounds.unfinished() is None
    done = rounds.judge(came({"id": "1", "text": ADVERT}))
    left = Rounds(desk, models).unfinished()
    assert left is not None
    assert left.numbers == done.numbers
    rounds.ended(done, {"new.jsonl": Place(100, 1, b"mark")})
    assert Rounds(desk, models).unfinished() is None
    assert Rounds(desk, models).places() == {"new.jsonl": Place(100, 1, b"mark")}


def test_decisions_between_rounds_count(tmp_path: Path, models: Models) -> None:
    """What a moderator decided on the desk meanwhile is known in the next round."""
    desk = desk_of(tmp_path / "d.db")
    rounds = Rounds(desk, models)
    done = rounds.judge(came({"id": "1", "author": "ann", "text": LONG}))
    rounds.ended(done, {})
    desk.decide(done.numbers, "spam", "eve")
    done = rounds.judge(came({"id": "2", "author": "ben", "text": LONG}))
    [known] = told(desk, done)
    assert (known.id, known.layer) == ("2", "moderator")
