"""Translations and Greek in Latin letters, with the real models, on texts whose translations are known."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from agorascope.deduplication import Clusters, Post, find
from agorascope.inference import Models
from agorascope.settings import Settings

SETTINGS = Settings()
FILE = Path(__file__).parents[2] / "corpora" / "reposts" / "dev.jsonl"
PRAISE = ["Great post!", "Ωραίο άρθρο!", "好文章！", "Συμφωνώ!", "同意", "I agree!", "poly oraio arthro!"]
ENGLISH = "The new ticket machines at the station never give change, and the line is always out of the door."
GREEK = "Τα νέα μηχανήματα εισιτηρίων στον σταθμό δεν δίνουν ποτέ ρέστα και η ουρά φτάνει πάντα έξω από την πόρτα."
GREEKLISH = (
    "Ta nea mixanimata eisitirion ston stathmo den dinoun pote resta kai i oura ftanei panta ekso apo tin porta."
)
CHINESE = "车站新装的售票机从来不找零，排队总是排到门外。"
Pairs = set[tuple[str, str]]


@pytest.fixture(scope="module")
def models() -> Models:
    """Give the real models."""
    return Models(SETTINGS)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """Give the labelled texts but those that were altered on purpose."""
    read = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    return [row for row in read if row["kind"] != "altered"]


@pytest.fixture(scope="module")
def posts(rows: list[dict[str, Any]]) -> list[Post]:
    """Give them as posts."""
    return [Post(row["id"], row["text"]) for row in rows]


@pytest.fixture(scope="module")
def found(posts: list[Post], models: Models) -> Clusters:
    """Give what is found in them."""
    return find(posts, SETTINGS, models)


def told(posts: Sequence[Post], found: Clusters) -> dict[str, tuple[str, str, float]]:
    """Give what each post repeats, by ids."""
    return {posts[n].id: (posts[r.of].id, r.kind, r.similarity) for n, r in found.repeats.items()}


def paired(posts: Sequence[Post], found: Clusters) -> Pairs:
    """Give the pairs of ids that stand in one cluster."""
    groups = (sorted(posts[place].id for place in cluster.members) for cluster in found.clusters)
    return {pair for group in groups for pair in combinations(group, 2)}


def of_languages(rows: list[dict[str, Any]], wanted: Pairs, *languages: str) -> Pairs:
    """Keep the pairs of these two languages."""
    spoken = {row["id"]: row["lang"] for row in rows}
    return {(one, other) for one, other in wanted if sorted((spoken[one], spoken[other])) == sorted(languages)}


def known(rows: list[dict[str, Any]]) -> Pairs:
    """Give the pairs of an original and its translation."""
    first = {row["cluster"]: row["id"] for row in rows if row["kind"] == "original"}
    moved = [row for row in rows if row["kind"] == "translation"]
    return {(min(row["id"], of), max(row["id"], of)) for row in moved if (of := first[row["cluster"]])}


def alike(rows: list[dict[str, Any]]) -> Pairs:
    """Give all pairs that say the same: of originals and translations, not of those that make the same point."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        if row["kind"] != "same-point":
            groups.setdefault(row["cluster"], []).append(row["id"])
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def test_what_is_found_is_right(rows: list[dict[str, Any]], posts: list[Post], found: Clusters) -> None:
    """Nine of ten pairs in one cluster say the same, among many that only make the same point."""
    pairs = paired(posts, found)
    assert len(pairs & alike(rows)) >= 0.9 * len(pairs)


def test_most_translations_are_found(rows: list[dict[str, Any]], posts: list[Post], found: Clusters) -> None:
    """Six of ten originals stand in one cluster with a translation of theirs, Greeklish included."""
    wanted = known(rows)
    assert len(wanted) > 100
    assert len(paired(posts, found) & wanted) >= 0.6 * len(wanted)


def test_greek_is_known_in_latin_letters(rows: list[dict[str, Any]], posts: list[Post], found: Clusters) -> None:
    """Nine of ten comments in Greeklish are found beside the same in Greek letters."""
    wanted = of_languages(rows, alike(rows), "el", "el-Latn")
    assert wanted
    assert len(paired(posts, found) & wanted) >= 0.9 * len(wanted)


def test_order_does_not_matter(posts: list[Post], found: Clusters, models: Models) -> None:
    """Shuffled posts give the same clusters to the last field."""
    expected = told(posts, found)
    for seed in range(2):
        shuffled = random.Random(seed).sample(posts, len(posts))  # noqa: S311 - a shuffle
        again = find(shuffled, SETTINGS, models)
        assert told(shuffled, again) == expected
        assert paired(shuffled, again) == paired(posts, found)


def test_every_repeat_is_of_a_representative(posts: list[Post], found: Clusters) -> None:
    """Duplicates of duplicates are not chained, and each cluster is called after the best of what is in it."""
    for cluster in found.clusters:
        first, *others = cluster.members
        assert first not in found.repeats
        assert {found.repeats[place].of for place in others} == {first}
        assert cluster.kind in {found.repeats[place].kind for place in others}
    assert sum(len(cluster.members) - 1 for cluster in found.clusters) == len(found.repeats)
    assert len(found.repeats) < len(posts)


def test_kind_and_similarity_say_what_it_is(models: Models) -> None:
    """What says the same in another language or in Latin letters is `translation`, with a probability."""
    texts = [
        ENGLISH,
        GREEK,
        GREEKLISH,
        CHINESE,
        "The driver was friendly, but the bus smelled of wet dogs and old soup.",
    ]
    found = find([Post(str(n), text, rank=n) for n, text in enumerate(texts)], SETTINGS, models)
    assert {place: (repeat.of, repeat.kind) for place, repeat in found.repeats.items()} == {
        1: (0, "translation"),
        2: (0, "translation"),
        3: (0, "translation"),
    }
    assert all(SETTINGS.translation_threshold <= repeat.similarity <= 1 for repeat in found.repeats.values())
    [cluster] = found.clusters
    assert (cluster.kind, cluster.members) == ("translation", (0, 1, 2, 3))


