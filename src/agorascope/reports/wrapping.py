"""Lines of a terminal: words and Chinese characters filled in, no empty lines before long ones, no spaces at the ends.

Rich wraps at spaces alone, so that a Chinese sentence is one word to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions
    from rich.measure import Measurement
    from rich.text import Text

_WIDE = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING = "（《〈「『【〔〖“‘«(\\[{"
_CLOSING = "，。、；：！？）》〉」』】〕〗”’»…—～·％,.;:!?)\\]}%"
# A line may end behind a piece, but not before a closing mark or behind an opening one (Unicode Annex 14: CL, OP, NS).
_PIECE = re.compile(
    f"\\s+|[{_OPENING}]{{0,3}}[{_WIDE}][{_CLOSING}]*|[{_CLOSING}]+|(?:(?![{_OPENING}]{{0,3}}[{_WIDE}])\\S)+"
)
_NARROWEST = 8


class Wrapped:
    """A text that Rich sets in lines of the console; those behind the first `hang` under it by so many cells."""

    def __init__(self, text: Text, first: str = "") -> None:
        """Take the text, and what stands before its first line."""
        self.text, self.first = text, first

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Give the lines."""
        from rich.cells import cell_len
        from rich.text import Text

        hang = cell_len(self.first)
        width, before = max(_NARROWEST, options.max_width - hang), self.first
        for paragraph in self.text.split("\n", allow_blank=True) or [Text()]:
            paragraph.expand_tabs(8)
            for start, end in lines(paragraph.plain, width):
                line = Text(before, no_wrap=True, overflow="ignore", end="\n").append_text(paragraph[start:end])
                line.rstrip()
                yield line
                before = " " * hang

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Take all the width there is."""
        from rich.measure import Measurement

        return Measurement(_NARROWEST, options.max_width)


def lines(text: str, width: int) -> list[tuple[int, int]]:
    """Cut a paragraph into lines of at most `width` cells (at least 2), without the spaces between them."""
    from rich.cells import cell_len

    found: list[tuple[int, int]] = []
    start = end = filled = 0
    for piece in _pieces(text, width):
        cells = cell_len(text[slice(*piece)])
        if text[piece[0]].isspace():
            filled += cells
            continue
        if filled + cells > width and end > start:
            found.append((start, end))
            start, filled = piece[0], 0
        end, filled = piece[1], filled + cells
    return [*found, (start, end)]


def _pieces(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Give what stays together; what is longer than a line is given by the character."""
    from rich.cells import cell_len

    for match in _PIECE.finditer(text):
        if match[0].isspace() or cell_len(match[0]) <= width:
            yield match.span()
        else:
            yield from ((at, at + 1) for at in range(*match.span()))
