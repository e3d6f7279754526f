"""Files that grow: nothing of them is read twice and nothing is missed, whatever becomes of the file."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from agorascope.sources.following import Followed
from agorascope.sources.growing import Pipe, Place, Tail

if TYPE_CHECKING:
    from pathlib import Path


def taken(tail: Tail | Pipe) -> bytes:
    """Take all that came."""
    found = b""
    while data := tail.more():
        tail.took(len(data), data.count(b"\n"))
        found += data
    return found


def add(path: Path, data: bytes) -> None:
    """Append to a file as its writer does."""
    with path.open("ab") as file:
        file.write(data)


def test_whole_lines_as_they_come(tmp_path: Path) -> None:
    """A file that is not there yet is waited for; half a line waits for its rest."""
    path = tmp_path / "a.jsonl"
    tail = Tail(str(path))
    assert taken(tail) == b""
    add(path, b"one\ntw")
    assert taken(tail) == b"one\n"
    assert taken(tail) == b""
    add(path, b"o\n")
    assert taken(tail) == b"two\n"
    assert tail.place == Place(8, 2, b"one\ntwo\n")
    tail.close()


def test_a_renamed_file_is_read_to_its_end(tmp_path: Path) -> None:
    """What is written to the old file until the new one is there is read first, its last line without an end too."""
    path = tmp_path / "a.jsonl"
    add(path, b"one\n")
    tail = Tail(str(path))
    assert taken(tail) == b"one\n"
    path.rename(tmp_path / "a.jsonl.1")
    add(tmp_path / "a.jsonl.1", b"two\n")
    assert taken(tail) == b"two\n"
    add(path, b"three\n")
    add(tmp_path / "a.jsonl.1", b"half")
    assert [taken(tail) for _ in range(3)] == [b"", b"halfthree\n", b""]
    assert tail.place.lines == 3
    assert tail.happened() == {"cut-file": 0, "lost-file": 0}
    tail.close()


def test_files_that_were_renamed_meanwhile_are_read_in_turn(tmp_path: Path) -> None:
    """Whoever is late, or begins again days later, reads every file that came between, and no other."""
    path = tmp_path / "a.jsonl"
    add(path, b"one\n")
    tail = Tail(str(path))
    taken(tail)
    for number, name in enumerate(["a.jsonl.3", "a-20261129.jsonl", "a.jsonl-20261130"]):
        path.rename(tmp_path / name)
        os.utime(tmp_path / name, ns=(number, number))
        add(path, f"after {number}\n".encode())
    for name in ("a.jsonl.9", "a.jsonl.gz", "b.jsonl.1", "a-others.jsonl"):
        add(tmp_path / name, name.encode() + b"\n")
    os.utime(tmp_path / "a.jsonl.9", ns=(0, 0))
    for one in (Tail(str(path), tail.place), tail):
        assert [taken(one) for _ in range(4)] == [b"", b"after 0\n", b"after 1\n", b"after 2\n"]
        one.close()


def test_a_file_that_is_cut_begins_anew(tmp_path: Path) -> None:
    """Cut and written again it is read from its beginning, also where it has grown longer than it was meanwhile."""
    path = tmp_path / "a.jsonl"
    add(path, b"one\ntwo\n")
    tail = Tail(str(path))
    taken(tail)
    path.write_bytes(b"3\n")
    assert taken(tail) == b"3\n"
    path.write_bytes(b"four\nfive\nsix\n")
    assert taken(tail) == b"four\nfive\nsix\n"
    assert tail.happened() == {"cut-file": 2, "lost-file": 0}
    tail.close()


def test_what_was_copied_before_the_cut_is_read(tmp_path: Path) -> None:
    """Where a copy lies beside it, as logrotate makes it, what was not read before the cut is read from there."""
    path = tmp_path / "a.jsonl"
    add(path, b"one\n")
    tail = Tail(str(path))
    taken(tail)
    add(path, b"two\n")
    shutil.copyfile(path, tmp_path / "a.jsonl.1")
    path.write_bytes(b"three\n")
    assert [taken(tail) for _ in range(2)] == [b"two\n", b"three\n"]
    assert tail.happened()["cut-file"] == 0
    tail.close()


def test_a_place_is_gone_on_from(tmp_path: Path) -> None:
    """A later process goes on where the file was read to, under whatever name it lies beside; or tells that it is gone.

    Lines are counted on, so that a comment without an id is never called as an earlier one.
    """
    path = tmp_path / "a.jsonl"
    add(path, b"one\ntwo\n")
    first = Tail(str(path))
    taken(first)
    add(path, b"three\n")
    assert taken(Tail(str(path), first.place)) == b"three\n"
    path.rename(tmp_path / "old")
    add(path, b"four\n")
    moved = Tail(str(path), first.place)
    assert [taken(moved) for _ in range(2)] == [b"three\n", b"four\n"]
    assert moved.place.lines == 4
    (tmp_path / "old").unlink()
    lost = Tail(str(path), first.place)
    assert lost.happened()["lost-file"] == 1
    assert taken(lost) == b"four\n"
    assert lost.place.lines == 3


def test_a_pipe_ends_with_what_it_has() -> None:
    """A pipe gives whole lines, and the last one without its end when nobody writes any more."""
    reading, writing = os.pipe()
    pipe = Pipe(reading)
    os.write(writing, b"one\ntw")
    assert (taken(pipe), pipe.ended) == (b"one\n", False)
    os.write(writing, b"o")
    os.close(writing)
    assert (taken(pipe), pipe.ended) == (b"two", True)
    os.close(reading)


def read(followed: Followed) -> dict[str, bytes]:
    """Take all that came to any file."""
    found = {}
    for name, one in list(followed.look()):
        if data := taken(one):
            found[name.rpartition("/")[2]] = data
        followed.looked(name, all_taken=not data)
    return found


def test_a_folder_is_looked_through(tmp_path: Path) -> None:
    """New tables of a folder are read, and those that grow; renamed ones are not read again, and nothing else is."""
    add(tmp_path / "a.jsonl", b"one\n")
    add(tmp_path / "page.html", b"<p>\n")
    followed = Followed([str(tmp_path)], {})
    assert read(followed) == {"a.jsonl": b"one\n"}
    add(tmp_path / "b.csv", b"text\n")
    add(tmp_path / "a.jsonl", b"two\n")
    assert read(followed) == {"a.jsonl": b"two\n", "b.csv": b"text\n"}
    assert read(followed) == {}
    (tmp_path / "a.jsonl").rename(tmp_path / "a-20261130.jsonl")
    read(followed)
    add(tmp_path / "a-20261130.jsonl", b"three\n")
    assert read(followed) == {"a-20261130.jsonl": b"three\n"}
    assert not followed.ended
    followed.close()
