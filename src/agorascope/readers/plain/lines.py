"""A page as lines: number, indentation, text without it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BREAK = re.compile(r"\r\n|\r|\n")
TAB = 4


class Line(Struct, frozen=True, gc=False):
    """Line `no` (from 1) of a page, `indent` columns in; `text` is empty for a blank line."""

    no: int
    indent: int
    text: str


def lines_of(page: str) -> list[Line]:
    """Cut a page at CR LF, LF or CR; a tab indents by 4 columns, an ideographic space by 2."""
    return [Line(no, _indent(raw), raw.strip()) for no, raw in enumerate(BREAK.split(page), 1)]


def _indent(raw: str) -> int:
    if not raw or not raw[0].isspace():
        return 0
    blank = raw[: len(raw) - len(raw.lstrip())]
    return len(blank) + (TAB - 1) * blank.count("\t") + blank.count("\u3000")


def shown(lines: Iterable[Line]) -> Iterator[Line]:
    """Give the lines that are not blank."""
    return (line for line in lines if line.text)


def joined(lines: Iterable[Line]) -> str:
    r"""Join lines as they stand: `\n` between neighbours, a blank line between paragraphs."""
    parts: list[str] = []
    last = 0
    for line in shown(lines):
        if parts:
            parts.append("\n" if line.no == last + 1 else "\n\n")
        parts.append(line.text)
        last = line.no
    return "".join(parts)
