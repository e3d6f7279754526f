"""Streams as UTF-8: recoded, mended, counted, whatever pieces they come in."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.sources.json_stream import Mended, items
from agorascope.sources.labels import encoding_named
from agorascope.sources.streams import Utf8, utf8

GREEK = "Η κάρτα δεν σου κάνει χάρη, 会员卡也不是优惠。"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("utf-8", "iso-8859-1"), ("cp1253", "windows-1253")],
)
def test_streams_are_recoded(encoding: str, declared: str | None) -> None:
    """A mark wins, then the bytes, then what is declared."""
    words = GREEK[:26] if encoding == "cp1253" else GREEK
    data = words.encode(encoding)
    stream, _ = utf8(io.BytesIO(data), data[:65536], "x", declared)
    assert stream.read().decode() == words


def test_a_head_of_ascii_does_not_decide_against_what_is_declared() -> None:
    """Where the first bytes could be anything, a document is read as it says."""
    data = b"<a>" + b" " * 70_000 + "χάρη".encode("cp1253")
    stream, found = utf8(io.BytesIO(data), data[:65536], "x", "windows-1253")
    assert found == "cp1253"
    assert stream.read().decode().endswith("χάρη")


@given(st.binary(max_size=300), st.integers(1, 7))
def test_broken_bytes_are_counted_and_the_rest_is_whole(data: bytes, size: int) -> None:
    """Read in any pieces, the same valid UTF-8 comes out, with a mark for each broken run."""
    whole = Utf8(io.BytesIO(data), "utf-8").read()
    stream = Utf8(io.BytesIO(data), "utf-8")
    pieces = []
    while piece := stream.read(size):
        pieces.append(piece)
    assert b"".join(pieces) == whole
    assert whole.decode() == whole.decode("utf-8", "strict")
    assert (stream.broken > 0) == (whole != data)


@pytest.mark.parametrize("label", ["zip", "unicode_escape", "rot13", "idna", "no such thing", "ascii", "\0"])
def test_what_names_no_encoding_of_text_names_none(label: str) -> None:
    """Python's other codecs are no encodings, and ASCII says nothing of what follows."""
    assert encoding_named(label) is None


def test_the_wider_sets_that_are_meant() -> None:
    """A label means what browsers take it for."""
    assert [encoding_named(name) for name in ("GB2312", "Latin-1", "Big5", "windows-1253")] == [
        "gb18030",
        "cp1252",
        "big5hkscs",
        "cp1253",
    ]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=6), st.integers(1, 5))
def test_json_comes_item_by_item(words: list[str], size: int) -> None:
    """Every item of an array comes as the standard library would give it, lone surrogates mended and counted."""
    import json

    data = json.dumps([*words, {"cut": "\ud83d"}]).encode()

    class Slow(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            return super().read(size)

    mended = Mended(Slow(data))
    assert list(items(mended)) == [*words, {"cut": "\ufffd"}]
    assert mended.count == 1
