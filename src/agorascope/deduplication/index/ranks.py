"""The order of posts and texts as bytes: SQLite sorts them as `posts.order` sorts posts, whatever is in an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.deduplication.cluster import standing
from agorascope.deduplication.posts import natural, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIGHEST = 0xFF
_END, _MORE, _ESCAPED = b"\0\0", b"\0\1", b"\0\xff"


def place(name: str, published: str | None) -> bytes:
    """Give where a post stands by its time and id; posts of one time and one id stand in the order of their texts."""
    return ordinal(published).to_bytes(8, "big") + _MORE.join(_parts(name)) + _END + _escaped(name)


def rank(copies: int, first: bytes) -> bytes:
    """Give where a text stands by how often it is there, then by the place of its first post."""
    return bytes([_HIGHEST - standing(copies)]) + first


def _parts(name: str) -> Iterator[bytes]:
    for part in natural(name):
        yield _escaped(part) if isinstance(part, str) else _numeral(part)


def _escaped(part: str) -> bytes:
    return part.encode("utf-8", "surrogatepass").replace(b"\0", _ESCAPED)


def _numeral(number: int) -> bytes:
    """Write a number after the length of it, so that what has more digits is more; no byte of it ends anything."""
    told = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return len(told).to_bytes(2, "big") + told
