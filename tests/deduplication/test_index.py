"""The index: whatever order and portions posts come in, it knows what one run over all of them would find."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from agorascope.deduplication import Clusters, Post, find
from agorascope.deduplication.index import Index, opened
from agorascope.errors import IndexMismatchError
from agorascope.inference import Models
from agorascope.records import DuplicateKind
from agorascope.settings import Settings

SETTINGS = Settings()
FILE = Path(__file__).parents[2] / "corpora" / "reposts" / "dev.jsonl"
LONG = (
    "Loyalty cards look cheap, but in our town they only moved the price of milk from the shelf to the till. "
    "I kept every receipt for a year and saved eleven euros, which is less than the fuel for one extra trip."
)
DATES = [None, *(f"2026-01-{day:02}T00:00:00" for day in range(1, 29))]

Findings = tuple[dict[str, tuple[str, DuplicateKind, float]], list[tuple[DuplicateKind, list[str]]]]


def edited(text: str, draw: random.Random) -> str:
    """Change a text as those do who post it again: not at all, in its case, a word more, less or other, cut, signed."""
    joint = " " if " " in text else ""
    words = text.split() if joint else list(text)
    place = draw.randrange(len(words))
    return draw.choice(
        [
            text,
            text,
            text.upper(),
            joint.join(words[:place] + words[place + 1 :]),
            joint.join([*words[:place], "well", *words[place:]]),
            joint.join([*words[:place], draw.choice(words), *words[place + 1 :]]),
            text[: int(0.8 * len(text))],
            text + "\n\nBest regards, Karl",
        ]
    )


def made(seed: int, count: int, texts: int, scopes: Sequence[str] = ("",)) -> list[Post]:
    """Make posts of some texts of the corpus and of what became of them, some with a time and some without."""
    draw = random.Random(seed)  # noqa: S311 - the same every time
    known = [json.loads(line)["text"] for line in FILE.read_text(encoding="utf-8").splitlines()]
    chosen = draw.sample(known, texts)
    posts = []
    for number in range(count):
        text = draw.choice(chosen)
        for _ in range(draw.randrange(3)):
            text = edited(text, draw)
        posts.append(Post(f"c{number}", text, f"a{number % 9}", None, draw.choice(DATES), scope=draw.choice(scopes)))
    return posts


def told(posts: Sequence[Post], found: Clusters) -> Findings:
    """Give repeats and clusters by ids."""
    repeats = {posts[n].id: (posts[r.of].id, r.kind, r.similarity) for n, r in found.repeats.items()}
    return repeats, [(c.kind, [posts[place].id for place in c.members]) for c in found.clusters]


def everything(index: Index) -> Findings:
    """Give what an index knows."""
    known = index.known()
    return told(known.posts, known.found)


def added(path: Path, posts: Sequence[Post], size: int) -> Findings:
    """Add posts in portions, each time opening the index anew, and give what it knows in the end."""
    for at in range(0, len(posts), size):
        with opened(path, SETTINGS) as index:
            assert index.add(posts[at : at + size]) == len(posts[at : at + size])
    with opened(path, SETTINGS) as index:
        return everything(index)


def shuffled(posts: Sequence[Post], seed: int) -> list[Post]:
    """Give posts in another order."""
    return random.Random(seed).sample(posts, len(posts))  # noqa: S311 - a shuffle


@pytest.mark.parametrize(("seed", "size", "count"), [(0, 1, 120), (1, 7, 300), (2, 7, 300), (3, 1000, 300)])
def test_portions_in_any_order_are_one_run(tmp_path: Path, seed: int, size: int, count: int) -> None:
    """Posts added one by one, by sevens or at once, in random order, give the clusters of one run to the last field."""
    posts = made(seed, count, 40)
    expected = told(posts, find(posts, SETTINGS))
    assert {kind for _, kind, _ in expected[0].values()} == {"exact", "near"}
    assert added(tmp_path / "i", shuffled(posts, seed), size) == expected


def test_each_portion_leaves_what_one_run_would(tmp_path: Path) -> None:
    """Not in the end only: after every portion the index knows what one run over what it has would find."""
    posts = shuffled(made(4, 80, 12), 4)
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(posts), 10):
            index.add(posts[at : at + 10])
            assert everything(index) == told(posts[: at + 10], find(posts[: at + 10], SETTINGS))


def test_copies_change_who_leads(tmp_path: Path) -> None:
    """A cut text that came first leads, until the whole one has been copied more often."""
    whole = [Post(f"w{n}", LONG, published=f"2026-02-0{n + 1}") for n in range(4)]
    cut = Post("cut", LONG[:150], published="2026-01-01")
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add([cut, whole[0]])
        repeat = index.repeat(whole[0])
        assert repeat is not None
        assert (repeat.of, repeat.kind) == ("cut", "near")
        index.add(whole[1:])
        repeat = index.repeat(cut)
        assert repeat is not None
        assert (repeat.of, repeat.kind) == ("w0", "near")
        assert index.repeat(whole[0]) is None
        assert everything(index)[1] == [("near", ["w0", "cut", "w1", "w2", "w3"])]


def test_an_older_copy_is_the_representative(tmp_path: Path) -> None:
    """What was posted first is what others repeat, also when it is added last."""
    posts = [Post(name, LONG, published=f"2026-01-0{day}") for name, day in (("late", 3), ("middle", 2), ("early", 1))]
    with opened(tmp_path / "i", SETTINGS) as index:
        for post in posts:
            index.add([post])
        assert [(told and told.of) for told in map(index.repeat, posts)] == ["early", "early", None]


def test_one_post_is_told_what_all_are_told(tmp_path: Path) -> None:
    """`repeat` and `known` agree; a post that was never added repeats nothing."""
    posts = made(5, 200, 30)
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add(posts)
        one = {post.id: (r.of, r.kind, r.similarity) for post in posts if (r := index.repeat(post))}
        assert one == everything(index)[0]
        assert index.repeat(Post("never", LONG)) is None


def test_the_same_posts_again_change_nothing(tmp_path: Path) -> None:
    """Posts that are known are not added a second time, alone or among new ones."""
    posts = made(6, 150, 20)
    with opened(tmp_path / "i", SETTINGS) as index:
        assert index.add(posts[:100]) == 100
        before = everything(index)
        assert index.add(shuffled(posts[:100], 1)) == 0
        assert everything(index) == before
        assert index.add(posts) == 50
        assert everything(index) == told(posts, find(posts, SETTINGS))


def test_scopes_are_kept_apart(tmp_path: Path) -> None:
    """Posts of different threads are not compared, as in one run."""
    posts = made(7, 150, 10, ("a", "b", ""))
    assert added(tmp_path / "i", shuffled(posts, 7), 20) == told(posts, find(posts, SETTINGS))


def test_translations_are_those_of_one_run(tmp_path: Path) -> None:
    """Asked for translations after some of the portions and at the end, it finds what one run finds."""
    models = Models(SETTINGS)
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()[:60]]
    draw = random.Random(8)  # noqa: S311 - the same every time
    posts = [
        Post(f"{row['id']}/{copy}", edited(row["text"], draw) if copy else row["text"], published=draw.choice(DATES))
        for row in rows
        for copy in range(1 + (draw.random() < 0.3))
    ]
    expected = told(posts, find(posts, SETTINGS, models))
    assert {kind for _, kind, _ in expected[0].values()} == {"exact", "near", "translation"}
    mixed = shuffled(posts, 8)
    with opened(tmp_path / "i", SETTINGS) as index:
        for at in range(0, len(mixed), 13):
            index.add(mixed[at : at + 13])
            if at % 2:
                index.translate(models)
        index.translate(models)
        assert everything(index) == expected
        assert {p.id: (r.of, r.kind, r.similarity) for p in posts if (r := index.repeat(p))} == expected[0]
        index.translate(models)
        assert everything(index) == expected


ADDING = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from agorascope.deduplication.index import opened
from tests.deduplication.test_index import SETTINGS, made
path, seed, count, size, part, parts = sys.argv[1], *map(int, sys.argv[2:])
posts = made(seed, count, 40)[part::parts]
print("ready", flush=True)
sys.stdin.readline()
with opened(Path(path), SETTINGS) as index:
    for at in range(0, len(posts), size):
        index.add(posts[at : at + size])
        print(at, flush=True)
"""


