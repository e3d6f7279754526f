"""`csv`: every value comes back out of the tables as it went in."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from agorascope.corpus import layers
from agorascope.corpus.folder import Folder
from agorascope.exports import export
from tests.exports.making import Row, argument, comment, corpus, point, talk

HOSTILE = (
    "=HYPERLINK(1)", "a\r\nb\rc\nd", 'say "x", or ""', "nul\x00 here", " \t spaced ", "Ναι;όχι,中文🙂", "\u2028x\ufeff",
)  # fmt: skip


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV as any other program would."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def hostile() -> list[Row]:
    """Make a talk of texts that break careless writers."""
    reasons = [{"code": "link", "detail": 'a "b"\n', "start": 0, "end": 3}]
    texts = [comment(str(n), text, author=text, spam={"reasons": reasons}) for n, text in enumerate(HOSTILE)]
    return [talk("d=1", *texts, points=[point("p|q", "favor", "d=1#0")], title="@title")]


def test_every_layer_is_a_table_with_its_columns(tmp_path: Path) -> None:
    """One file a layer, its header the columns of the layer, as many rows as it has; parts follow one another."""
    path = corpus(tmp_path, hostile(), [talk("e", comment("1")), talk("f")], without=["signals"])
    done = {one.path.stem: one.count for one in export(path, "csv")}
    assert list(done) == [name for name in layers.NAMES if name != "signals"]
    folder = Folder(path)
    for name, count in done.items():
        found = read(path / "exports" / "csv" / f"{name}.csv")
        assert count == len(found) == sum(table.num_rows for table in folder.tables(name))
    assert [row["discussion_id"] for row in read(path / "exports" / "csv" / "articles.csv")] == ["d=1", "e", "f"]


def test_values_are_as_they_are(tmp_path: Path) -> None:
    """No text is escaped, cut or mended; null is nothing, numbers and truth values are JSON's."""
    path = corpus(tmp_path, hostile())
    list(export(path, "csv", tmp_path / "out"))
    found = read(tmp_path / "out" / "comments.csv")
    assert [row["text"] for row in found] == list(HOSTILE)
    assert [row["author"] for row in found] == list(HOSTILE)
    assert {(row["published"], row["by_article_author"], row["depth"]) for row in found} == {("", "false", "0")}
    assert {row["score"] for row in read(tmp_path / "out" / "spam.csv")} == {"0.0"}
    assert not (tmp_path / "out" / "comments.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_values_of_several_parts_are_json(tmp_path: Path) -> None:
    """Reasons, key points and spans are JSON in one column, equal to what the layer holds."""
    path = corpus(tmp_path, hostile())
    list(export(path, "csv"))
    out = path / "exports" / "csv"
    for name, column in (("spam", "reasons"), ("summaries", "key_points"), ("comments", "quoted")):
        found = [json.loads(row[column]) for row in read(out / f"{name}.csv")]
        assert found == [row[column] for row in Folder(path).rows(name, 0)]


def test_long_texts(tmp_path: Path) -> None:
    """A text of a million characters comes back."""
    csv.field_size_limit(10_000_000)
    text = "长" * 1_000_000
    path = corpus(tmp_path, [talk("d", comment("1", text, arguments=[argument(text, text)]))])
    list(export(path, "csv"))
    assert read(path / "exports" / "csv" / "comments.csv")[0]["text"] == text
