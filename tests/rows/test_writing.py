"""Tables are written whole or not at all; what a CSV or Parquet can hold comes back as it was."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agorascope.errors import UsageError
from agorascope.reposts import PARTS
from agorascope.rows import table, writer
from agorascope.rows.formulas import escaped

REPEAT = {"cluster": "1", "of": "1", "kind": "near", "similarity": 0.9}
COLUMNS = ["duplicate_cluster", "duplicate_of", "duplicate_kind", "duplicate_similarity"]
TEXTS = [
    'a, "b"; c|d',
    "first\nsecond\r\nthird",
    "Κρατάω τετράδιο από το 2019",
    "三个月花了五万块",
    "",
    "👍🏽",
    "tab\there",
]
ENDINGS = [".jsonl", ".csv", ".tsv", ".parquet"]


def write(path: Path, rows: Iterable[Mapping[str, Any]], parts: Mapping[str, tuple[str, ...]] = PARTS) -> Path:
    """Write rows as the commands do."""
    with writer(path, parts) as sink:
        for row in rows:
            sink.write(row)
    return path


def records(path: Path) -> list[list[str]]:
    """Read a CSV as any other program would."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


def rows(path: Path) -> list[dict[str, Any]]:
    """Read a table as the commands do."""
    with table(str(path)) as found:
        return [line.row or {} for line in found.lines()]


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_columns_are_those_of_any_row(tmp_path: Path, ending: str) -> None:
    """A column that only a later row has stands in the header, in the order of first appearance."""
    path = write(tmp_path / f"x{ending}", [{"id": 1, "text": "a"}, {"text": "b", "error": "line 2"}])
    assert records(path) == [["id", "text", "error"], ["1", "a", ""], ["", "b", "line 2"]]


def test_a_nested_value_has_a_column_for_each_part(tmp_path: Path) -> None:
    """`duplicate` becomes four columns, empty where there is none."""
    path = write(tmp_path / "x.csv", [{"id": 1, "duplicate": None}, {"id": 2, "duplicate": REPEAT}])
    assert records(path) == [["id", *COLUMNS], ["1", "", "", "", ""], ["2", "1", "1", "near", "0.9"]]


def test_the_columns_of_duplicates_are_there_without_any(tmp_path: Path) -> None:
    """A table in which nothing repeats has the same header as one in which something does."""
    path = write(tmp_path / "x.csv", [{"id": 1, "text": "a", "duplicate": None}])
    assert records(path) == [["id", "text", *COLUMNS], ["1", "a", "", "", "", ""]]


def test_values_that_are_no_text_are_written_as_json(tmp_path: Path) -> None:
    """Numbers, truth and lists are readable, and nothing is empty."""
    path = write(tmp_path / "x.csv", [{"a": 1, "b": 0.5, "c": True, "d": None, "e": [1, "x"], "f": -5}], {})
    assert records(path)[1] == ["1", "0.5", "true", "", '[1,"x"]', "-5"]


@pytest.mark.parametrize("text", ["=1+1", "+30 210", "-x", "@you", "\tx", '=HYPERLINK("http://x")'])
@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_no_text_is_taken_for_a_formula(tmp_path: Path, text: str, ending: str) -> None:
    """A spreadsheet shows a text, in a field as in a header; other formats keep it as it is."""
    path = write(tmp_path / f"x{ending}", [{"id": "1", text: text}], {})
    assert records(path) == [["id", f"'{text}"], ["1", f"'{text}"]]
    assert rows(write(tmp_path / "x.jsonl", [{"id": "1", "text": text}])) == [{"id": "1", "text": text}]
    assert rows(write(tmp_path / "x.parquet", [{"id": "1", "text": text}])) == [{"id": "1", "text": text}]


def test_parquet_keeps_types_and_parts(tmp_path: Path) -> None:
    """Numbers stay numbers and `duplicate` stays one value, over more rows than one batch."""
    count = 5000
    given_rows = [{"id": n, "score": n / 2, "duplicate": REPEAT if n > 4500 else None} for n in range(count)]
    path = write(tmp_path / "x.parquet", given_rows)
    assert rows(path) == given_rows
    assert pq.read_schema(path).names == ["id", "score", "duplicate"]


