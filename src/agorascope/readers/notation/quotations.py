"""Text in a comment that its writer quotes from somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTED = re.compile(r"^[ \t]*[>＞][^\n]*(?:\n[ \t]*[>＞][^\n]*)*", re.MULTILINE)
MARK = re.compile(r"\[quote[^\]\n]{0,80}\]|<blockquote>|(\[/quote\]|</blockquote>)", re.IGNORECASE)
CITED = re.compile(r"^[ \t]*(?:引用|引)\s?[^\n:：]{0,30}[:：][^\n]*", re.MULTILINE)


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Give the offsets of `>` lines, quote blocks and 引用 lines, in order, without overlap."""
    spans = sorted([*_blocks(text), *(m.span() for pattern in (QUOTED, CITED) for m in pattern.finditer(text))])
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return tuple(kept)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Pair the outermost opening and closing marks in one pass."""
    opened: list[int] = []
    for mark in MARK.finditer(text):
        if mark[1] is None:
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if not opened:
                yield start, mark.end()
