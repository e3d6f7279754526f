"""The pairs closest to the threshold, on both sides of it."""

from __future__ import annotations

import random

import pytest

from agorascope.deduplication import Clusters, Post, border, find
from agorascope.settings import Settings

SETTINGS = Settings()
STORIES = [
    "Loyalty cards look cheap, but in our town they only moved the price of milk from the shelf to the till for good.",
    "The bus to the hospital was cancelled twice this month, and nobody at the station could tell us the reason.",
    "Our school bought forty tablets and no charger, so the children draw on paper while the screens lie in a box.",
    "My landlord raised the rent after the new tram line opened, although the stop is an hour's walk from here.",
]
OTHERS = "olive anchor violin marble thunder pocket ladder salmon copper meadow candle rocket".split()  # noqa: SIM905 - read


def edited(text: str, count: int, seed: int) -> str:
    """Put other words in the place of some."""
    draw = random.Random(seed)  # noqa: S311 - the same every time
    words = text.split()
    for place in draw.sample(range(len(words)), count):
        words[place] = draw.choice(OTHERS)
    return " ".join(words)


@pytest.fixture(scope="module")
def posts() -> list[Post]:
    """Give four stories with copies in which from none to half of the words are others."""
    texts = [edited(story, count, seed) for seed in range(2) for count in range(11) for story in STORIES]
    return [Post(f"c{n}", text, rank=n) for n, text in enumerate([*STORIES, *texts])]


@pytest.fixture(scope="module")
def found(posts: list[Post]) -> Clusters:
    """Give what is found in them."""
    return find(posts, SETTINGS)


def test_both_sides_come_in_order(posts: list[Post], found: Clusters) -> None:
    """There are pairs on either side of the threshold, the least similar first, as many as were asked for."""
    close = border(posts, found, SETTINGS, 8)
    assert sum(pair.taken for pair in close) == 8
    assert sum(not pair.taken for pair in close) == 8
    assert [pair.similarity for pair in close] == sorted(pair.similarity for pair in close)


def test_taken_is_what_was_found(posts: list[Post], found: Clusters) -> None:
    """A taken pair is a near-duplicate with the same similarity; the posts of another repeat nothing."""
    for pair in border(posts, found, SETTINGS, 1000):
        assert pair.place != pair.of
        if pair.taken:
            repeat = found.repeats[pair.place]
            assert (repeat.of, repeat.kind, repeat.similarity) == (pair.of, "near", pair.similarity)
            assert pair.similarity >= pair.needed
        else:
            assert not {pair.place, pair.of} & set(found.repeats)


def test_every_near_duplicate_is_among_all_pairs(posts: list[Post], found: Clusters) -> None:
    """Asked for more than there are, it gives each near-duplicate once and no exact one."""
    taken = [pair.place for pair in border(posts, found, SETTINGS, 1000) if pair.taken]
    assert sorted(taken) == sorted(place for place, repeat in found.repeats.items() if repeat.kind == "near")
    assert {repeat.kind for repeat in found.repeats.values()} == {"exact", "near"}


def test_the_closest_are_given(posts: list[Post], found: Clusters) -> None:
    """No pair that is left out lies closer to the threshold than one that is given."""
    few, every = (border(posts, found, SETTINGS, count) for count in (5, 1000))
    for taken in (True, False):
        given = [pair.distance for pair in few if pair.taken is taken]
        left = [pair.distance for pair in every if pair.taken is taken and pair not in few]
        assert len(given) == 5
        assert max(given) <= min(left)


def test_short_texts_need_more() -> None:
    """The shorter a text, the more alike it had to be."""
    pairs = [("short", STORIES[0][:60]), ("long", f"{STORIES[0]} {STORIES[1]}")]
    needed = {}
    for name, text in pairs:
        two = [Post("a", text), Post("b", text.replace("look", "always look"))]
        [close] = border(two, find(two, SETTINGS), SETTINGS, 9)
        needed[name] = close.needed
    assert needed["short"] > needed["long"] == SETTINGS.near_threshold


def test_scopes_are_kept_apart() -> None:
    """Texts of different threads are no pair."""
    two = [Post("a", STORIES[0], scope="s"), Post("b", edited(STORIES[0], 8, 1), scope="t")]
    assert border(two, find(two, SETTINGS), SETTINGS, 9) == []
    same = [Post(post.id, post.text) for post in two]
    assert len(border(same, find(same, SETTINGS), SETTINGS, 9)) == 1


def test_nothing_has_no_border() -> None:
    """No posts, short posts, and posts that have nothing in common give no pair."""
    for texts in ([], ["Great!", "Great?"], STORIES):
        some = [Post(str(n), text) for n, text in enumerate(texts)]
        assert border(some, find(some, SETTINGS), SETTINGS, 9) == []
