"""Encodings: UTF-8 first, others found, broken bytes told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.sources.decoding import decode

FOLDER = Path(__file__).parents[2] / "corpora" / "discussions"
GREEK = (FOLDER / "el-dev.txt").read_text(encoding="utf-8")
TAIWAN = (FOLDER / "zh-11.txt").read_text(encoding="utf-8")
CHINA = (FOLDER / "zh-05.txt").read_text(encoding="utf-8")
ENGLISH = (FOLDER / "en-05.txt").read_text(encoding="utf-8").replace("'", "’")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_needs_no_notice(encoding: str) -> None:
    """UTF-8 with or without its mark is read silently."""
    assert decode(GREEK.encode(encoding), "x") == (GREEK, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GREEK, "windows-1253"),
        (CHINA, "gb18030"),
        (TAIWAN, "big5"),
        (ENGLISH, "windows-1252"),
        (GREEK, "utf-16"),
        (GREEK, "utf-16-le"),
        (GREEK, "utf-16-be"),
        (CHINA, "utf-16-le"),
        (GREEK, "utf-32"),
    ],
)
def test_other_encodings_are_found_and_told(text: str, encoding: str) -> None:
    """A page in an older encoding is read as it was written, with a notice."""
    kept = text.encode(encoding, "ignore")
    found, notices = decode(kept, "x")
    assert found == kept.decode(encoding)
    assert [notice.code for notice in notices] == ["encoding"]


def test_broken_bytes_are_replaced_and_told() -> None:
    """A few broken bytes in UTF-8 become U+FFFD, with their number and the first line."""
    data = GREEK.encode().replace("Αρχική".encode(), b"\xff\xfe\x80" + "Αρχική".encode(), 1) + b"\xce"
    text, (notice,) = decode(data, "x")
    assert text == GREEK.replace("Αρχική", "\ufffdΑρχική", 1) + "\ufffd"
    assert (notice.code, notice.where) == ("broken-utf8", "line 3")
    assert notice.message.startswith("2 ")


@pytest.mark.parametrize(
    "data", [b"\0" * 9, b"%PDF-1.4\n", b"\x89PNG", b"PK\x03\x04x", b"\x7fELF\2\1", bytes(range(32)) * 9]
)
def test_binary_data_is_refused(data: bytes) -> None:
    """Files that are no text at all are errors."""
    with pytest.raises(ReadError, match="binary"):
        decode(data, "x")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_read_error(data: bytes) -> None:
    """Nothing but `ReadError` comes out, and what is read can be written."""
    try:
        text, _ = decode(data, "x")
    except ReadError:
        return
    assert isinstance(text.encode(), bytes)
