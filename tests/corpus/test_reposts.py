"""Re-posts and campaigns of a whole corpus are those of all its comments looked at together."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from agorascope.corpus.reposts import whole
from agorascope.corpus.reposts.whole import KINDS
from agorascope.corpus.running import wanted
from agorascope.deduplication import Post, find, in_campaigns
from agorascope.inference import Models
from agorascope.records import Comment, Thread
from agorascope.settings import Settings
from tests.corpus.making import ONE_THREAD, ROOT, Row, analysed, rows, thread

CLAIM = "Loyalty cards only moved the price of milk from the shelf to the till, I kept every receipt for a year."
OTHER = "Nobody in our village ever asked for a second roundabout, and yet they build one with our own money."
SLOW = "Ο δήμος υποσχέθηκε πάρκο και έφτιαξε πάρκινγκ, να το θυμόμαστε όλοι μας στις επόμενες εκλογές."
FOOTER = "我们店去年用这个平台做推广，三个月花了五万块，一点效果都没有，后来就再也不做了。"
BLANK = ("", " ", "\n\t", "\u200b", "\x00")
SHORT = ("👍", "👍", "Συμφωνώ!", "ΣΥΜΦΩΝΩ", "同意", "同意！", "+1", "No.", "no")


def _made() -> Iterator[Comment]:
    """Write what re-posters write, and what only looks like it."""
    for n in range(7):  # seven authors within six hours
        yield _post(CLAIM + " !"[: n % 2], f"author {n}", f"2024-03-0{1 + n // 6}T{18 + n % 6:02}:00:00")
    for n in range(4):  # four authors, but in four days
        yield _post(SLOW, f"author {n}", f"2024-03-0{n + 1}T12:00:00")
    for n in range(6):  # one author, again and again
        yield _post(FOOTER, "the same one", f"2024-03-01T12:0{n}:00")
    for n in range(5):  # nobody knows who or when
        yield _post(OTHER.replace("second", "second " * (n + 1)), None if n % 2 else f"author {n}", None)
    for n in range(5):  # as many authors as a campaign has, but with a word or two
        yield _post("Great post!", f"author {n}", f"2024-03-01T12:0{n}:00")
    words = CLAIM.split()
    for cut in (3, 6, 9):  # each is near to the one before it
        yield _post(" ".join(["other"] * cut + words[cut:]), None, "2024-01-01")
    yield from (_post(text, "blank", "2024-03-01T12:00:00") for text in (*BLANK, *BLANK, *SHORT))


def _post(text: str, author: str | None, published: str | None) -> Comment:
    return Comment(id="", author=author, published=published, text=text)


def threads() -> list[Thread]:
    """Strew them, with translations and what is none, over threads of any length."""
    lines = (ROOT / "corpora" / "reposts" / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:90]
    posts = [*_made(), *(_post(json.loads(line)["text"], None, None) for line in lines)]
    dice = random.Random(5)  # noqa: S311 - a shuffle
    dice.shuffle(posts)
    found: list[Thread] = []
    sizes = (1, 12, 7, 30, 0, 9, 25, 3)
    while posts:
        size = sizes[len(found) % len(sizes)]
        own, posts = posts[:size], posts[size:]
        named = tuple(structs.replace(post, id=str(n)) for n, post in enumerate(own, start=1))
        found.append(thread(f"t{len(found)}", comments=named))
    return found


def expected(comments: list[Row], kinds: tuple[str, ...], settings: Settings) -> list[Row]:
    """Look at all comments together, as `agorascope duplicates` does."""
    names = ("comment_id", "text", "author", "discussion_id", "published")
    posts = [Post(*(row[name] for name in names)) for row in comments]
    models = Models(settings) if "translation" in kinds else None
    found = find(posts, settings, models, near="near" in kinds)
    waves = in_campaigns(found, posts, settings)
    first = {place: cluster.members[0] for cluster in found.clusters for place in cluster.members}
    told = []
    for place, post in enumerate(posts):
        repeat, wave = found.repeats.get(place), waves.get(place)
        told.append(
            {
                "comment_id": post.id,
                "cluster": posts[first[place]].id if place in first else None,
                "of": posts[repeat.of].id if repeat else None,
                "kind": repeat.kind if repeat else None,
                "similarity": repeat.similarity if repeat else None,
                "campaign_authors": wave.authors if wave else None,
                "campaign_hours": wave.hours if wave else None,
            }
        )
    return told


def _of_the_corpus(folder: Path) -> list[Row]:
    names = ("comment_id", "cluster", "of", "kind", "similarity", "campaign_authors", "campaign_hours")
    return [{name: row[name] for name in names} for row in rows(folder, "duplicates")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for runs of this module: each asks for what it looks at."""
    return tmp_path_factory.mktemp("reposts")


