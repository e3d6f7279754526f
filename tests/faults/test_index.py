"""An index that is damaged, or held by others: named, never taken for empty, never half written."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agorascope.deduplication import Post
from agorascope.deduplication.index import file, opened
from agorascope.errors import AgorascopeError, IndexBusyError, IndexMismatchError, IndexUnusableError
from agorascope.moderation.desk import Desk
from agorascope.settings import Settings
from tests.faults.making import agorascope, flipped
from tests.moderation.making import desk_of, put, thread_of
from tests.moderation.review.making import filled
from tests.moderation.review.visiting import visited

if TYPE_CHECKING:
    from pathlib import Path

PAGE = 4096
SETTINGS = Settings()
POSTS = [
    Post(f"p{n}", f"A comment, the number {n} of a few hundred: {'words ' * (n % 9)}", "ann", "t") for n in range(300)
]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of an index of a few hundred posts."""
    path = tmp_path_factory.mktemp("index") / "seen.db"
    with opened(path, SETTINGS) as index:
        index.add(POSTS)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


def used(path: Path) -> str:
    """Add a post to an index and ask it of everything."""
    with opened(path, SETTINGS) as index:
        index.add([Post("new", POSTS[7].text, "ben", "t")])
        return str([index.repeat(post) for post in index.known().posts])


def test_no_page_is_damaged_without_words(content: bytes, tmp_path: Path) -> None:
    """Every third page is overwritten in turn: the file is named with what to do, or nothing was asked of that page."""
    path = tmp_path / "seen.db"
    path.write_bytes(content)
    whole, told = used(path), []
    for page in range(0, len(content), 3 * PAGE):
        path.write_bytes(content[:page] + b"\x5a" * PAGE + content[page + PAGE :])
        for beside in tmp_path.glob("seen.db-*"):
            beside.unlink()
        try:
            assert used(path) == whole
        except AgorascopeError as error:
            assert str(error).startswith(f"{path}: ")  # noqa: PT017 - a page may be one of nothing
            told.append(str(error))
    assert len(told) > len(content) // PAGE // 6
    assert any("the file is damaged" in words and "put a copy of it back" in words for words in told)


def test_an_index_that_is_cut_off(content: bytes, tmp_path: Path) -> None:
    """At any length it is refused; an empty file is no desk either."""
    path = tmp_path / "seen.db"
    for size in (100, PAGE, len(content) // 2, len(content) - PAGE):
        path.write_bytes(content[:size])
        with pytest.raises(AgorascopeError, match=f"{path}: ") as caught:
            used(path)
        assert isinstance(caught.value, IndexUnusableError | IndexMismatchError)
    path.write_bytes(b"")
    with pytest.raises(IndexUnusableError, match="an empty file"):
        Desk.existing(path)


def test_the_command_names_a_damaged_desk(tmp_path: Path) -> None:
    """`feedback export` of a desk that was cut off: exit code 3, where, and what to do."""
    path = tmp_path / "desk.db"
    desk_of(path)
    path.write_bytes(path.read_bytes()[: 5 * PAGE])
    done = agorascope("feedback", "export", "--index", path)
    assert (done.code, done.out) == (3, "")
    assert done.words.startswith(f"agorascope: {path}: the file is damaged (")
    assert "put a copy of it back, or move it away and begin anew" in done.words


def test_one_that_is_held_for_too_long(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes for longer than we wait is told of, with exit code 2; afterwards everything is as it was."""
    path = tmp_path / "seen.db"
    path.write_bytes(content)
    monkeypatch.setattr(file, "_WAIT", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(IndexBusyError, match="another run is writing to it; try again when it is done") as caught:
            used(path)
    assert caught.value.exit_code == 2
    assert used(path)


def test_a_write_that_fails_leaves_no_transaction(content: bytes, tmp_path: Path) -> None:
    """Where a file may not grow (SQLite's own limit, as on a full disk) nothing of an addition is there."""
    path = tmp_path / "seen.db"
    path.write_bytes(content)
    more = [Post(f"more{n}", f"{post.text} {'and more ' * n}", "ben", "t") for n, post in enumerate(POSTS)]

    def limited() -> None:
        with opened(path, SETTINGS) as index:
            index._connection.execute(f"PRAGMA max_page_count = {len(content) // PAGE}")
            index.add(more)

    with pytest.raises(IndexUnusableError, match="the disk is full"):
        limited()
    with opened(path, SETTINGS) as index:
        assert len(index.known().posts) == len(POSTS)


def test_the_page_says_that_the_desk_is_damaged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The moderator reads that nothing was changed; whoever started the page reads what to do."""
    desk = filled(tmp_path / "desk.db")
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with visited(desk) as visitor, caplog.at_level(logging.ERROR):
        whole = desk.path.read_bytes()
        desk.path.write_bytes(whole[:PAGE] + b"\x5a" * (len(whole) - PAGE))
        page = visitor.get("/")
        assert (page.status, page.one("//h1")) == (503, "The desk cannot be read or written")
        assert str(desk.path) not in page.answer.text
    assert any(str(desk.path) in record.message for record in caplog.records)


def test_decisions_outlive_a_damaged_page_elsewhere(tmp_path: Path) -> None:
    """A byte of somebody's words that changed is not a desk that is lost: what was decided is still told."""
    path = tmp_path / "desk.db"
    desk = desk_of(path)
    desk.decide(put(desk, thread_of(["one", "two"])), "spam", "ann")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    flipped(path, path.read_bytes().index(b"two") / path.stat().st_size)
    assert [decision.verdict for decision in Desk.existing(path).standing()] == ["spam", "spam"]
