"""The index of a desk that runs all day: crowds and waves, what waits, what is told of a cluster, older files."""

from __future__ import annotations

import gzip
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from agorascope.deduplication import Clusters, Post, find
from agorascope.deduplication.comparing.leaders import least_shared
from agorascope.deduplication.index import crowds, homes, layout, opened, ranks, shelf
from agorascope.deduplication.index import index as indexes
from agorascope.deduplication.index.forms import Forms
from agorascope.deduplication.index.waiting import Waiting
from agorascope.deduplication.posts import order
from agorascope.deduplication.signatures import buckets
from agorascope.deduplication.signatures.sketch import BANDS
from agorascope.errors import IndexMismatchError
from tests.deduplication.test_index import (
    LONG,
    SETTINGS,
    everything,
    made,
    shuffled,
    start,
    told,
    waited,
)

EARLIER = ("layout-1", "layout-2")
MOULD = (
    "The winner of our weekly draw is {0}, who takes home a basket of olives, honey and two bottles of local wine; "
    "please come to the shop before Friday evening with your identity card to collect what is yours. Number {1}."
)
NAMES = ("Anna", "Boris", "Chloe", "Dimos", "Elena", "Fotis", "Giorgos", "Hanna", "Ivan", "Jolanda", "Kostas", "Lena")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the lock up after every single text."""
    monkeypatch.setattr(indexes, "HELD", -1.0)
    monkeypatch.setattr(indexes, "_GAP", 0.0)


@pytest.fixture(params=[4, 64])
def narrow(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Look through few leaders, in one run and in the index, so that a crowd is soon there; compare few, or all."""
    for module in (buckets, homes):
        monkeypatch.setattr(module, "LOOKED_THROUGH", 90)
    monkeypatch.setattr(buckets, "VERIFIED", request.param)
    monkeypatch.setattr(crowds, "CROWDED", 90 // BANDS)
    monkeypatch.setattr(shelf, "_FEW", 2)


def crowd(seed: int, count: int) -> list[Post]:
    """Make posts of one mould, each telling another winner: some are there twice and more, some late ones decorated."""
    draw = random.Random(seed)  # noqa: S311 - the same every time
    names = [f"{first} {last}" for first in NAMES[:6] for last in NAMES[6:]]
    texts = [MOULD.format(draw.choice(names), draw.randrange(100, 999)) for _ in range(count // 2)]
    posts = []
    for number in range(count):
        text = draw.choice(texts[: 1 + draw.randrange(len(texts))])
        text, late = (f"{text} Well done!", True) if draw.random() < 0.1 else (text, False)
        day = draw.choice([None, *range(1, 29)])
        posts.append(Post(f"m{number}", text, published=day and f"202{6 + late}-03-{day:02}T00:00:00"))
    return posts


def wave(seed: int, count: int) -> list[Post]:
    """Make posts of one text, copied as it is or with something added, beside others that share words with it."""
    draw = random.Random(seed)  # noqa: S311 - the same every time
    ends = [f" {one} and {other} agree." for one in NAMES for other in NAMES]
    posts = []
    for number in range(count):
        text = draw.choice([LONG, LONG, LONG + draw.choice(ends), LONG[: draw.randrange(120, 200)], LONG[70:] * 2])
        posts.append(Post(f"w{number}", text, f"a{number % 7}", None, f"2026-04-{1 + draw.randrange(28):02}"))
    return posts


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("seed", range(40, 48))
def test_where_little_is_looked_through_it_is_as_in_one_run(tmp_path: Path, seed: int) -> None:
    """Whichever leaders are looked through and which are left out, after each portion they are those of one run."""
    posts = shuffled([*crowd(seed, 90), *wave(seed, 60)], seed)
    size = (1, 4, 15, 50)[seed % 4]
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(posts), size):
            index.add(posts[at : at + size])
            if at % 10 < size:
                known = posts[: at + size]
                assert everything(index) == told(known, find(known, SETTINGS))
        assert_lists_are_true(index._connection)


def assert_lists_are_true(connection: sqlite3.Connection) -> None:
    """Assert that the lists of crowded keys are those of the leading texts, and that all texts are compared by them."""
    listed = "SELECT key, rank, text FROM crowded ORDER BY 1, 2, 3"
    meant = (
        "SELECT crowd.key, text.rank, number FROM crowd JOIN band USING (key) JOIN text ON number = band.text"
        " WHERE text.leader IS NULL ORDER BY 1, 2, 3"
    )
    [[crowded]] = connection.execute("SELECT count(*) FROM crowd WHERE leaders > 2")
    assert crowded > 20
    assert connection.execute(listed).fetchall() == connection.execute(meant).fetchall()
    counted = "SELECT key, count(*) FROM crowded GROUP BY key ORDER BY key"
    leaders = "SELECT key, leaders FROM crowd WHERE leaders > 0 ORDER BY key"
    assert connection.execute(counted).fetchall() == connection.execute(leaders).fetchall()
    texts = shelf.Shelf(connection, Forms())
    for (number,) in connection.execute("SELECT number FROM text").fetchall():
        entry = texts.entry(number)
        lists = [leaders_of(connection, key, entry) for key in entry.keys]
        order = sorted({other for found in lists for other in found}, key=lambda other: texts.entry(other).rank)
        placed = [sorted(map(order.index, found)) for found in lists if found]
        expected = buckets.most_shared(placed, least_shared(texts.form(number)))
        assert homes.chosen(texts, entry, homes.met(texts, entry)) == [order[place] for place in sorted(expected)]


def leaders_of(connection: sqlite3.Connection, key: int, entry: shelf.Entry) -> list[int]:
    """Give the texts that lead, have a key and stand before a text."""
    query = "SELECT text FROM band JOIN text ON number = text WHERE key = ? AND text.leader IS NULL AND rank < ?"
    return [other for (other,) in connection.execute(query, (key, entry.rank[0]))]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("size", [1, 40])
def test_a_crowd_is_told_as_in_one_run(tmp_path: Path, seed: int, size: int) -> None:
    """Hundreds of fillings of one mould share more keys than are looked through; their leaders are those of one run."""
    posts = shuffled(crowd(seed, 100 if size == 1 else 400), seed)
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(posts), size):
            index.add(posts[at : at + size])
        assert everything(index) == told(posts, find(posts, SETTINGS))
        if size > 1:
            [[keys]] = index._connection.execute("SELECT count(*) FROM crowd")
            assert keys


@pytest.mark.parametrize("seed", range(3))
def test_a_wave_is_told_as_in_one_run(tmp_path: Path, seed: int) -> None:
    """Whenever the text of a wave moves up by its copies, what follows it is as in one run, in a crowd too."""
    posts = shuffled([*wave(seed, 300), *crowd(seed, 200)], seed)
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(posts), 20):
            index.add(posts[at : at + 20])
            if at % 100 == 0:
                assert everything(index) == told(posts[: at + 20], find(posts[: at + 20], SETTINGS))
        assert everything(index) == told(posts, find(posts, SETTINGS))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("seed", [30, 31])
