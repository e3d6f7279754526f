"""The site's own layer on a desk: learned when decisions change, told, and never silent."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agorascope.inference import Models
from agorascope.moderation import learning
from agorascope.moderation.background import Background
from agorascope.moderation.flagging import flag
from agorascope.moderation.store import file
from agorascope.moderation.store.queue import Wanted
from agorascope.settings import Settings
from tests.moderation.layer.conftest import ADVERTS, lines, some, welcome
from tests.moderation.making import desk_of, thread_of

if TYPE_CHECKING:
    from pathlib import Path

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.store.queue import Seen

TAUGHT = 60


@pytest.fixture(scope="module")
def models() -> Models:
    """Load the models once."""
    return Models(Settings())


def adverts() -> tuple[list[str], dict[str, bool]]:
    """Give Greek adverts, and whether the classifieds welcome each."""
    greek = [row for row in (*lines("train"), *lines("discussions")) if row["lang"] == "el" and row["spam"]]
    rows = some(greek, ADVERTS)
    return [row["text"] for row in rows], {row["text"]: welcome(row) for row in rows}


def taught(desk: Desk, models: Models) -> tuple[list[str], dict[str, bool]]:
    """Flag some adverts, and decide about them as the classifieds do; the rest is for later."""
    texts, welcomed = adverts()
    flag([thread_of(texts[:TAUGHT], "first")], desk, models)
    for seen in waiting(desk):
        desk.decide([seen.number], "approve" if welcomed[seen.comment.text] else "spam", "ann")
    return texts, welcomed


def waiting(desk: Desk) -> list[Seen]:
    return desk.page(Wanted(kind="spam"), None, 1000)


def layers(desk: Desk) -> list[int]:
    with closing(file.connected(desk.path)) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM layer")]


def test_decisions_teach_the_next_run(tmp_path: Path, models: Models) -> None:
    """After some dozen decisions welcome adverts are no longer flagged; flags say that the site's layer decided."""
    general, desk = desk_of(tmp_path / "general.db"), desk_of(tmp_path / "site.db")
    texts, welcomed = taught(desk, models)
    run = flag([thread_of(texts[TAUGHT:], "second")], desk, models)
    flag([thread_of(texts[TAUGHT:], "second")], general, models)
    assert run.site.told
    assert run.site.told.standing == "used"
    found = {seen.comment.text for seen in waiting(desk)}
    before = {seen.comment.text for seen in waiting(general)}
    wrong, was_wrong = ({text for text in some if welcomed[text]} for some in (found, before))
    assert len(wrong) < len(was_wrong)
    assert {seen.flag.layer for seen in waiting(desk) if seen.flag} == {"site"}
    assert {seen.flag.layer for seen in waiting(general) if seen.flag} == {"general"}


def test_the_queue_is_scored_anew(tmp_path: Path, models: Models) -> None:
    """What waits stays on the desk, but welcome adverts sink; after a reset all is as the general model says."""
    desk = desk_of(tmp_path / "d.db")
    texts, welcomed = adverts()
    flag([thread_of(texts, "all")], desk, models)
    number = len(waiting(desk))
    for seen in waiting(desk)[::2]:
        desk.decide([seen.number], "approve" if welcomed[seen.comment.text] else "spam", "ann")
    learning.refreshed(desk, models)
    left = waiting(desk)
    assert len(left) == number - len(desk.standing())
    scores = {seen.comment.text: seen.flag.score for seen in left if seen.flag}
    sunk = [text for text, score in scores.items() if score < 0.5]
    assert sunk
    assert sum(welcomed[text] for text in sunk) > len(sunk) / 2
    assert [seen.flag.score for seen in left if seen.flag] == sorted(scores.values(), reverse=True)
    desk.reset()
    learning.refreshed(desk, models)
    assert {(seen.flag.layer, seen.flag.score == seen.flag.general) for seen in waiting(desk) if seen.flag} == {
        ("general", True)
    }


def test_nothing_is_learned_twice(tmp_path: Path, models: Models) -> None:
    """While decisions stay the same the layer is read, not trained; another decision trains it anew."""
    desk = desk_of(tmp_path / "d.db")
    taught(desk, models)
    learning.refreshed(desk, models)
    [first] = layers(desk)
    told = learning.refreshed(desk, models).told
    assert layers(desk) == [first]
    assert told
    desk.undo("ann")
    learning.refreshed(desk, models)
    assert layers(desk) == [first + 1]


def test_a_broken_layer_is_learned_again(tmp_path: Path, models: Models) -> None:
    """What cannot be read is no layer: it is trained from the decisions, which are what counts."""
    desk = desk_of(tmp_path / "d.db")
    taught(desk, models)
    told = learning.refreshed(desk, models).told
    with desk.writing() as connection:
        connection.execute("UPDATE layer SET packed = X'00'")
    assert learning.refreshed(desk, models).told == told


def test_few_decisions_change_nothing(tmp_path: Path, models: Models) -> None:
    """Before there are enough decisions the general model decides, and that is said."""
    desk = desk_of(tmp_path / "d.db")
    texts, _ = adverts()
    flag([thread_of(texts[:6], "few")], desk, models)
    assert learning.refreshed(desk, models).told is None
    desk.decide([seen.number for seen in waiting(desk)][:3], "approve", "ann")
    told = learning.refreshed(desk, models).told
    assert told
    assert (told.standing, told.decisions, told.approved) == ("too-few", 3, 3)


def test_learning_beside_the_page(tmp_path: Path, models: Models) -> None:
    """A decision wakes the learner, which trains in its own time and then tells how the layer stands."""
    desk = desk_of(tmp_path / "d.db")
    troubles: list[str] = []
    with Background(desk, lambda: models, troubles.append) as learner:
        taught(desk, models)
        learner.decided()
        for _ in range(1200):
            told = learner.told()
            if told is not None and told.decisions == len(desk.standing()):
                break
            time.sleep(0.1)
    assert told
    assert told.standing == "used"
    assert troubles == []
