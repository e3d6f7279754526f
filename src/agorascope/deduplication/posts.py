"""Comments as this room takes them, and the one order in which they are looked at, whatever order they came in."""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime
from hashlib import blake2b

from msgspec import Struct

_DIGITS = re.compile(r"(\d+)")
_LONGEST_NUMBER = 1000  # digits; Python refuses to read numbers of more than 4,300
_SIGN, _ALL = 1 << 63, (1 << 64) - 1
_MILLISECONDS = 1e11  # seconds until the year 5138: a larger number counts milliseconds

Order = tuple[int | float | str | tuple[int | str, ...], ...]


class Post(Struct, frozen=True):
    """A comment: the user's own id, its text, and what is known of who wrote it, where and when.

    `rank` is its place in a thread that is read in its own order. Only posts of the same `scope` are compared.
    """

    id: str
    text: str
    author: str | None = None
    thread: str | None = None
    published: str | None = None
    rank: int | None = None
    scope: str = ""


def order(post: Post) -> Order:
    """Give what posts are sorted by: rank where there is one, else time (posts without one come last), id, text.

    Numbers in ids count as numbers: c9 comes before c10.
    """
    if post.rank is not None:
        return (0, post.rank)
    at = moment(post.published)
    return (1, float("inf") if at is None else at, natural(post.id), post.id, post.text)


def sortable(post: Post) -> str:
    """Give `order` of a post without a rank as text whose order is the same, but that its text does not count.

    For engines that sort texts but not tuples: an id has to be one post's alone.
    """
    name = "".join(part if n % 2 == 0 else f"\0{_numeral(part)}" for n, part in enumerate(_DIGITS.split(post.id)))
    return f"{ordinal(post.published):016x}{name}\0\0{post.id}"


def _numeral(part: str) -> str:
    """Write a number so that texts of it stand in its order: how many digits it has, then these."""
    digits = str(int(part[:_LONGEST_NUMBER]))
    return f"{len(digits):04}{digits}"


def salt(scope: str) -> int:
    """Give the number that makes keys of one scope differ from those of another; 0 for no scope."""
    if not scope:
        return 0
    return int.from_bytes(blake2b(scope.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def moment(published: str | None) -> float | None:
    """Read a time as seconds since 1970: ISO 8601 (UTC where no zone is given), such a number, or milliseconds.

    None where it is none of these.
    """
    if not published:
        return None
    try:
        at = float(published) if published.replace(".", "", 1).isdecimal() else _stamp(published)
    except (ValueError, OverflowError):
        return None
    at = at / 1000 if at > _MILLISECONDS else at
    return at if at < _MILLISECONDS else None


def ordinal(published: str | None) -> int:
    """Give a time as a whole number of 64 bits that stands in the order of times; what is no time comes last."""
    at = moment(published)
    bits = int.from_bytes(struct.pack(">d", float("inf") if at is None else at + 0.0), "big")
    return bits ^ (_ALL if bits & _SIGN else _SIGN)


def _stamp(published: str) -> float:
    told = datetime.fromisoformat(published.strip())
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()


def natural(name: str) -> tuple[int | str, ...]:
    """Split an id into texts and numbers, which take turns, a text first: any two can be compared, c9 before c10."""
    parts = _DIGITS.split(name)
    return tuple(int(part[:_LONGEST_NUMBER]) if n % 2 else part for n, part in enumerate(parts))
