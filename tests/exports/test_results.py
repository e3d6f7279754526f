"""What a folder lacks is said with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from agorascope.corpus.folder import Folder
from agorascope.errors import CorpusError, UsageError
from agorascope.exports import FORMATS, export
from tests.exports.making import comment, corpus, rows_of, talk

TALK = talk("d", comment("1"), comment("2"))


@pytest.mark.parametrize("to", FORMATS)
def test_no_analysed_folder(to: str, tmp_path: Path) -> None:
    """A folder that is none, or holds no layers, is named, and what to give instead."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("text")
    for name in ("none", "empty", "file"):
        with pytest.raises(CorpusError, match=rf"{name}: .*agorascope analyze CORPUS -o DIR"):
            export(tmp_path / name, to)


def test_unknown_format(tmp_path: Path) -> None:
    """The formats there are are listed."""
    with pytest.raises(UsageError, match=r"--to xml: choose one of csv, xlsx-safe-csv, polis, conll, docbin"):
        export(corpus(tmp_path, [TALK]), "xml")


@pytest.mark.parametrize(
    ("to", "layer", "stage"),
    [
        ("polis", "summaries", "summaries"),
        ("polis", "stance", "stance"),
        ("conll", "arguments", "arguments"),
        ("docbin", "language", "language"),
    ],
)
def test_a_layer_that_a_format_needs(to: str, layer: str, stage: str, tmp_path: Path) -> None:
    """The stage that writes what is missing is named."""
    path = corpus(tmp_path, [TALK], without=[layer])
    with pytest.raises(CorpusError, match=rf"there is no layer {layer}; run .* with {stage} among them"):
        list(export(path, to))
    assert not (path / "exports").exists()


@pytest.mark.parametrize("to", FORMATS)
def test_an_interrupted_run(to: str, tmp_path: Path) -> None:
    """A layer that has fewer parts than the comments would leave out people without a word: it is refused."""
    path = corpus(tmp_path, [TALK], [talk("e", comment("1"))])
    for layer in ("stance", "arguments"):
        Folder(path).cut(layer, 1)
    with pytest.raises(CorpusError, match=r"has 1 of 2 parts, for analyze was interrupted; run"):
        list(export(path, to))


@pytest.mark.parametrize("to", ["xlsx-safe-csv", "polis", "docbin"])
def test_a_layer_about_other_comments(to: str, tmp_path: Path) -> None:
    """A layer made before the corpus was changed is not joined to what lies there now."""
    path = corpus(tmp_path, [TALK])
    names = {"discussion_id": "d", "comment_id": "d#9"}
    Folder(path).write("spam", 0, rows_of("spam", [names, names]), "test")
    with pytest.raises(CorpusError, match="about other comments than the layer comments"):
        list(export(path, to))


@pytest.mark.parametrize("to", FORMATS)
def test_a_layer_of_another_version(to: str, tmp_path: Path) -> None:
    """A table that lacks our columns is told by name."""
    path = corpus(tmp_path, [TALK])
    Folder(path).write("comments", 0, pa.table({"comment_id": ["d#1"]}), "test")
    with pytest.raises(CorpusError, match=r"part-00000.parquet: .*columns are not those of this version"):
        list(export(path, to))


@pytest.mark.parametrize("to", FORMATS)
def test_a_place_that_cannot_be_written(to: str, tmp_path: Path) -> None:
    """A file where a folder is wanted is told, and nothing else happens to it."""
    path, out = corpus(tmp_path / "d", [TALK]), tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(UsageError, match=r"out/.*: cannot be written .*-o"):
        list(export(path, to, out))
    assert out.read_text() == "mine"
