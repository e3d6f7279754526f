"""Translations of a desk: among the newest texts only, while others add posts; what was found earlier stays."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agorascope.deduplication import Post, find
from agorascope.deduplication.index import Index, opened
from agorascope.inference import Models
from tests.deduplication.test_index import DATES, FILE, SETTINGS, Unread, edited, everything, shuffled, told


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """Give comments with their translations, group by group."""
    read = (json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines())
    return tuple(row for row in read if row["kind"] in {"original", "translation"})


@cache
def models() -> Models:
    """Load the models once."""
    return Models(SETTINGS)


def posts_of(count: int, seed: int = 0) -> list[Post]:
    """Give posts of originals and translations, some of them also edited."""
    draw = random.Random(seed)  # noqa: S311 - the same every time
    return [
        Post(f"{row['id']}/{copy}", edited(row["text"], draw) if copy else row["text"], published=draw.choice(DATES))
        for row in rows()[:count]
        for copy in range(1 + (draw.random() < 0.4))
    ]


def pairs(index: Index) -> dict[str, str]:
    """Give whom each translated post repeats, and assert that `repeat`, `cluster` and `known` tell the same."""
    known = index.known()
    heads = {cluster.members[0] for cluster in known.found.clusters}
    members = [place for cluster in known.found.clusters for place in cluster.members]
    assert len(members) == len(set(members))
    assert {repeat.of for repeat in known.found.repeats.values()} == heads
    assert not heads & set(known.found.repeats)
    for place, post in enumerate(known.posts):
        repeat, expected = index.repeat(post), known.found.repeats.get(place)
        assert (repeat and (repeat.post, repeat.kind, repeat.similarity)) == (
            expected and (known.posts[expected.of], expected.kind, expected.similarity)
        )
    for cluster in known.found.clusters:
        assert index.cluster(known.posts[cluster.members[-1]]) == tuple(known.posts[n] for n in cluster.members)
    translated = (pair for pair in known.found.repeats.items() if pair[1].kind == "translation")
    return {known.posts[place].id: known.posts[repeat.of].id for place, repeat in translated}


def test_a_window_as_wide_as_everything_is_one_run(tmp_path: Path) -> None:
    """Asked for among as many texts as there are, after each portion, it is what one run finds."""
    posts = shuffled(posts_of(40, 1), 1)
    expected = told(posts, find(posts, SETTINGS, models()))
    assert "translation" in {kind for _, kind, _ in expected[0].values()}
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(posts), 15):
            index.add(posts[at : at + 15])
            index.translate(models(), most=1000)
            assert everything(index) == told(posts[: at + 15], find(posts[: at + 15], SETTINGS, models()))
        index.translate(models())
        assert everything(index) == expected


def test_a_window_is_a_run_over_the_newest(tmp_path: Path) -> None:
    """The first time, what is found is what one run over the newest leading texts alone finds."""
    posts = [Post(row["id"], row["text"]) for row in rows()[:40]]
    expected = {
        posts[20:][n].id: posts[20:][repeat.of].id
        for n, repeat in find(posts[20:], SETTINGS, models()).repeats.items()
        if repeat.kind == "translation"
    }
    assert expected
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add(posts)
        assert not find(posts, SETTINGS).repeats  # each leads
        index.translate(models(), most=20)
        assert pairs(index) == expected


def test_what_was_found_earlier_stays(tmp_path: Path) -> None:
    """Pairs that are no longer among the newest stay as they were told, while later ones are found."""
    posts = [Post(f"p{n}", row["text"]) for n, row in enumerate(rows()[:60])]
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add(posts[:20])
        index.translate(models(), most=20)
        first = pairs(index)
        assert first
        index.add(posts[20:40])
        index.translate(models(), most=20)
        second = pairs(index)
        assert first.items() < second.items()
        index.add(posts[40:])
        index.translate(models(), most=20)
        assert second.items() < pairs(index).items()


def found_pair(index: Index, posts: Sequence[Post]) -> tuple[Post, Post]:
    """Add posts, compare all, and give a translated one and what it repeats."""
    index.add(posts)
    index.translate(models(), most=len(posts))
    told_of = pairs(index)
    name = min(told_of)
    by_id = {post.id: post for post in posts}
    return by_id[name], by_id[told_of[name]]


def others(count: int) -> list[Post]:
    """Give posts that repeat nothing, to fill a window with."""
    wanted = [row for row in rows()[60:] if row["kind"] == "original"][:count]
    return [Post(f"x{n}", row["text"]) for n, row in enumerate(wanted)]


def test_what_follows_a_text_out_of_the_window_later_is_judged(tmp_path: Path) -> None:
    """A near copy of a translated text comes when that is long out of the window: it goes along, or leads."""
    with opened(tmp_path / "i", SETTINGS) as index:
        one, other = found_pair(index, [Post(row["id"], row["text"]) for row in rows()[:20]])
        index.add(others(12))
        index.translate(models(), most=10)
        assert pairs(index)[one.id] == other.id
        late = Post("z-late", one.text + ("。好" if one.text[-1] > "\u2000" else " Well."))
        index.add([late])
        assert (repeat := index.repeat(late)) is not None
        assert (repeat.post, repeat.kind) == (one, "near")
        index.translate(models(), most=10)
        told_of = pairs(index)
        assert told_of[one.id] == other.id
        assert told_of["z-late"] == other.id


def test_a_pair_whose_leader_leads_no_more_is_forgotten(tmp_path: Path) -> None:
    """When what a text translates follows another text by now, outside of the window, nothing is told of the pair."""
    with opened(tmp_path / "i", SETTINGS) as index:
        one, other = found_pair(index, [Post(row["id"], row["text"]) for row in rows()[:20]])
        index.add(others(12))
        index.translate(models(), most=10)
        assert pairs(index)[one.id] == other.id
        joint = " " if " " in other.text else ""
        index.add([Post(f"more{n}", f"{other.text}{joint}{other.text[-5:]}", published="2020-01-01") for n in range(4)])
        assert (repeat := index.repeat(other)) is not None
        assert repeat.of == "more0"
        index.translate(models(), most=10)
        assert one.id not in pairs(index)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_in_clusters_stay_whole(tmp_path: Path, seed: int) -> None:
    """Portions of copies, edits and translations, windows of all widths: no post is in two clusters or follows one
    that follows.
    """  # noqa: D205 - one sentence that needs a second line
    posts = shuffled(posts_of(60, seed), seed)
    draw = random.Random(seed)  # noqa: S311 - the same every time
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(posts), 8):
            index.add(posts[at : at + 8])
            index.translate(models(), most=draw.choice([0, 3, 8, 15, 30]))
            pairs(index)
        assert pairs(index)
        index.translate(models())
        assert everything(index) == told(posts, find(posts, SETTINGS, models()))


class Meanwhile(Models):
    """Models that do something else before they read, as another process would."""

    def __init__(self, done: Callable[[], object]) -> None:
        super().__init__(SETTINGS)
        self.done = done

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> Any:
        """Do it, then read."""
        self.done()
        return super().meanings(texts, languages)


@pytest.mark.parametrize("most", [None, 25])
def test_others_add_while_texts_are_read(tmp_path: Path, most: int | None) -> None:
    """Nobody waits for a model; what came meanwhile is compared the next time, and nothing contradicts it."""
    posts = shuffled(posts_of(30, 5), 5)
    left = posts[20:]
    with opened(tmp_path / "i", SETTINGS) as index, opened(tmp_path / "i", SETTINGS) as other:
        other._connection.execute("PRAGMA busy_timeout = 0")
        index.add(posts[:20])

        def add() -> None:
            if left:
                assert other.add([left.pop()]) == 1

        for _ in range(4):
            index.translate(Meanwhile(add), most=most)
            pairs(index)
        while left:
            add()
        index.translate(models(), most=most and 1000)
        assert everything(index) == told(posts, find(posts, SETTINGS, models()))


def test_nothing_is_done_twice(tmp_path: Path) -> None:
    """Where nothing was added, no model is asked again; another window is another question."""
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add(posts_of(20, 6))
        index.translate(models(), most=30)
        before = everything(index)
        index.translate(Unread(SETTINGS), most=30)
        assert everything(index) == before
    with opened(tmp_path / "i", SETTINGS) as index:
        index.translate(models(), most=2)
        index.translate(models(), most=30)
        assert everything(index) == before
