"""Tables are known by their content, can be read twice, and answer a bad record in its place."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.rows import Line, chunks, table

GREEK = "Κρατάω τετράδιο από το 2019 και με τις κάρτες γλιτώνω είκοσι δύο ευρώ τον μήνα"
CHINESE = "我们店去年用这个平台做推广，三个月花了五万块，一点效果都没有，后来就再也不做了。"
ROWS = [{"id": "1", "text": "plain, or not; a|b"}, {"id": "2", "text": GREEK}, {"id": "3", "text": CHINESE}]


def written(folder: Path, data: bytes | str, name: str = "table") -> str:
    """Write a file whose name says nothing."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def read(folder: Path, data: bytes | str, name: str = "table") -> tuple[str, list[Line]]:
    """Tell what was found in a file; it is read twice, the second time to its end after a glance at the first row."""
    with table(written(folder, data, name)) as found:
        first = list(found.lines())
        next(found.lines(), None)
        assert list(found.lines()) == first
        return found.kind, first


def rows(folder: Path, data: bytes | str) -> list[dict[str, Any] | None]:
    """Give the rows of a file."""
    return [line.row for line in read(folder, data)[1]]


def delimited(sign: str) -> str:
    """Write the rows with a sign between the fields, all of them quoted."""
    lines = [["id", "text"], *([row["id"], row["text"]] for row in ROWS)]
    return "".join(sign.join(f'"{field}"' for field in line) + "\n" for line in lines)


def parquet(**columns: list[Any]) -> bytes:
    """Write columns as Parquet."""
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_what_separates_fields_is_found(tmp_path: Path, sign: str) -> None:
    """The sign that stands most in the header separates, whatever stands in the texts."""
    kind, lines = read(tmp_path, delimited(sign))
    assert (kind, [line.row for line in lines]) == ("csv", ROWS)
    assert [line.number for line in lines] == [2, 3, 4]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_json_lines_are_known_by_their_brace(tmp_path: Path, mark: str) -> None:
    """A byte-order mark, blank lines and a wrong name change nothing."""
    data = mark + '{"id": 1, "text": "a"}\r\n\n  \n{"id": 2, "text": "b"}'
    kind, lines = read(tmp_path, data, "rows.csv")
    assert kind == "jsonl"
    assert lines == [Line(1, {"id": 1, "text": "a"}), Line(4, {"id": 2, "text": "b"})]


