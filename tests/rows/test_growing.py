"""Rows of tables that grow: whole ones, in their order, and what is not whole yet waits."""

from __future__ import annotations

import pytest

from agorascope.errors import ReadError
from agorascope.rows.growing import LONGEST, form_of, rows
from agorascope.sources.growing import Place

BEGIN = Place()


def test_records_over_several_lines_wait_for_their_end() -> None:
    """A record of a CSV whose quotation marks are not closed is left for the next time, the header is no row."""
    data = b'id,text\r\n1,"a\r\nb"\r\n2,"half\r\n'
    form = form_of(data, "a.csv")
    found = rows(form, data, BEGIN, 10)
    assert [line.row for line in found.lines] == [{"id": "1", "text": "a\r\nb"}]
    assert data[found.size :] == b'2,"half\r\n'
    rest = data[found.size :] + b'and half"\r\n'
    again = rows(form, rest, Place(found.size, found.count), 10)
    assert [(line.number, line.row) for line in again.lines] == [(5, {"id": "2", "text": "half\r\nand half"})]
    assert again.size == len(rest)


def test_a_mark_too_many_spoils_one_row() -> None:
    """A quotation mark that nobody closes costs its own row: once too much has come, and at the end of the file."""
    form = form_of(b"id,text\n", "a.csv")
    bad, good = b'1,"open\n', b"2,good\n"
    assert rows(form, bad + good, Place(8, 1), 10).size == 0
    told = rows(form, bad + good, Place(8, 1), 10, last=True)
    assert [line.row for line in told.lines] == [None, {"id": "2", "text": "good"}]
    long = bad + good * (LONGEST // len(good))
    assert [line.row for line in rows(form, long, Place(8, 1), 2).lines] == [None, {"id": "2", "text": "good"}]


def test_json_lines_stop_where_they_are_asked_to() -> None:
    """At most so many rows are read; blank lines are none, and a broken one is in its place."""
    data = b'\xef\xbb\xbf{"text": "a"}\n\nbroken\n{"text": "b"}\n'
    form = form_of(data, "a.jsonl")
    found = rows(form, data, BEGIN, 2)
    assert [(line.number, line.row) for line in found.lines] == [(1, {"text": "a"}), (3, None)]
    assert data[found.size :] == b'{"text": "b"}\n'


@pytest.mark.parametrize("head", [b'[{"text": "a"}]\n', '{"text": "a"}\n'.encode("utf-16"), b"PAR1"])
def test_what_cannot_grow_is_refused(head: bytes) -> None:
    """Arrays, UTF-16 and Parquet have no whole rows before their end."""
    with pytest.raises(ReadError):
        form_of(head, "a")


def test_other_encodings_of_one_byte_a_line_break() -> None:
    """Greek of Windows is read as Greek."""
    data = "text,id\nΗ κάρτα πόντων δεν αξίζει τα χρήματα που κοστίζει στο μαγαζί,1\n".encode("cp1253")
    [line] = rows(form_of(data, "a.csv"), data, BEGIN, 9).lines
    assert line.row == {"text": "Η κάρτα πόντων δεν αξίζει τα χρήματα που κοστίζει στο μαγαζί", "id": "1"}
