"""What the user names, good and bad: each bad source is one error, and the others are still read."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from agorascope.errors import ReadError, UnknownFormatError
from agorascope.readers import Reader, Source, read
from agorascope.readers.registry import readers
from agorascope.records import Thread

PAGE = "A Title Of Some Length\n\n" + "A sentence of the article that goes on for long enough. " * 3 + "\n"
ROW = '{"type": "comment", "article_id": "z", "id": "1", "text": "hi"}\n'


def ids(*inputs: str | Path, form: str | None = None) -> list[str]:
    found = read([str(given) for given in inputs], form)
    return [t.id if isinstance(t, Thread) else f"{Path(t.source).name}: {t.reason}" for t in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub" / ".git").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "sub/c.TXT", ".hidden.txt", "sub/.git/d.txt", "image.png", "notes.md"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(ROW, encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_recursively_in_order(folder: Path) -> None:
    """Known suffixes in sorted order, sub-folders too, nothing hidden."""
    assert ids(folder) == ["a", "b", "z", "c"]


def test_globs_files_and_repeats(folder: Path) -> None:
    """A glob is sorted, any file may be named outright, and each file is read once."""
    assert ids(folder / "*.txt", folder / "notes.md", folder / "a.txt") == ["a", "b", "notes"]
    assert ids(folder / "**" / "*.TXT") == ["c"]


def test_the_source_is_the_path_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path stays relative."""
    monkeypatch.chdir(folder)
    (thread,) = read(["a.txt"])
    assert isinstance(thread, Thread)
    assert (thread.source, thread.id, thread.format) == ("a.txt", "a", "text")


def test_bad_sources_do_not_stop_the_good(folder: Path) -> None:
    """Missing, empty, blank, binary and unmatched inputs are errors with a reason, between good threads."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "nul.txt").write_bytes(b"\0" * 100)
    (folder / "pic.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "none").mkdir()
    names = [
        "missing.txt",
        "empty.txt",
        "a.txt",
        "blank.txt",
        "nul.txt",
        "pic.txt",
        "none",
        "*.nothing",
        "b.txt",
    ]
    assert ids(*(folder / name for name in names)) == [
        "missing.txt: no such file",
        "empty.txt: the file is empty",
        "a",
        "blank.txt: the file is empty",
        "nul.txt: binary data, not a page",
        "pic.txt: binary data, not a page",
        "none: a folder without pages",
        "*.nothing: matches no file",
        "b",
    ]


def test_every_error_says_what_to_do(folder: Path) -> None:
    """The message names source, reason and advice."""
    (error,) = read([str(folder / "missing.txt")])
    assert isinstance(error, ReadError)
    assert str(error) == f"{error.source}: {error.reason}. {error.advice}"
    assert error.advice


def test_a_path_with_nul_is_an_error() -> None:
    """A NUL in a path is an error, not a crash."""
    (error,) = read(["a\0b"])
    assert isinstance(error, ReadError)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_an_error(folder: Path) -> None:
    """A file that the system refuses is an error with the system's reason."""
    (folder / "a.txt").chmod(0)
    assert ids(folder / "a.txt", folder / "b.txt") == ["a.txt: cannot be opened: permission denied", "b"]


def test_unknown_formats_are_refused_at_once() -> None:
    """A format nobody reads is an error before anything is read, and the known ones are listed."""
    with pytest.raises(UnknownFormatError, match=r"json, jsonl, .*text"):
        read(["-"], "wordperfect")


def test_a_format_can_be_forced(folder: Path) -> None:
    """A forced format is used whatever the content; its failures are errors of that source only."""
    assert ids(folder / "rows.jsonl", form="text") == ["rows"]
    assert ids(folder / "a.txt", folder / "rows.jsonl", form="jsonl")[1:] == ["z"]


@pytest.mark.parametrize("content", ["<?xml version='1.0'?><rss/>", '{\n "a": 1\n}'])
def test_content_of_other_formats_is_not_taken_for_a_page(tmp_path: Path, content: str) -> None:
    """What is plainly HTML, XML or a JSON document needs another reader or --format."""
    (tmp_path / "x.txt").write_text(content, encoding="utf-8")
    (error,) = read([str(tmp_path / "x.txt")])
    assert isinstance(error, UnknownFormatError)
    assert "--format" in error.advice


def test_a_table_of_unknown_columns_says_how_to_name_them(tmp_path: Path) -> None:
    """An array of objects is a table; where none of its columns is a text, the error says what to do."""
    (tmp_path / "x.json").write_text('[{"a": "hello"}]', encoding="utf-8")
    (error,) = read([str(tmp_path / "x.json")])
    assert isinstance(error, ReadError)
    assert "--map text=" in str(error)
    (thread,) = read([str(tmp_path / "x.json")], columns={"text": "a"})
    assert isinstance(thread, Thread)
    assert [c.text for c in thread.comments] == ["hello"]


@pytest.mark.parametrize(("data", "name", "form"), [(PAGE, "stdin", "text"), (ROW, "z", "jsonl")])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, name: str, form: str) -> None:
    """`-` reads bytes from standard input and finds their format."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    (thread,) = read(["-"])
    assert isinstance(thread, Thread)
    assert (thread.id, thread.source, thread.format) == (name, "-", form)


def test_readers_keep_the_protocol() -> None:
    """Every installed reader has a name, suffixes, and the two methods."""
    for name, reader in readers().items():
        assert isinstance(reader, Reader)
        assert reader.name == name
        assert all(suffix.startswith(".") and suffix.islower() for suffix in reader.suffixes)


def test_a_source_can_be_read_again() -> None:
    """Head and data both start at the first byte, of a stream too."""
    source = Source("-", io.BytesIO(b"abc"))
    assert (source.head(), source.data(), source.head()) == (b"abc", b"abc", b"abc")
