"""The file: begun, brought up to date, refused; shared by processes, whole after a kill."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agorascope.deduplication import Post
from agorascope.deduplication.index import opened
from agorascope.errors import IndexMismatchError, IndexUnusableError
from agorascope.moderation.desk import Desk
from agorascope.moderation.store import file
from agorascope.settings import Settings
from tests.moderation.making import desk_of, put, thread_of

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from agorascope.moderation.desk import Desk
from agorascope.settings import Settings
from tests.moderation.making import put, thread_of
desk = Desk(Path(sys.argv[1]), Settings())
for n in range(int(sys.argv[3])):
    numbers = put(desk, thread_of([f"comment {k} of {sys.argv[2]}-{n}" for k in range(20)], f"{sys.argv[2]}-{n}"))
    desk.decide(numbers, "spam", sys.argv[2])
    print(n, flush=True)
"""


def writer(path: Path, name: str, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program


def test_an_index_of_duplicates_becomes_a_desk(tmp_path: Path) -> None:
    """What `duplicates --index` made is brought up to date, and keeps its posts."""
    path = tmp_path / "seen.db"
    with opened(path, Settings()) as index:
        index.add([Post("a", "A comment that was seen a month ago, on another page", "ann", "t0")])
    desk = desk_of(path)
    put(desk, thread_of(["something else"]))
    with opened(path, Settings()) as index:
        assert [post.id for post in index.known().posts] == ["a"]
    with closing(sqlite3.connect(path)) as connection:
        [layout] = connection.execute("SELECT value FROM setting WHERE name = 'desk'").fetchone()
    assert int(layout) == len(file.MIGRATIONS)


def test_every_earlier_layout_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk of each earlier layout opens with this version, and what was decided there still stands."""
    for layout in range(1, len(file.MIGRATIONS) + 1):
        path = tmp_path / f"{layout}.db"
        with monkeypatch.context() as earlier:
            earlier.setattr(file, "MIGRATIONS", file.MIGRATIONS[:layout])
            old = desk_of(path)
            old.decide(put(old, thread_of(["one", "two"])), "spam", "ann")
        assert [d.verdict for d in desk_of(path).standing()] == ["spam", "spam"]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a migration is none: the file stays as it was and opens with the version that made it."""
    path = tmp_path / "d.db"
    desk_of(path).decide(put(desk_of(path), thread_of(["one"])), "spam", "ann")
    with monkeypatch.context() as later:
        later.setattr(file, "MIGRATIONS", (*file.MIGRATIONS, "CREATE TABLE more (n INTEGER); CREATE NONSENSE"))
        with pytest.raises(sqlite3.OperationalError):
            desk_of(path)
    assert len(desk_of(path).standing()) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchone() is None


def test_a_later_layout_is_refused(tmp_path: Path) -> None:
    """A file of a later version is named and left alone."""
    path = tmp_path / "d.db"
    desk_of(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE setting SET value = '99' WHERE name = 'desk'")
    with pytest.raises(IndexMismatchError, match="later version"):
        desk_of(path)


def test_a_desk_that_is_not_there(tmp_path: Path) -> None:
    """Where a desk has to exist, a wrong name is an error and makes no file; what is no index is refused."""
    path = tmp_path / "none.db"
    with pytest.raises(IndexUnusableError, match="flag INPUT --index"):
        Desk.existing(path)
    assert not path.exists()
    path.write_text("not a database, but long enough to be one " * 100)
    with pytest.raises(IndexMismatchError):
        desk_of(path)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two processes write to one desk; every comment and every decision of both is there."""
    path = tmp_path / "d.db"
    desk = desk_of(path)
    writers = [writer(path, name, 15) for name in ("ann", "ben")]
    assert [one.wait(timeout=300) for one in writers] == [0, 0]
    for one in writers:
        assert one.stdout
        one.stdout.close()
    who = [decision.who for decision in desk.standing()]
    assert (who.count("ann"), who.count("ben")) == (300, 300)


def test_kill_leaves_whole_rounds(tmp_path: Path) -> None:
    """`kill -9` in the middle of writing: what was finished is there, nothing is half there, and work goes on."""
    path = tmp_path / "d.db"
    desk = desk_of(path)
    killed = writer(path, "ann", 100_000)
    assert killed.stdout
    finished = 0
    for line in killed.stdout:
        finished = int(line) + 1
        if finished == 20:
            break
    time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    standing = len(desk.standing())
    assert standing % 20 == 0
    assert standing >= 20 * finished
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    desk.decide(put(desk, thread_of(["and on"], "next")), "approve", "ben")
    assert len(desk.standing()) == standing + 1