def test_without_models_there_are_no_translations() -> None:
    """Exact and near re-posts are all that is looked for then."""
    assert find([Post("a", ENGLISH), Post("b", GREEK)], SETTINGS).clusters == ()


def test_greeklish_alone_beside_greek(models: Models) -> None:
    """Greek in both alphabets is a pair without a third language, and the similarity is that of the sounds."""
    found = find([Post("a", GREEK, rank=0), Post("b", GREEKLISH, rank=1)], SETTINGS, models)
    assert found.repeats[1].kind == "translation"
    assert 0.85 <= found.repeats[1].similarity <= 1


def test_short_praise_is_never_a_translation(posts: list[Post], models: Models) -> None:
    """So many people agree in so few words: 'great post' in three languages is no re-post, alone or among others."""
    praise = [Post(f"p{n}", text) for n, text in enumerate(PRAISE)]
    assert find(praise, SETTINGS, models).clusters == ()
    among = [*posts[:60], *praise]
    assert not {name for name in told(among, find(among, SETTINGS, models)) if name.startswith("p")}


@pytest.mark.parametrize(
    ("first", "second", "wrong", "right"),
    [
        (
            "They raised our rent from 450 to 620 euros in one year, and the heating still does not work.",
            "Ανέβασαν το ενοίκιό μας από 450 σε 780 ευρώ μέσα σε έναν χρόνο, και η θέρμανση ακόμα δεν δουλεύει.",
            "780",
            "620",
        ),
        (
            "In 2019 the ferry to the island cost us 38 euros a head.",
            "2019年去那个岛的渡轮每人要花我们83欧元。",
            "83",
            "38",
        ),
        (
            "Χρειάστηκα 14 μέρες για να βρω γιατρό στην πόλη μας.",
            "我在我们市里花了41天才找到医生。",
            "41",
            "14",
        ),
    ],
)
def test_another_number_is_another_comment(models: Models, first: str, second: str, wrong: str, right: str) -> None:
    """A translation with another number in digits says something else; with the same number it is one."""
    assert find([Post("a", first), Post("b", second)], SETTINGS, models).clusters == ()
    assert len(find([Post("a", first), Post("b", second.replace(wrong, right))], SETTINGS, models).clusters) == 1


class Unread(Models):
    """Models that must not be asked."""

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> Any:
        """Refuse."""
        raise AssertionError((texts, languages))


@pytest.mark.parametrize("spoken", ["en", "zh", "el"])
def test_one_language_needs_no_model(rows: list[dict[str, Any]], spoken: str) -> None:
    """Where all speak one language, nobody is asked for meanings; the result is that without models."""
    mine = [Post(row["id"], row["text"]) for row in rows if row["lang"] == spoken]
    assert len(mine) > 30
    assert find(mine, SETTINGS, Unread(SETTINGS)) == find(mine, SETTINGS)


def test_near_copies_of_a_translation_go_along(models: Models) -> None:
    """An edited copy of a translated comment is in the original's cluster, whichever was posted first."""
    edited = GREEK.replace("πάντα έξω", "σχεδόν πάντα έξω")
    for texts in ([ENGLISH, GREEK, edited], [GREEK, edited, ENGLISH], [GREEK, ENGLISH, edited]):
        found = find([Post(str(n), text, rank=n) for n, text in enumerate(texts)], SETTINGS, models)
        assert [cluster.members for cluster in found.clusters] == [(0, 1, 2)]
        assert {repeat.of for repeat in found.repeats.values()} == {0}
        assert found.repeats[texts.index(ENGLISH) or texts.index(GREEK)].kind == "translation"


def test_scopes_are_compared_apart(models: Models) -> None:
    """A translation in another thread is none where only threads are looked into."""
    texts = [(ENGLISH, "a"), (GREEK, "b"), (CHINESE, "a")]
    found = find([Post(str(n), text, rank=n, scope=scope) for n, (text, scope) in enumerate(texts)], SETTINGS, models)
    assert [cluster.members for cluster in found.clusters] == [(0, 2)]


def test_the_threshold_is_a_probability(models: Models) -> None:
    """Asked to be surer than sure, it finds fewer; what is found is as sure as was asked."""
    posts = [Post(str(n), text, rank=n) for n, text in enumerate([ENGLISH, GREEK, CHINESE])]
    sure = max(repeat.similarity for repeat in find(posts, SETTINGS, models).repeats.values())
    strict = find(posts, Settings(translation_threshold=sure), models)
    assert strict.repeats
    assert {repeat.similarity for repeat in strict.repeats.values()} == {sure}


def test_other_languages_are_left_alone(models: Models) -> None:
    """A French comment is compared letter by letter only."""
    french = (
        "Les nouvelles machines à billets de la gare ne rendent jamais la monnaie et la file sort toujours de la porte."
    )
    assert find([Post("a", ENGLISH), Post("b", french)], SETTINGS, models).clusters == ()


def test_greek_in_both_letters_asks_no_model() -> None:
    """How it sounds is enough: a corpus of Greek is not read by the encoder."""
    posts = [Post("1", GREEK), Post("2", GREEKLISH), Post("3", f"{GREEK} Κώστας")]
    assert told(posts, find(posts, SETTINGS, Unread(SETTINGS))).keys() == {"2", "3"}