def adding(path: Path, *numbers: int) -> subprocess.Popen[bytes]:
    """Start a process that makes posts, waits for a word, and adds its part of them in portions."""
    command = [sys.executable, "-c", ADDING, str(path), *map(str, numbers)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own program


def waited(process: subprocess.Popen[bytes], lines: int) -> None:
    """Wait until a process has printed so many lines."""
    assert process.stdout is not None
    for _ in range(lines):
        assert process.stdout.readline()


def start(process: subprocess.Popen[bytes]) -> None:
    """Give a process the word."""
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()


@pytest.mark.parametrize("portions", [1, 6])
def test_a_killed_run_leaves_whole_portions(tmp_path: Path, portions: int) -> None:
    """Killed while it adds, a run leaves whole portions; adding everything again gives what one run does."""
    posts, size = made(9, 300, 40), 5
    with adding(tmp_path / "i", 9, 300, size, 0, 1) as process:
        waited(process, 1)
        start(process)
        waited(process, portions)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    with opened(tmp_path / "i", SETTINGS) as index:
        kept = len(index.known().posts)
        assert kept >= portions * size
        assert kept % size == 0
        assert everything(index) == told(posts[:kept], find(posts[:kept], SETTINGS))
        assert index.add(posts) == 300 - kept
        assert everything(index) == told(posts, find(posts, SETTINGS))


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    """Two runs that add to one index at once leave all of their posts, as one run would."""
    with opened(tmp_path / "i", SETTINGS):
        pass
    with adding(tmp_path / "i", 10, 240, 4, 0, 2) as one, adding(tmp_path / "i", 10, 240, 4, 1, 2) as other:
        for process in (one, other):
            waited(process, 1)
        for process in (one, other):
            start(process)
        for process in (one, other):
            process.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    posts = made(10, 240, 40)
    with opened(tmp_path / "i", SETTINGS) as index:
        assert everything(index) == told(posts, find(posts, SETTINGS))


def begun(path: Path) -> Path:
    """Begin an index of one post."""
    with opened(path, SETTINGS) as index:
        index.add([Post("a", LONG)])
    return path


@pytest.mark.parametrize(
    ("settings", "scope", "words"),
    [
        (Settings(near_threshold=0.8), "all", "near threshold 0.75, not 0.8"),
        (SETTINGS, "thread", "scope all, not thread"),
    ],
)
def test_other_settings_are_refused(tmp_path: Path, settings: Settings, scope: str, words: str) -> None:
    """An index belongs to the threshold and the scope it was begun with; the message names both."""
    path = begun(tmp_path / "i")
    with pytest.raises(IndexMismatchError, match=words) as raised, opened(path, settings, scope):
        pass
    assert str(path) in str(raised.value)


@pytest.mark.parametrize("name", ["signatures", "layout"])
def test_another_version_is_refused(tmp_path: Path, name: str) -> None:
    """Signatures of another version cannot be compared, nor can another layout be read."""
    path = begun(tmp_path / "i")
    connection = sqlite3.connect(path)
    with connection:
        assert connection.execute("UPDATE setting SET value = '0.0' WHERE name = ?", (name,)).rowcount == 1
    connection.close()
    words = rf"made with {name} 0\.0, not .* begin a new one"
    with pytest.raises(IndexMismatchError, match=words), opened(path, SETTINGS):
        pass


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """A text file, a folder and a name in no folder are no index, and the file stays as it was."""
    path = tmp_path / "notes.txt"
    path.write_text(LONG * 50, encoding="utf-8")
    for name, words in ((path, "not an index"), (tmp_path, "directory"), (tmp_path / "none" / "i", "No such file")):
        with pytest.raises(IndexMismatchError, match=words) as raised, opened(name, SETTINGS):
            pass
        assert str(name) in str(raised.value)
    assert path.read_text(encoding="utf-8") == LONG * 50


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    """Another program's SQLite file is none of ours; its tables stay as they were."""
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE text (number)")
        connection.execute("INSERT INTO text VALUES (7)")
    connection.close()
    words = "a database of something else; name another file"
    with pytest.raises(IndexMismatchError, match=words), opened(path, SETTINGS):
        pass
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("text",)]
    assert connection.execute("SELECT number FROM text").fetchall() == [(7,)]
    connection.close()


