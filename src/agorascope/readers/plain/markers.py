"""What opens a comment on a plain page: `1.`, `#1`, `1楼`, `•`, alone, before a number, or before text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from agorascope.readers.plain.lines import Line

Kind = Literal["number", "post", "bullet"]
Shape = Literal["numbered", "alone", "inline"]

DIGITS = str.maketrans("０１２３４５６７８９．）（＃［］、：", "0123456789.)(#[].:")
DOTS = frozenset("•◦·▪▫‣○●■□∙⁃")
BULLETS = DOTS | frozenset("*-o")
NUMBER = re.compile(r"(\d{1,7})(?:[.)](?!\d)|\)\.)\s*|\((\d{1,7})\)\s*|\[(\d{1,7})\]\s*")
POST = re.compile(
    r"#\s?(\d{1,7})(?:[.:)]|\b)\s*|(?:第\s?)?(\d{1,7})\s?(?:楼|樓|层|層)\s*[:.]?\s*|(\d{1,7})[Ff]\b[:.]?\s*"
)
PLAIN = re.compile(r"[#(\[]?(\d{1,7})[.)\]:]?")
LONGEST_MARK = 24


class Marker(Struct, frozen=True, gc=False):
    """A comment's opening: its kind and shape, the number printed, the length of the mark, the text after it."""

    kind: Kind
    shape: Shape
    ordinal: int | None
    number: int | None
    sign: str
    mark: str
    rest: str


def marker(line: Line) -> Marker | None:
    """Read the list mark at the start of a line; None when there is none."""
    first = line.text[:1]
    if first in BULLETS:
        return _bullet(line.text)
    if first.isdecimal() or first in "#＃第[(（［":
        return _number(line.text)
    return None


def _bullet(text: str) -> Marker | None:
    rest = text[1:].lstrip()
    if rest and not text[1].isspace():
        return None
    plain = PLAIN.fullmatch(_narrow(rest))
    number = int(plain[1]) if plain else None
    shape: Shape = "numbered" if plain else "inline" if rest else "alone"
    return Marker("bullet", shape, None, number, text[0], text if plain else text[0], "" if plain else rest)


def _number(text: str) -> Marker | None:
    narrow = _narrow(text[:LONGEST_MARK])
    kind: Kind = "number"
    match = NUMBER.match(narrow)
    if match is None:
        kind, match = "post", POST.match(narrow)
    if match is None:
        return None
    ordinal = int(next(group for group in match.groups() if group))
    rest = text[match.end() :].lstrip()
    plain = PLAIN.fullmatch(_narrow(rest)) if rest and len(rest) < LONGEST_MARK else None
    shape: Shape = "numbered" if plain else "inline" if rest else "alone"
    number = int(plain[1]) if plain else ordinal
    mark = text if plain else text[: len(text) - len(rest)].rstrip()
    return Marker(kind, shape, ordinal, number, _sign(narrow), mark, "" if plain else rest)


def _narrow(text: str) -> str:
    """Make full-width digits and signs narrow, one for one."""
    return text.translate(DIGITS)


def _sign(narrow: str) -> str:
    return re.sub(r"\d+", "1", narrow.split(maxsplit=1)[0][:LONGEST_MARK])
