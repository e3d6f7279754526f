"""Corpora that nobody would wish for: nothing in them, far too much of one thing, names that are none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from msgspec import structs

from agorascope.corpus import layers
from agorascope.corpus.folder import Folder
from agorascope.corpus.running import wanted
from agorascope.errors import CorpusError, ReadError
from agorascope.records import Article, Comment
from tests.corpus.making import DEV, agorascope, analysed, broken, column, command, files, record, rows, skipped, thread

CHEAP = ("--stages", "signals", "-q")


def test_a_thread_of_thousands_is_one_part(tmp_path: Path) -> None:
    """A discussion is never cut: all its comments, each answering the one before it, stand in one part, in order."""
    posts = tuple(
        Comment(id=str(n), parent=str(n - 1) if n else None, depth=n, text=f"第{n}层。" * (1 + n % 3))
        for n in range(3000)
    )
    found = [thread("before", "早。"), thread("long", comments=posts), thread("after", "晚。")]
    told = analysed(tmp_path, found, stages=wanted(["duplicates", "signals"]), kinds=("exact",)).told
    assert told["counts"]["parts"] == 2
    comments = rows(tmp_path, "comments")
    assert column(comments, "discussion_id") == ["before", *["long"] * 3000, "after"]
    assert column(comments, "id")[1:-1] == [post.id for post in posts]
    assert [len(table) for table in Folder(tmp_path).tables("duplicates")] == [3001, 1]


def test_many_small_discussions_share_a_part(tmp_path: Path) -> None:
    """Discussions without comments fill parts too, but only by the thousand."""
    found = [thread(str(n), article=Article(title=str(n))) for n in range(2500)]
    told = analysed(tmp_path, found, stages=("read", "signals")).told
    assert [len(table) for table in Folder(tmp_path).tables("articles")] == [2000, 500]
    assert (told["counts"]["discussions"], told["counts"]["comments"]) == (2500, 0)


TEXTS = (
    "\x00",
    "a\x00b\x00",
    "\x1b[2J\x07",
    "\r\n\r",
    "\u202e\u2066\ufeff",
    "x" * 200_000,
    "e\u0301" * 5_000,
    "👩‍👩‍👧‍👦" * 999,
    "<script>alert(1)</script>",
    "=cmd()",
    "NULL",
    "\U0010ffff\ufffe",
)


def test_texts_of_all_sorts_pass_through_every_stage(tmp_path: Path) -> None:
    """NULs, signs that steer, huge words, joined pictures: each comes out as it went in, and offsets hold."""
    found = thread("hostile", *TEXTS, article=Article(title="\x00", text="A\x00 thing. " * 5, headings=((0, 1),)))
    analysed(tmp_path, [found, structs.replace(found, id="#%\x00/../\n")])
    assert column(rows(tmp_path, "comments"), "text") == [*TEXTS, *TEXTS]
    assert column(rows(tmp_path, "articles"), "discussion_id") == ["hostile", "#%\x00/../\n"]
    texts = dict(zip(column(rows(tmp_path, "comments"), "comment_id"), (*TEXTS, *TEXTS), strict=True))
    spans = [(row["comment_id"], one) for row in rows(tmp_path, "spam") for one in row["reasons"]]
    assert all(0 <= one["start"] <= one["end"] <= len(texts[name]) for name, one in spans)
    assert broken(tmp_path) == []
    assert len((tmp_path / "discussions.jsonl").read_bytes().splitlines()) == 2


def test_half_a_character_is_no_reason_to_stop(tmp_path: Path) -> None:
    """A lone surrogate, as in a file name that is not UTF-8, stands in tables as U+FFFD."""
    found = thread("x\udcff", "Text \ud800 text", source="\udcff.txt")
    analysed(tmp_path, [found, ReadError("\udcff.zip", "torn")])
    assert column(rows(tmp_path, "comments"), "text") == ["Text \ufffd text"]
    assert column(rows(tmp_path, "rejects"), "source") == ["\ufffd.zip"]
    assert record(tmp_path)["unreadable"][0]["reason"] == "torn"


def test_a_corpus_of_errors_has_tables_without_rows(tmp_path: Path) -> None:
    """Where nothing could be read every layer is there, with its columns and without a row, and the run ends."""
    told = analysed(tmp_path, [ReadError("torn.zip", "torn")]).told
    assert told["finished"]
    assert (tmp_path / "discussions.jsonl").read_bytes() == b""
    for layer in layers.LAYERS:
        [table] = Folder(tmp_path).tables(layer.name)
        assert table.num_rows == (layer.name == "rejects")
        assert table.schema.remove_metadata() == layers.schema(layer.name)


def test_errors_among_what_is_read_keep_what_was_read(tmp_path: Path) -> None:
    """A reader that breaks is a bug of ours and comes out as it is; a run that reads to the end mends the folder."""

    def torn() -> object:
        yield thread("first", "One.", "Two.")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        analysed(tmp_path, torn(), part=1, stages=("read", "signals"))  # type: ignore[arg-type]
    assert (record(tmp_path)["finished"], record(tmp_path)["doing"]) == (False, "read")
    analysed(tmp_path, [thread("first", "One.", "Two.")], part=1, stages=("read", "signals"))
    assert column(rows(tmp_path, "signals"), "comment_id") == ["first#1", "first#2"]


def test_a_layer_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A part that was damaged in its middle, where no mark shows it, is told with what to do about it."""
    found = [thread("x", "One.")]
    analysed(tmp_path, found, stages=("read", "signals"))
    path = tmp_path / "comments" / "part-00000.parquet"
    content = path.read_bytes()
    footer = int.from_bytes(content[-8:-4], "little") + 8
    path.write_bytes(content[:4] + bytes(len(content) - 4 - footer) + content[-footer:])
    with pytest.raises(CorpusError, match=r"(?s)part-00000.parquet: cannot be read .* delete it and run analyze again"):
        analysed(tmp_path, found, stages=("read", "signals"), force=("signals",))
    path.unlink()
    analysed(tmp_path, found, stages=("read", "signals"))
    assert path.read_bytes() == content