@pytest.mark.parametrize("far", [1, 5000])
def test_mixed_types_in_parquet_are_refused(tmp_path: Path, far: int) -> None:
    """Numbers and words in one column cannot be Parquet, near or far from one another; the words say what can."""
    with pytest.raises(UsageError, match=r"x\.parquet: a column holds values of different types .* write \.jsonl"):
        write(tmp_path / "x.parquet", [*[{"id": 1}] * far, {"id": "a"}])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_nothing_is_left_when_the_body_raises(tmp_path: Path, ending: str, error: type[BaseException]) -> None:
    """Neither the file nor its part is there, and an older file of the name is as it was."""
    path = tmp_path / f"x{ending}"
    for kept in ([], [path]):
        for old in kept:
            old.write_bytes(b"old")
        with pytest.raises(error):
            write(path, broken_off(error))
        assert list(tmp_path.iterdir()) == kept
    assert path.read_bytes() == b"old"


def broken_off(error: type[BaseException]) -> Iterator[dict[str, Any]]:
    """Give a row, then fail."""
    yield {"id": 1}
    raise error


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_stands_under_the_name_before_the_end(tmp_path: Path, ending: str) -> None:
    """While rows are written there is only the part; afterwards only the file."""
    path = tmp_path / f"x{ending}"
    with writer(path) as sink:
        sink.write({"id": 1})
        assert not path.exists()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["x", "x.txt", "x.xlsx", "none/x.csv", "x.jsonl.gz"])
def test_what_cannot_be_written_is_refused_before_any_row(tmp_path: Path, name: str) -> None:
    """An ending there is no format for, or a folder there is not, is a usage error that names the file."""
    with pytest.raises(UsageError, match=name), writer(tmp_path / name):
        raise AssertionError
    assert list(tmp_path.iterdir()) == []


def test_a_table_goes_round_unchanged(tmp_path: Path) -> None:
    """CSV to Parquet to JSONL to TSV keeps every id and text."""
    wanted = [{"id": f"c{n}", "text": text} for n, text in enumerate(TEXTS)]
    path = write(tmp_path / "0.csv", wanted)
    for number, ending in enumerate([".parquet", ".jsonl", ".tsv", ".csv"], start=1):
        assert rows(path) == wanted
        path = write(tmp_path / f"{number}{ending}", rows(path))
    assert rows(path) == wanted


LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t,;|\"'")


@given(st.lists(st.text(LETTERS, max_size=30).filter(lambda text: escaped(text) == text), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_comes_back(tmp_path: Path, texts: list[str]) -> None:
    """Whatever letters and signs a text has, it is read as it was written, but for what a spreadsheet would run."""
    wanted = [{"id": str(n), "text": text} for n, text in enumerate(texts)]
    for ending in (".csv", ".tsv", ".jsonl"):
        assert rows(write(tmp_path / f"x{ending}", wanted, {})) == wanted


def test_json_lines_are_written_as_rows_come(tmp_path: Path) -> None:
    """One object a line, in the row's own order of fields, letters as letters."""
    path = write(tmp_path / "x.jsonl", [{"text": "ναι", "id": 7}, {"id": 8, "nested": {"a": [1, None]}}])
    assert path.read_text(encoding="utf-8") == '{"text":"ναι","id":7}\n{"id":8,"nested":{"a":[1,null]}}\n'
    assert [json.loads(line)["id"] for line in path.read_bytes().splitlines()] == [7, 8]


def test_parquet_has_the_columns_of_all_rows(tmp_path: Path) -> None:
    """A bad row that comes first does not take the columns of the others away."""
    rows: list[dict[str, Any]] = [{"duplicate": None, "error": "line 1"}, {"id": 2, "text": "b", "duplicate": None}]
    out = tmp_path / "out.parquet"
    with writer(out) as sink:
        for row in rows:
            sink.write(row)
    columns = ("duplicate", "error", "id", "text")
    assert pq.read_table(out).to_pylist() == [{name: row.get(name) for name in columns} for row in rows]