def test_what_waits_is_settled_in_the_end(tmp_path: Path, seed: int) -> None:
    """Where the lock is given up after every text, the clusters are still those of one run after each portion."""
    posts = shuffled(made(seed, 120, 15), seed)
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(posts), 15):
            index.add(posts[at : at + 15])
            assert everything(index) == told(posts[: at + 15], find(posts[: at + 15], SETTINGS))


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("seed", range(4))
def test_what_is_put_and_compared_later_is_told_as_in_one_run(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Portions that are only written, onto texts that are compared already, are compared as in one run by `finish`."""
    monkeypatch.setattr(shelf, "_PORTION", 1 if seed % 2 else 1_000)
    posts = shuffled([*made(seed, 120, 15), *wave(seed, 60), *crowd(seed, 80)], seed)
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add(posts[:90])
        for at in range(90, len(posts), 40):
            index.put(posts[at : at + 40])
        seen: list[tuple[int, int]] = []
        index.finish(lambda _, done, total: seen.append((done, total)))
        assert seen[0][0] == 0 < seen[0][1]
        assert everything(index) == told(posts, find(posts, SETTINGS))


@pytest.mark.parametrize("portion", [1, 1_000])
def test_each_text_that_was_put_is_settled_once(tmp_path: Path, portion: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often later portions move texts ahead: this is what makes a million comments take minutes."""
    monkeypatch.setattr(shelf, "_PORTION", portion)
    posts = made(40, 200, 25)
    taken: list[int] = []
    take = Waiting.take

    def counted(waiting: Waiting) -> tuple[int, int]:
        told = take(waiting)
        taken.append(told[0])
        return told

    monkeypatch.setattr(Waiting, "take", counted)
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(posts), 20):
            index.put(posts[at : at + 20])
        index.finish()
        assert len(taken) == len(set(taken)) > 100
        assert everything(index) == told(posts, find(posts, SETTINGS))


