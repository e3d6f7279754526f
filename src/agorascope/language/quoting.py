"""What a text says itself, without what it quotes."""

from __future__ import annotations

from collections.abc import Iterable


def own_words(text: str, quoted: Iterable[tuple[int, int]]) -> str:
    """Blank out quoted places (in order) with line breaks: offsets stay true, and no sentence runs across."""
    pieces, done = [], 0
    for start, end in quoted:
        pieces += [text[done:start], "\n" * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])
