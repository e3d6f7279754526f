"""A layer that is not as it was written: named and refused where it is read, and made anew."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from agorascope.corpus import layers as told
from agorascope.corpus.ending import discussions
from agorascope.corpus.folder import Folder
from agorascope.corpus.running import wanted
from agorascope.corpus.stages import TOLD
from agorascope.errors import CorpusError
from agorascope.exports import export
from tests.corpus.making import analysed, record, reposted, skipped
from tests.faults.making import flipped, halves, layers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAN: dict[str, Any] = {"stages": wanted(["duplicates", "signals"]), "kinds": ("exact",), "part": 4}
PART = "part-00000.parquet"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Analyse a small corpus as far as no models are needed."""
    folder = tmp_path_factory.mktemp("good") / "out"
    analysed(folder, reposted(), **PLAN)
    return folder


@pytest.fixture
def copied(good: Path, tmp_path: Path) -> Path:
    """Give a copy that may be damaged."""
    shutil.copytree(good, tmp_path / "out")
    return tmp_path / "out"


def test_no_byte_can_change_unseen(good: Path, tmp_path: Path) -> None:
    """Whichever byte of a part is changed: it is not there, is refused by name, or holds what it held."""
    whole = Folder(good).table("comments", 0)
    mark = Folder(good).mark("comments", 0)
    path = tmp_path / "comments" / PART
    path.parent.mkdir()
    content = (good / "comments" / PART).read_bytes()
    refused = 0
    for at in range(0, len(content), 31):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x5A]) + content[at + 1 :])
        if Folder(tmp_path).mark("comments", 0) != mark:  # a part that is made, or read, anew
            continue
        try:
            table = Folder(tmp_path).table("comments", 0)
        except CorpusError as error:
            assert str(path) in str(error)  # noqa: PT017 - each change may be refused, or change nothing
            refused += 1
        else:
            assert table.equals(whole), at
    assert refused > 20


def damage(folder: Path, name: str) -> None:
    """Change one byte of a part so that its values cannot be read, while it still says that it is done."""
    path = folder / name / PART
    mark, content = Folder(folder).mark(name, 0), path.read_bytes()
    for at in range(4, len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x5A]) + content[at + 1 :])
        try:
            Folder(folder).table(name, 0)
        except CorpusError:
            if Folder(folder).mark(name, 0) == mark:
                return
    raise AssertionError(path)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:500])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _somebody_elses(path: Path) -> None:
    pq.write_table(pa.table({"x": [1]}), path)


@pytest.mark.parametrize("damage", [_cut, _emptied, _somebody_elses], ids=["cut", "empty", "somebody else's"])
def test_what_is_no_part_is_made_anew(damage: Callable[[Path], None], copied: Path, good: Path) -> None:
    """In the first layers and in later ones: the same command makes the same bytes."""
    for name in ("articles", "comments", "language", "duplicates", "signals"):
        damage(copied / name / PART)
    analysed(copied, reposted(), **PLAN)
    assert layers(copied) == layers(good)
    assert halves(copied) == []


@pytest.mark.parametrize("name", ["comments", "language"])
def test_a_damaged_part_is_refused_by_name_and_made_anew(name: str, copied: Path, good: Path, tmp_path: Path) -> None:
    """The stage that reads it says which file to delete, and so does an export; after that all is as it was."""
    path = copied / name / PART
    damage(copied, name)
    words = rf"{path}: cannot be read .*; delete it and run analyze again"
    with pytest.raises(CorpusError, match=words):
        analysed(copied, reposted(), **PLAN, force=("duplicates", "signals"))
    with pytest.raises(CorpusError, match=words):
        list(export(copied, "csv", tmp_path / "tables"))
    assert halves(tmp_path) == []
    path.unlink()
    analysed(copied, reposted(), **PLAN)
    assert layers(copied) == layers(good)


def test_forced_stages_mend_what_is_damaged(copied: Path, good: Path) -> None:
    """A stage that is done again writes over a part whose mark is right and whose values are not."""
    for name in ("comments", "signals"):
        damage(copied, name)
    analysed(copied, reposted(), **PLAN, force=("read", "signals"))
    assert layers(copied) == layers(good)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b'{"told": [], "of": 1}', b"\xff"])
def test_records_that_say_nothing_are_done_without(content: bytes, copied: Path, good: Path) -> None:
    """`run.json` and what is remembered of the reading may be anything: parts alone tell what is done."""
    (copied / "run.json").write_bytes(content)
    (copied / ".work" / "read.json").write_bytes(content)
    analysed(copied, reposted(), **PLAN)
    assert layers(copied) == layers(good)
    assert record(copied)["finished"]
    assert skipped(record(copied)) >= {"language", "duplicates", "signals"}


def test_tables_of_another_version_are_made_anew(tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an earlier or a later one: nothing of it counts as done."""
    for version in ("2", "99"):
        with monkeypatch.context() as other:
            other.setattr(told, "VERSION", version)
            analysed(tmp_path / version, reposted(), **PLAN)
        analysed(tmp_path / version, reposted(), **PLAN)
        assert skipped(record(tmp_path / version)) == set()
        assert layers(tmp_path / version) == layers(good)


@pytest.mark.parametrize("name", ["signals", "run.json"])
def test_a_folder_in_the_place_of_a_file_is_named(name: str, copied: Path) -> None:
    """By the name that the user knows; nothing half-written stays behind."""
    path = copied / "signals" / PART if name == "signals" else copied / name
    path.unlink()
    path.mkdir()
    with pytest.raises(CorpusError, match=rf"{path}: .*directory; what is finished is kept: run the same command"):
        analysed(copied, reposted(), **PLAN)
    assert halves(copied) == []


def test_damaged_discussions_are_put_together_anew(tmp_path: Path) -> None:
    """`discussions.jsonl` with one other byte is not taken for what was written: the next run mends it."""
    folder = Folder(tmp_path)
    folder.put("summaries", 0, [], "made")
    lines = folder.file(TOLD, 0, "jsonl")
    lines.parent.mkdir(parents=True)
    lines.write_bytes(b'{"id": "one"}\n{"id": "two"}\n')
    discussions(folder, 1)
    flipped(tmp_path / "discussions.jsonl", 0.5)
    discussions(folder, 1)
    assert (tmp_path / "discussions.jsonl").read_bytes() == lines.read_bytes()