def _searched(folder: Path, **plan: Any) -> None:
    analysed(folder, threads(), stages=wanted(["duplicates"]), **plan)


@pytest.mark.parametrize("kinds", [KINDS[:1], KINDS[:2], KINDS], ids=",".join)
def test_reposts_are_those_of_all_comments_together(folder: Path, kinds: tuple[str, ...]) -> None:
    """What each comment repeats, how alike, in which cluster, and who posts in a campaign: part by part the same."""
    _searched(folder, kinds=kinds)
    found = _of_the_corpus(folder)
    assert found == expected(rows(folder, "comments"), kinds, ONE_THREAD)
    assert {row["kind"] for row in found} == {None, *kinds}
    assert {row["campaign_authors"] for row in found} == {None, 7}


@pytest.mark.parametrize(
    "changes", [{"near_threshold": 0.95}, {"campaign_authors": 2, "campaign_hours": 100.0}], ids=str
)
def test_settings_are_those_of_the_search(folder: Path, changes: dict[str, Any]) -> None:
    """Thresholds mean the same in a corpus as elsewhere."""
    settings = structs.replace(ONE_THREAD, **changes)
    _searched(folder, kinds=KINDS[:2], settings=settings)
    assert _of_the_corpus(folder) == expected(rows(folder, "comments"), KINDS[:2], settings)


def test_parts_change_nothing(folder: Path, tmp_path: Path) -> None:
    """However the corpus is cut, each comment repeats the same."""
    _searched(folder, kinds=KINDS[:2])
    for part in (1, 1000):
        _searched(tmp_path / str(part), kinds=KINDS[:2], part=part)
        assert rows(tmp_path / str(part), "duplicates") == rows(folder, "duplicates")


def test_nothing_is_repeated_where_nothing_is_said(tmp_path: Path) -> None:
    """Comments without a visible sign, and a corpus of nothing else, repeat nobody."""
    analysed(tmp_path, [thread("a", *BLANK), thread("b", *BLANK)], stages=wanted(["duplicates"]))
    assert {row["cluster"] for row in rows(tmp_path, "duplicates")} == {None}


def test_greek_in_two_scripts_asks_no_model(tmp_path: Path) -> None:
    """Greek letters and Latin ones are compared by their sound; the same is found as in one search."""
    latin = "O dimos iposxethike parko kai eftiakse parking, na to thimomaste oloi mas stis epomenes ekloges."
    told = analysed(tmp_path, [thread("a", SLOW), thread("b", latin)], stages=wanted(["duplicates"])).told
    found = _of_the_corpus(tmp_path)
    assert found == expected(rows(tmp_path, "comments"), KINDS, ONE_THREAD)
    assert [row["kind"] for row in found] == [None, "translation"]
    assert [step["name"] for step in told["stages"][-1]["steps"]] == ["forms", "sketches"]


def test_another_version_searches_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the program found, or was told to find anew, is not taken for done."""
    found = [thread("a", CLAIM), thread("b", CLAIM)]
    plan = {"stages": wanted(["duplicates"]), "kinds": KINDS[:2]}
    steps = [[step["skipped_parts"] for step in analysed(tmp_path, found, **plan).told["stages"][-1]["steps"]]]
    steps.append(analysed(tmp_path, found, **plan).told["stages"][-1]["steps"])
    monkeypatch.setattr(whole, "VERSION", "another")
    steps.append([step["name"] for step in analysed(tmp_path, found, **plan).told["stages"][-1]["steps"]])
    forced = analysed(tmp_path, found, force=("duplicates",), **plan).told["stages"][-1]["steps"]
    steps.append([step["skipped_parts"] for step in forced])
    assert steps == [[0, 0], [], ["forms", "sketches"], [0, 0]]