def test_parquet_is_known_by_its_mark(tmp_path: Path) -> None:
    """Types stay as they are, more rows than one batch come in order, and nothing is null."""
    count = 9000
    kind, lines = read(tmp_path, parquet(id=list(range(count)), text=[GREEK, None, CHINESE] * (count // 3)), "t.jsonl")
    assert kind == "parquet"
    assert [line.number for line in lines] == list(range(1, count + 1))
    assert lines[-1].row == {"id": count - 1, "text": CHINESE}
    assert lines[1].row == {"id": 1, "text": None}


@pytest.mark.parametrize("encoding", ["cp1253", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_greek_in_older_encodings_is_read(tmp_path: Path, encoding: str) -> None:
    """A Greek table is read as it was written, with or without a byte-order mark."""
    data = f"id,text\n1,{GREEK}\n".encode(encoding)
    assert rows(tmp_path, data) == [{"id": "1", "text": GREEK}]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16"),
        ("我們店去年用這個平臺做推廣，三個月花了五萬塊，一點效果都沒有。", "big5"),
    ],
)
def test_chinese_in_older_encodings_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    """So is a Chinese one."""
    assert rows(tmp_path, f"id,text\n1,{text}\n".encode(encoding)) == [{"id": "1", "text": text}]


def test_quoted_line_breaks_belong_to_the_field(tmp_path: Path) -> None:
    """Line breaks, separators and doubled quotes inside quotes are part of a text."""
    data = 'id,text\r\n1,"first\nsecond, ""third"""\r\n2,"a\r\nb"\r\n3,c\r\n'
    assert [row["text"] for row in rows(tmp_path, data) if row] == ['first\nsecond, "third"', "a\r\nb", "c"]


def test_ragged_records_are_answered_in_place(tmp_path: Path) -> None:
    """A record with too few or too many fields is a reason; its neighbours are rows."""
    _, lines = read(tmp_path, "id,text\n1,a\n2\n3,b,c\n\n4,d\n")
    assert [line.row and line.row["id"] for line in lines] == ["1", None, None, "4"]
    assert ["fields" in (line.error or "") for line in lines] == [False, True, True, False]
    assert [line.number for line in lines] == [2, 3, 4, 6]


def test_bad_json_is_answered_in_place(tmp_path: Path) -> None:
    """Broken, deep and other JSON is a reason with the number of its line."""
    data = '{"text": "a"}\n{broken\n[1]\n"x"\n' + '{"a":' * 9999 + '\n{"text": "b\\u0000"}\n'
    _, lines = read(tmp_path, data)
    assert [line.row is None for line in lines] == [False, True, True, True, True, False]
    assert all(line.error for line in lines if line.row is None)
    assert lines[-1] == Line(6, {"text": "b\0"})


def test_nuls_do_no_harm(tmp_path: Path) -> None:
    """A NUL among letters stays in its text."""
    text = f"{GREEK}\0{GREEK}"
    assert rows(tmp_path, f"id,text\n1,{text}\n2,b\n") == [{"id": "1", "text": text}, {"id": "2", "text": "b"}]


def test_broken_bytes_become_replacement_characters(tmp_path: Path) -> None:
    """A broken byte in UTF-8 costs one character, no row."""
    data = f"id,text\n1,{GREEK} ".encode() + b"\xff\n2,b\n"
    assert rows(tmp_path, data) == [{"id": "1", "text": f"{GREEK} \ufffd"}, {"id": "2", "text": "b"}]


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff", "id,text\n", "text"])
def test_nothing_is_an_empty_table(tmp_path: Path, data: str) -> None:
    """An empty file, a mark or a header alone have no rows."""
    assert rows(tmp_path, data) == []


def test_one_column_of_texts_is_a_table(tmp_path: Path) -> None:
    """A header `text` is enough; commas need quotes."""
    assert rows(tmp_path, 'text\nhello\n"yes, you"\n') == [{"text": "hello"}, {"text": "yes, you"}]


@pytest.mark.parametrize("data", [b"plain words\nof a page\n", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"\0" * 99])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    """The message names the file and says what to give."""
    with pytest.raises(ReadError, match=r"table: neither JSONL nor a table .* Parquet"):
        read(tmp_path, data)


@pytest.mark.parametrize("kept", [4, 40, -1, -9])
def test_a_cut_parquet_is_refused(tmp_path: Path, kept: int) -> None:
    """What begins like Parquet and is cut is unreadable, in words."""
    data = parquet(id=[1, 2], text=["a", "b"])[:kept]
    with pytest.raises(ReadError, match="not readable as parquet"):
        read(tmp_path, data)


def test_a_parquet_with_other_bytes_inside_is_refused(tmp_path: Path) -> None:
    """So is one whose pages were overwritten."""
    data = bytearray(parquet(id=[1, 2], text=[GREEK, CHINESE]))
    data[4:60] = random.Random(7).randbytes(56)  # noqa: S311 - no secret
    with pytest.raises(ReadError, match="not readable as parquet"):
        read(tmp_path, bytes(data))


@pytest.mark.parametrize("name", ["gone", ".", "a\0b"])
def test_what_cannot_be_opened_says_why(tmp_path: Path, name: str) -> None:
    """A missing file, a folder and a name no file can have are the source's fault."""
    with pytest.raises(ReadError), table(str(tmp_path / name)):
        pass


READ_TWICE = """
import json
from agorascope.rows import table
with table("-") as found:
    first, second = ([line.row for line in found.lines()] for _ in range(2))
    print(json.dumps([found.kind, found.name, first, second]))
"""


@pytest.mark.parametrize("data", [delimited(","), '{"id": "1", "text": "a"}\n' * 20_000])
def test_a_pipe_can_be_read_twice(data: str) -> None:
    """What comes through a pipe is kept for the second reading, whatever its size."""
    command = [sys.executable, "-c", READ_TWICE]
    done = subprocess.run(command, input=data.encode(), capture_output=True, check=True)  # noqa: S603 - our own program
    kind, name, first, second = json.loads(done.stdout)
    assert (kind, name) == ("csv" if data.startswith('"id"') else "jsonl", "stdin")
    assert first == second
    assert len(first) == (3 if kind == "csv" else 20_000)


# Bytes without carriage returns.
BYTES = st.binary(max_size=300).map(lambda data: data.replace(b"\r", b""))


@given(st.sampled_from([b"", b"id,text\n", b"{", b"PAR1", b'"', b"\xff\xfe"]), BYTES)
@example(b"id,text\n", b'"\0')
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_any_bytes_are_read_or_refused(tmp_path: Path, head: bytes, tail: bytes) -> None:
    """Whatever a file holds, it is a table whose rows or reasons come in order, or a `ReadError`."""
    with suppress(ReadError):
        _, lines = read(tmp_path, head + tail)
        assert all((line.row is None) == bool(line.error) for line in lines)
        assert [line.number for line in lines] == sorted({line.number for line in lines})


def test_chunks_keep_order_and_size() -> None:
    """Lists of a size, the last one shorter, none of them empty."""
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks([], 2)) == []


@pytest.mark.parametrize(
    "data",
    ["\ufeffid,text\n1,a\n", "id,text\r1,a\r", ",id,text\n0,1,a\n", "id;text;\n1;a;\n", "id,text,text\n1,a,b\n"],
)
def test_headers_of_all_sorts_are_read(tmp_path: Path, data: str) -> None:
    """A mark before the header, old line ends, pandas' nameless index, a sign too much, a name that stands twice."""
    [row] = rows(tmp_path, data)
    assert row is not None
    assert (row["id"], row["text"]) == ("1", "a")