def test_an_empty_file_becomes_an_index(tmp_path: Path) -> None:
    """A file that was made beforehand, with nothing in it, is begun."""
    path = tmp_path / "i"
    path.touch()
    begun(path)
    with opened(path, SETTINGS) as index:
        assert [post.id for post in index.known().posts] == ["a"]


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    """The index and what lies beside it hold people's comments."""
    path = tmp_path / "i"
    with opened(path, SETTINGS) as index:
        index.add([Post("a", LONG)])
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_hostile_posts_are_kept(tmp_path: Path) -> None:
    """Lone surrogates and NULs do no harm; what nobody can see is no post; what is only signs is one."""
    posts = [
        Post("a\0", f"{LONG}\0", "x\0", "y\0", "\0"),
        Post("b", f"\ud800{LONG}"),
        Post("c", LONG.replace("town", "to\0wn")),
        Post("'; DROP TABLE post; --", "%_'\"", published="never"),
        Post("", "👍" * 5000),
    ]
    unseen = [Post("d", "\ud800"), Post("e", "\0"), Post("f", ""), Post("g", " \u200b\n")]
    with opened(tmp_path / "i", SETTINGS) as index:
        assert index.add([*unseen, *posts]) == len(posts)
        assert index.add([*posts, *unseen]) == 0
        assert all(index.repeat(post) is None for post in unseen)
        assert everything(index) == told(posts, find(posts, SETTINGS))
        assert everything(index)[1] == [("exact", ["a\0", "b", "c"])]