def test_another_run_goes_on_with_what_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an addition left unsettled when it died is settled when the file is next opened, or added to."""
    posts = shuffled(made(32, 100, 12), 32)
    monkeypatch.setattr(indexes, "HELD", -1.0)
    monkeypatch.setattr(indexes, "_GAP", 0.0)

    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with opened(tmp_path / "i", SETTINGS) as other, monkeypatch.context() as dying:
        with opened(tmp_path / "i", SETTINGS) as index:
            dying.setattr(indexes.Index, "finish", killed)
            with pytest.raises(KeyboardInterrupt):
                index.add(posts[:60])
            with pytest.raises(KeyboardInterrupt):
                index.add(posts[60:80])
        dying.undo()
        assert other.add(posts[80:]) == 20
        assert everything(other) == told(posts, find(posts, SETTINGS))
    with opened(tmp_path / "j", SETTINGS) as index, monkeypatch.context() as dying:
        dying.setattr(indexes.Index, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            index.add(posts)
    with opened(tmp_path / "j", SETTINGS) as index:
        assert everything(index) == told(posts, find(posts, SETTINGS))


@pytest.mark.usefixtures("narrow")
def test_other_words_of_a_leader_are_compared_anew(tmp_path: Path) -> None:
    """An older copy in capitals tells another name than texts that followed the copy without them: those lead then."""
    body = "was seen in the market on Monday, where she bought flowers for the wedding of her cousin and some bread"
    plain = Post("plain", f"anna {body}", published="2026-01-03")
    others = [Post(name, f"{name} {body}", published="2026-01-04") for name in ("Boris", "Karl", "Lukas", "Dmitri")]
    named = Post("named", f"Anna {body}", published="2026-01-02")
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add([plain, *others])
        assert [(repeat and repeat.of) for repeat in map(index.repeat, others)] == ["plain"] * 4
        index.add([named])
        assert list(map(index.repeat, others)) == [None] * 4
        assert everything(index) == told([plain, *others, named], find([plain, *others, named], SETTINGS))


KILLED = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from agorascope.deduplication.index import index as indexes
from agorascope.deduplication.index.file import transaction
from tests.deduplication.test_index import SETTINGS, made
posts, size = made(33, 150, 10), 50
indexes.HELD, indexes._GAP = -1.0, 0.0
sys.stdin.readline()
with indexes.opened(Path(sys.argv[1]), SETTINGS) as index:
    settled = index._settled
    index._settled = lambda *told: (print("x", flush=True), settled(*told))[1]
    for at in range(0, len(posts), size):
        index.add(posts[at : at + size])
"""


