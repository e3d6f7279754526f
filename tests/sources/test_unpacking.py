"""Gzip is undone as long as what comes out may be a file that somebody wrote."""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING

import pytest

from agorascope.errors import ReadError
from agorascope.readers import read
from agorascope.records import Thread
from agorascope.sources import unpacking
from agorascope.sources.source import Source

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [{"id": str(number), "thread": "t", "author": "ann", "text": "Thank you!"} for number in range(20_000)]


def packed(path: Path, *parts: bytes) -> Path:
    """Write parts as one gzip file."""
    path.write_bytes(gzip.compress(b"".join(parts), 9))
    return path


def lines(rows: list[dict[str, str]]) -> bytes:
    """Give rows as JSON Lines."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@pytest.mark.parametrize("filling", [b" ", b"\n"])
def test_what_no_text_packs_like_is_refused(filling: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb is refused as it goes off, in words; in a small one nothing is lost."""
    path = packed(tmp_path / "bomb.jsonl.gz", lines(ROWS[:1]), filling * 4_000_000, b"\n", lines(ROWS[1:2]))
    [thread] = read([str(path)])
    assert isinstance(thread, Thread)
    assert [comment.id for comment in thread.comments] == ["0", "1"]
    monkeypatch.setattr(unpacking, "LARGE", 1_000_000)
    [error] = read([str(path)])
    assert isinstance(error, ReadError)
    assert "no text is packed like that" in str(error)
    assert "gzip -d" in str(error)


def test_the_limit_lies_between_rows_and_blanks() -> None:
    """One row again and again packs less than the limit allows, comments far less; blanks and empty lines more."""

    def packs(data: bytes) -> float:
        return len(data) / len(gzip.compress(data, 9))

    assert packs(lines(ROWS)) < 0.1 * unpacking.MOST
    assert 0.7 * unpacking.MOST < packs(lines(ROWS[:1]) * 200_000) < unpacking.MOST
    assert min(packs(sign * 20_000_000) for sign in (b" ", b"\n")) > 2 * unpacking.MOST


def test_what_people_write_is_read_whatever_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are nearly the same, thousands of them, are no bomb."""
    monkeypatch.setattr(unpacking, "LARGE", 1_000)
    [thread] = read([str(packed(tmp_path / "many.jsonl.gz", lines(ROWS)))])
    assert isinstance(thread, Thread)
    assert len(thread.comments) == len(ROWS)


def test_unpacked_bytes_can_be_read_again_from_anywhere(tmp_path: Path) -> None:
    """They are what a `GzipFile` gives, forwards and back."""
    data = lines(ROWS)
    with Source(str(packed(tmp_path / "many.jsonl.gz", data))).opened() as stream:
        assert stream.read(100) == data[:100]
        assert stream.seek(50_000) == 50_000
        assert stream.readline() == data[50_000:].split(b"\n")[0] + b"\n"
        assert stream.seek(10) == 10
        assert stream.read() == data[10:]
        assert stream.seek(0, io.SEEK_SET) == stream.tell() == 0
