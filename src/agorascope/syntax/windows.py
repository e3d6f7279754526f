"""Cuts what the network could not read in one pass: a sentence of more pieces than it takes becomes several windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agorascope.syntax.network import Network

MOST, BACK = 256, 64
CHARACTERS = 2048
"""A window has at most so many characters: what has few pieces may still be long."""


def windows(text: str, start: int, end: int, network: Network) -> list[tuple[int, int]]:
    """Cut `text[start:end]` into stretches that the network reads whole, at white space where there is any near."""
    if end - start <= MOST:  # a piece has a character at least
        return [(start, end)] if start < end else []
    found: list[tuple[int, int]] = []
    while start < end:
        part = text[start : min(end, start + CHARACTERS)]
        offsets = network.row(part).offsets
        size = len(part) if len(offsets) <= MOST else max(1, offsets[MOST][0])
        if start + size < end:
            size = _space(part, size)
        found.append((start, start + size))
        start += size
    return found


def _space(part: str, size: int) -> int:
    """Give the last place at white space before `size`, if it is near."""
    for place in range(size, max(size - BACK, 0), -1):
        if part[place - 1].isspace():
            return place
    return size