def test_nothing_is_known_by_an_index_of_nothing(tmp_path: Path) -> None:
    """No posts, no clusters; translations of nothing are nothing."""
    with opened(tmp_path / "i", SETTINGS) as index:
        assert index.add([]) == 0
        index.translate(Unread(SETTINGS))
        assert everything(index) == ({}, [])


class Unread(Models):
    """Models that must not be asked."""

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> Any:
        """Refuse."""
        raise AssertionError((texts, languages))


def test_an_error_takes_a_whole_portion_back(tmp_path: Path) -> None:
    """Of a portion with a post that cannot be kept nothing is added, and the index goes on."""
    with opened(tmp_path / "i", SETTINGS) as index:
        index.add([Post("a", LONG)])
        broken: Any = Post("c", LONG, author=object())  # type: ignore[arg-type]
        with pytest.raises(Exception, match=r".+"):
            index.add([Post("b", LONG), broken])
        assert [post.id for post in index.known().posts] == ["a"]
        assert index.add([Post("b", LONG)]) == 1


def test_translations_of_before_are_not_told(tmp_path: Path) -> None:
    """What was translated before the last posts came is looked for anew first; until then it is not known."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    posts = [Post(row["id"], row["text"]) for row in rows[:40] if row["kind"] in {"original", "translation"}]
    models = Models(Settings())
    with opened(tmp_path / "seen.db", Settings()) as index:
        index.add(posts[:15])
        index.translate(models)
        index.add(posts[15:])
        known = index.known()
        assert {repeat.kind for repeat in known.found.repeats.values()} <= {"exact", "near"}
        members = [place for cluster in known.found.clusters for place in cluster.members]
        assert len(members) == len(set(members))
        index.translate(models)
        assert "translation" in {repeat.kind for repeat in index.known().found.repeats.values()}
