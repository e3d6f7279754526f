"""From what a corpus was made: every file that was read, with its size and hash."""

from __future__ import annotations

import gzip
import os
import threading
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from agorascope.corpus import inputs
from agorascope.corpus.inputs import Inputs
from agorascope.readers import read
from tests.corpus.conftest import Analysed
from tests.corpus.making import DEV, agorascope, record

ROWS = '{"id": "1", "text": "Good."}\n'
CHEAP = ("--stages", "signals", "--no-reports", "--quiet")


def _told(*names: Path) -> dict[str, tuple[int | None, str | None, str | None]]:
    opened = Inputs()
    list(read([str(name) for name in names], opened=opened.take))
    return {Path(one.name).name: (one.size, one.sha256, one.reason) for one in opened.told()}


def _of(path: Path) -> tuple[int, str, None]:
    data = path.read_bytes()
    return len(data), sha256(data).hexdigest(), None


def test_the_record_names_what_was_read(corpus: Analysed) -> None:
    """All that a reader took, in the order of reading, by the hash of its bytes; what none knows is not there."""
    told = record(corpus.out)
    named = {one["name"]: (one["size"], one["sha256"], one["reason"]) for one in told["inputs"]}
    assert {Path(name).name for name in named} >= {path.name for path in map(Path, DEV)} | {"bare.jsonl"}
    assert all(found == _of(Path(name)) for name, found in named.items())
    assert told["more_inputs"] == 0


def test_a_run_that_reads_nothing_names_them_too(tmp_path: Path) -> None:
    """What was read before is named again; a file that changed has the new hash."""
    page, out = tmp_path / "a.jsonl", tmp_path / "out"
    page.write_text(ROWS, encoding="utf-8")
    for _ in range(2):
        assert agorascope("analyze", page, "-o", out, *CHEAP).returncode == 0
        assert [(one["size"], one["sha256"], one["reason"]) for one in record(out)["inputs"]] == [_of(page)]
    page.write_text(ROWS * 2, encoding="utf-8")
    assert agorascope("analyze", page, "-o", out, *CHEAP).returncode == 0
    assert [one["sha256"] for one in record(out)["inputs"]] == [_of(page)[1]]


def test_an_archive_is_one_file_and_a_compressed_one_its_bytes(tmp_path: Path) -> None:
    """An archive is hashed itself, not each of its members; gzip as it lies there."""
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as packed:
        packed.writestr("a.jsonl", ROWS)
        packed.writestr("b.jsonl", ROWS)
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(ROWS.encode()))
    told = _told(tmp_path / "two.zip", tmp_path / "c.jsonl.gz")
    assert told == {name: _of(tmp_path / name) for name in ("two.zip", "c.jsonl.gz")}


def test_what_is_read_beside_a_table_is_named(tmp_path: Path) -> None:
    """A page that holds the article of a table's comments was read too."""
    (tmp_path / "page.txt").write_text("A title\n\nA text of some length stands here.\n", encoding="utf-8")
    (tmp_path / "rows.csv").write_text("id,text,article_file\n1,Good.,page.txt\n", encoding="utf-8")
    told = _told(tmp_path / "rows.csv")
    assert told == {name: _of(tmp_path / name) for name in ("rows.csv", "page.txt")}


def _take(opened: Inputs, names: tuple[str, ...]) -> None:
    for name in names:
        opened.take(name)


def test_pipes_and_addresses_have_no_hash(tmp_path: Path) -> None:
    """A named pipe is not opened a second time (that would wait for ever), an address not asked: both say why."""
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    opened = Inputs()
    waiting = threading.Thread(target=_take, args=(opened, (str(pipe), "-", "https://a.example/x")))
    waiting.start()
    waiting.join(20)
    assert not waiting.is_alive()
    assert [(one.name, one.size, one.sha256, one.reason) for one in opened.told()] == [
        (name, None, None, "not a file that stays") for name in (str(pipe), "-", "https://a.example/x")
    ]


def test_a_file_that_changes_meanwhile_has_no_hash(tmp_path: Path) -> None:
    """Nobody can say of which of its states the tables were made."""
    page = tmp_path / "a.jsonl"
    page.write_text(ROWS, encoding="utf-8")
    opened = Inputs()
    opened.take(str(page))
    page.write_text(ROWS * 3, encoding="utf-8")
    assert [(one.sha256, one.reason) for one in opened.told()] == [(None, "changed while it was read")]


def test_the_list_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many the files are counted; one that is taken twice is one."""
    monkeypatch.setattr(inputs, "NAMED", 2)
    for name in "abcd":
        (tmp_path / name).write_text(ROWS, encoding="utf-8")
    opened = Inputs()
    for name in "aabccd":
        opened.take(str(tmp_path / name))
    assert ([Path(one.name).name for one in opened.told()], opened.more) == (["a", "b"], 2)