@pytest.mark.parametrize("after", [2, 25, 80])
def test_killed_between_two_texts_nothing_is_lost(tmp_path: Path, after: int) -> None:
    """Killed while texts wait, a run leaves whole portions, and the next one finds what one run over them finds."""
    posts = made(33, 150, 10)
    command = [sys.executable, "-c", KILLED, str(tmp_path / "i")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - ours
        start(process)
        waited(process, after)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    with opened(tmp_path / "i", SETTINGS) as index:
        kept = len(index.known().posts)
        assert kept % 50 == 0
        assert everything(index) == told(posts[:kept], find(posts[:kept], SETTINGS))
        assert index.add(posts) == 150 - kept
        assert everything(index) == told(posts, find(posts, SETTINGS))


def cluster_of(posts: Sequence[Post], found: Clusters, place: int) -> tuple[Post, ...]:
    """Give the members of a post's cluster, as one run found them; itself where it is in none."""
    members = next((cluster.members for cluster in found.clusters if place in cluster.members), (place,))
    return tuple(posts[member] for member in members)


def test_a_cluster_is_that_of_one_run(tmp_path: Path) -> None:
    """Asked for by any of its posts, a cluster has its members in order, the representative first."""
    posts = made(34, 200, 25, ("a", ""))
    found = find(posts, SETTINGS)
    exact = find(posts, SETTINGS, near=False)
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add(shuffled(posts, 34))
        for place, post in enumerate(posts):
            assert index.cluster(post) == cluster_of(posts, found, place)
            assert index.cluster(post, kinds=("exact",)) == cluster_of(posts, exact, place)
        assert index.cluster(Post("never", LONG)) == ()


def test_of_a_large_cluster_the_newest_are_told(tmp_path: Path) -> None:
    """The representative and what came last in the order, `most` in all."""
    posts = wave(35, 120)
    whole = cluster_of(posts, find(posts, SETTINGS), 0)
    assert len(whole) > 60
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add(shuffled(posts, 35))
        for most in (1, 2, 10, 59, len(whole), 1000):
            assert index.cluster(posts[0], most) == (whole[0], *whole[1:][-most + 1 :][: most - 1])


def test_the_representative_is_told_with_the_repeat(tmp_path: Path) -> None:
    """A moderator is shown who wrote what is repeated, where and when; an edited comment repeats itself."""
    first = Post("c1", LONG, "ann", "t1", "2026-01-01")
    edited = Post("c1", f"{LONG} Well.", "ann", "t1", "2026-01-02")
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add([first, edited])
        repeat = index.repeat(edited)
        assert repeat is not None
        assert (repeat.post, repeat.of, repeat.kind) == (first, "c1", "near")


def test_bytes_are_in_the_order_of_posts() -> None:
    """What SQLite sorts by is the order of posts by time and id, whatever an id is made of."""
    draw = random.Random(36)  # noqa: S311 - the same every time
    signs = ["", "a", "b", "\0", "\x01", "0", "1", "00", "9", "10", "٣", "é", "\uffff", "\U0001f600", "-", "c"]
    ids = {"".join(draw.choices(signs, k=draw.randrange(6))) for _ in range(1500)}
    times = [None, "never", "0", "-1", "2026-01-01", "1969-07-20", "2026-01-01T00:00:00.5", "1767225600", "17672256000"]
    posts = [Post(name, "", published=draw.choice(times)) for name in sorted(ids)]
    posts += [Post(name * 400, "", published="2026-01-01") for name in ("9", "8", "1")]
    ranked = sorted(posts, key=order)
    placed = [ranks.place(post.id, post.published) for post in ranked]
    assert all(one < other for one, other in pairwise(placed))
    assert ranks.rank(2, placed[-1]) < ranks.rank(1, placed[0])
    assert ranks.rank(2, placed[-1]) > ranks.rank(3, placed[0])


def old(path: Path, layout: str = EARLIER[0]) -> Path:
    """Write a file that the last version with an earlier layout made; in that of layout 2 some texts still wait."""
    path.write_bytes(gzip.decompress((Path(__file__).parent / f"{layout}.db.gz").read_bytes()))
    return path


@pytest.mark.parametrize("layout", EARLIER)
def test_an_older_file_is_brought_up_to_date(tmp_path: Path, layout: str) -> None:
    """It knows what it knew, goes on as if it had been begun today, and others' tables are left alone."""
    path = old(tmp_path / "i", layout)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE comment (number INTEGER PRIMARY KEY, words TEXT)")
        connection.execute("INSERT INTO comment VALUES (7, 'theirs')")
        connection.execute("INSERT INTO setting VALUES ('desk', '1')")
    connection.close()
    more = shuffled(made(22, 60, 12, ("a", "")), 22)
    more = [Post(f"n{post.id}", post.text, post.author, None, post.published, scope=post.scope) for post in more]
    with opened(path, SETTINGS) as index:
        posts = list(index.known().posts)
        assert len(posts) == 90
        assert everything(index) == told(posts, find(posts, SETTINGS))
        for at in range(0, len(more), 7):
            index.add(more[at : at + 7])
        posts += more
        assert everything(index) == told(posts, find(posts, SETTINGS))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT * FROM comment").fetchall() == [(7, "theirs")]
    assert connection.execute("SELECT value FROM setting WHERE name = 'desk'").fetchall() == [("1",)]
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


@pytest.mark.parametrize("layout", EARLIER)
def test_an_older_file_becomes_what_a_new_one_is(tmp_path: Path, layout: str) -> None:
    """After the change every table and index holds what it would hold, had the posts been added today."""
    with opened(old(tmp_path / "old", layout), SETTINGS) as index:
        posts = index.known().posts
    with opened(tmp_path / "new", SETTINGS) as index:
        index.add(posts)
    bands = (
        "SELECT b.key, coalesce(l.digest, x''), t.digest FROM band b JOIN text t ON t.number = b.text"
        " LEFT JOIN text l ON l.number = b.leader ORDER BY 1, 2, 3"
    )
    queries = (
        bands,
        "SELECT digest, rank, copies FROM text ORDER BY 1",
        "SELECT identity, place FROM post ORDER BY 1",
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' ORDER BY 1",
    )
    files = [sqlite3.connect(tmp_path / name) for name in ("old", "new")]
    for query in queries:
        one, other = (file.execute(query).fetchall() for file in files)
        assert one
        assert one == other
    for file in files:
        file.close()


def test_a_change_of_layout_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops it, the file is as it was, and the next try brings it up to date."""
    path = old(tmp_path / "i")
    with monkeypatch.context() as broken:
        broken.setattr(layout, "_FROM_1", layout._FROM_1 + "; DROP TABLE nowhere")
        with pytest.raises(IndexMismatchError, match="nowhere"), opened(path, SETTINGS):
            pass
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT value FROM setting WHERE name = 'layout'").fetchall() == [("1",)]
    assert connection.execute("SELECT leads FROM band LIMIT 1").fetchall()
    connection.close()
    with opened(path, SETTINGS) as index:
        posts = index.known().posts
        assert everything(index) == told(posts, find(posts, SETTINGS))


def test_others_read_while_one_writes(tmp_path: Path) -> None:
    """While a portion is being added, another connection is told what stood before it, and does not wait."""
    posts = made(37, 100, 10)
    with opened(tmp_path / "i", SETTINGS) as index, opened(tmp_path / "i", SETTINGS) as other:
        index.add(posts[:50])
        before = everything(other)
        inside, seen = threading.Event(), threading.Event()
        settled = index._settled

        def stopped(until: float) -> int:
            inside.set()
            assert seen.wait(60)
            return settled(until)

        told_within: list[object] = []

        def read() -> None:
            assert inside.wait(60)
            told_within.extend([everything_of(tmp_path / "i"), None])
            seen.set()

        index._settled = stopped  # type: ignore[method-assign]
        thread = threading.Thread(target=read)
        thread.start()
        index.add(posts[50:])
        thread.join()
        assert told_within[0] == before
        assert everything(other) == told(posts, find(posts, SETTINGS))


def everything_of(path: Path) -> object:
    """Give what an index knows, read by a connection of its own that can only read."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0, isolation_level=None)
    try:
        return everything(indexes.Index(connection, SETTINGS))
    finally:
        connection.close()
