"""Clusters of re-posts: what is one, what only looks like one, and that order does not matter."""

from __future__ import annotations

import random
from itertools import starmap

import pytest

from agorascope import deduplication
from agorascope.deduplication import Clusters, Post, find
from agorascope.settings import Settings

Texts = list[tuple[str, str]]


def in_order(texts: Texts) -> list[Post]:
    return [Post(name, text, rank=place) for place, (name, text) in enumerate(texts)]


def found_in(texts: Texts) -> Clusters:
    return find(in_order(texts), Settings())


LONG = (
    "Loyalty cards look cheap, but in our town they only moved the price of milk from the shelf to the till. "
    "I kept every receipt for a year and saved eleven euros, which is less than the fuel for one extra trip."
)
GREEK = "Κρατάω τετράδιο από το 2019 και με τις κάρτες γλιτώνω είκοσι δύο ευρώ τον μήνα, μετρημένα στις αποδείξεις."
CHINESE = "我们店去年用这个平台做推广，三个月花了五万块，一点效果都没有，后来就再也不做了。"
NEAR = [
    (LONG, LONG.replace("every receipt", "each reciept").replace("only moved", "moved")),
    (LONG, LONG[:150]),
    (LONG, LONG + "\n\nBest regards,\nKarl"),
    (LONG, LONG + " (see www.example.com)"),
    (LONG, " ".join(reversed(LONG.split(". ")))),
    (GREEK, GREEK.replace("γλιτώνω", "γλυτώνω").replace("μετρημένα", "μετρημενα όλα")),
    (CHINESE, CHINESE.replace("后来就再也不做了", "后来再也没做了啊")),
    (CHINESE, "我們店去年用這個平臺做推廣，三個月花了五萬塊，一點效果都沒有，後來就再也不做了。"),
]
NOT = [
    ("Support is marketing.", "Support is not marketing. It is a cost."),
    ("Great post! I learned a lot about email.", "Great post! I learned a lot about SEO."),
    ("I paid 40 euros for a phone and it broke in a week.", "I paid 90 euros for a phone and it broke in a week."),
    ("Maria, this article about cards opened my eyes.", "Nikos, this article about cards opened my eyes."),
    ("I would recommend this shop to everybody I know.", "I would not recommend this shop to everybody I know."),
    ("I agree with him that cards are a trap for the poor", "I disagree with him that cards are a trap for the poor"),
    (
        "Πολύ ωραίο κείμενο! Μπράβο σας για τη δουλειά.",
        "Πολύ ωραίο κείμενο! Μπράβο σας για τη δουλειά. Εγώ όμως διαφωνώ με το σημείο για τις κάρτες.",
    ),
    (CHINESE, CHINESE.replace("五万", "八万")),
    ("Συμφωνώ!", "Συμφωνώ πολύ!"),
    ("同意楼上的", "同意楼主的"),
    ("👍", "👎"),
    ("", " "),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), NEAR)
def test_edited_cut_and_signed_copies_are_near_duplicates(first: str, second: str) -> None:
    """The later one repeats the earlier one, in whichever order they stand."""
    for one, other in ((first, second), (second, first)):
        found = found_in([("a", one), ("x", "Something else entirely."), ("b", other)])
        assert [cluster.members for cluster in found.clusters] == [(0, 2)]
        told = found.repeats[2]
        assert (told.of, told.kind) == (0, "near")
        assert Settings().near_threshold <= told.similarity <= 1
        assert 0 not in found.repeats


@pytest.mark.parametrize(("first", "second"), NOT)
def test_texts_that_differ_in_what_matters_are_no_duplicates(first: str, second: str) -> None:
    """Another number, name, negation or continuation makes another comment; short texts must be equal."""
    assert found_in([("a", first), ("b", second)]).clusters == ()
    assert found_in([("a", second), ("b", first)]).clusters == ()


def test_short_texts_are_duplicates_when_equal_after_normalisation() -> None:
    """'Συμφωνώ!' and 'ΣΥΜΦΩΝΩ' are one text."""
    found = found_in([("7", "Συμφωνώ!"), ("8", "ΣΥΜΦΩΝΩ")])
    assert (found.clusters[0].kind, found.repeats[1].kind, found.repeats[1].similarity) == ("exact", "exact", 1.0)


def test_duplicates_of_duplicates_are_not_chained() -> None:
    """Each step changes a fifth of the words; the last text is too far from the first to be its duplicate."""
    words = LONG.split()
    steps = [" ".join(["other"] * n + words[n:]) for n in (0, 7, 14, 21)]
    found = found_in(list(zip("abcd", steps, strict=True)))
    assert 3 not in found.repeats or found.repeats[3].of != 0