def test_empty_folders_are_told(tmp_path: Path) -> None:
    """A folder without a file costs exit code 3 and its name in words, and the tables are there."""
    (tmp_path / "nothing here").mkdir()
    done = agorascope("analyze", tmp_path / "nothing here", "-o", tmp_path / "out put", *CHEAP)
    words = done.stderr.decode()
    assert done.returncode == 3
    assert str(tmp_path / "nothing here") in words
    assert "Traceback" not in words
    assert rows(tmp_path / "out put", "signals") == []
    assert record(tmp_path / "out put")["finished"]


def test_file_names_need_not_be_utf8(tmp_path: Path) -> None:
    """A file with a name of any bytes is read, and named in the tables as well as they can."""
    name = os.fsencode(tmp_path) + b"/\xff.jsonl"
    try:
        with open(name, "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(b'{"text": "One."}\n')
    except OSError:
        pytest.skip("the file system takes no such name")
    asked = [os.fsencode(one) for one in command("analyze")] + [name, b"-o", os.fsencode(tmp_path / "out"), b"-q"]
    done = subprocess.run(asked, capture_output=True, check=False)  # noqa: S603 - our own program
    assert (done.returncode, done.stderr) == (0, b"")
    assert column(rows(tmp_path / "out", "comments"), "text") == ["One."]
    assert column(rows(tmp_path / "out", "articles"), "source") == [f"{tmp_path}/\ufffd.jsonl"]
    assert len(list((tmp_path / "out" / "reports").glob("*.md"))) == 1


def test_a_run_over_its_own_folder_reads_no_layers(tmp_path: Path) -> None:
    """`analyze . -o out` from within: the second run does what the first did, it does not read what that wrote."""
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n')
    first = agorascope("analyze", ".", "-o", "out", *CHEAP, where=tmp_path)
    before = files(tmp_path / "out")
    second = agorascope("analyze", ".", "-o", "out", *CHEAP, where=tmp_path)
    assert (first.returncode, second.returncode) == (0, 0)
    assert files(tmp_path / "out") == before
    assert skipped(record(tmp_path / "out")) == {"read", "signals"}
    refused = agorascope("analyze", ".", "-o", tmp_path, *CHEAP, where=tmp_path)
    assert (refused.returncode, b"is read itself" in refused.stderr) == (2, True)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """Where no more can be written the run says where and that what is finished is kept; with room, it goes on."""
    asked = ("analyze", *DEV, "-o", str(tmp_path), "--part-size", "10", *CHEAP)
    limited = ["sh", "-c", 'ulimit -f 40; exec "$@"', "sh", *command(*asked)]
    full = subprocess.run(limited, capture_output=True, check=False)  # noqa: S603 - our own program
    words = full.stderr.decode()
    assert full.returncode == 3
    assert "Traceback" not in words
    assert "what is finished is kept: run the same command again" in words
    assert broken(tmp_path) == []
    assert agorascope(*asked).returncode == 0
    assert len(rows(tmp_path, "signals")) == 72