def by_id(posts: list[Post]) -> tuple[object, ...]:
    found = find(posts, Settings())
    repeats = sorted((posts[p].id, posts[r.of].id, r.kind, r.similarity) for p, r in found.repeats.items())
    return repeats, [(c.kind, [posts[p].id for p in c.members]) for c in found.clusters]


@pytest.mark.parametrize("known", ["rank", "published", "id alone"])
def test_order_of_posts_does_not_matter(known: str) -> None:
    """Shuffled posts give the same clusters to the last field, by place, by time or by id."""
    texts = [*[t for pair in NEAR for t in pair], *[t for pair in NOT for t in pair], LONG.upper()]
    posts = [
        Post(
            f"c{i}",
            text,
            rank=i if known == "rank" else None,
            published=f"2026-01-01T{i % 24:02}:00:00" if known == "published" else None,
        )
        for i, text in enumerate(texts)
    ]
    expected = by_id(posts)
    for seed in range(5):
        assert by_id(random.Random(seed).sample(posts, len(posts))) == expected  # noqa: S311 - a shuffle


def test_the_most_copied_text_leads() -> None:
    """A cut copy that happens to be older does not gather the others around it."""
    texts = [LONG[:140], LONG, LONG.upper(), LONG + " www.example.com", LONG.replace("eleven", "about eleven")]
    found = found_in([(str(i), text) for i, text in enumerate(texts)])
    assert [cluster.members for cluster in found.clusters] == [(1, 0, 2, 3, 4)]
    assert [found.repeats[p].kind for p in (0, 2, 3, 4)] == ["near", "exact", "near", "near"]


def test_scopes_are_compared_apart() -> None:
    """The same text in two threads is no re-post where only threads are looked into."""
    posts = [Post(str(i), text, scope=scope) for i, (text, scope) in enumerate([(LONG, "a"), (LONG, "b"), (LONG, "a")])]
    assert [cluster.members for cluster in find(posts, Settings()).clusters] == [(0, 2)]


def test_long_comments_are_compared_to_their_end() -> None:
    """Two comments that begin with the same ten thousand characters and then go on differently are two comments."""
    opening = " ".join(f"{LONG} {i}" for i in range(80))
    one, other = (opening + " ".join(f"{word}{i}" for i in range(8000)) for word in ("here ", "there "))
    assert len(opening) > 10_000
    assert found_in([("a", one), ("b", other)]).clusters == ()
    edited = one.replace("eleven euros", "twelve euros", 40)
    assert [c.members for c in found_in([("a", one), ("b", edited), ("c", one[:70_000])]).clusters] == [(0, 1, 2)]


def test_a_wave_of_copies_is_one_cluster() -> None:
    """Thousands of slightly different copies are found, and thousands of filled-in forms are not taken for copies."""
    copies = [(f"c{i}", LONG + " " + "abcdefgh"[i % 8] * (2 + i % 9)) for i in range(1500)]
    assert [len(cluster.members) for cluster in found_in(copies).clusters] == [1500]
    forms = list(
        starmap(
            lambda i, _: (f"f{i}", f"Ticket {i} was bought by customer number {i * 7} this morning."),
            enumerate(range(300)),
        )
    )
    assert found_in(forms).clusters == ()


def test_hostile_texts_are_compared() -> None:
    """Huge, broken and empty texts neither fail nor match one another."""
    texts = [
        "x" * 10**6,
        "x" * 999_999 + "y" * 10**6,
        "\ud800",
        "\x00",
        "",
        "a" * 10**5 + "α" * 10**5,
        "\u0301" * 10**4,
    ]
    assert found_in([(str(i), text) for i, text in enumerate(texts)]).clusters == ()


def test_ids_of_all_sorts_are_put_in_order() -> None:
    """Numbers of any length, digits of other scripts, no digits at all, nothing: ids are compared, never refused."""
    ids = ["1", "10", "2", "1234567890123456789012", "a", "", "a1b", "٣", "9" * 5000, "-1", "1.5", "é²"]
    posts = [Post(name, LONG) for name in ids]
    expected = by_id(posts)
    assert expected == by_id(posts[::-1])
    assert len(find(posts, Settings()).clusters[0].members) == len(ids)


def test_every_public_name_is_there() -> None:
    """`from agorascope.deduplication import *` gives what the room says it has."""
    assert [name for name in deduplication.__all__ if not hasattr(deduplication, name)] == []
