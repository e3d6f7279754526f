"""What a re-post changed: the places in both texts, word by word, in Chinese character by character."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from agorascope.records import Change, Offsets

_WORD = re.compile(r"[^\W\d_\u3040-\u9fff\U00020000-\U000323af]+|\d+|\S|\s+")
_COMPARED = 20_000


def changes(text: str, first: str) -> tuple[Change, ...] | None:
    """Give the changed places in order, or None for texts of more than 20,000 characters: one would not read them.

    Offsets count code points, half open. Runs of white space are one word.
    """
    if max(len(text), len(first)) > _COMPARED:
        return None
    here, there = (list(_WORD.finditer(words)) for words in (text, first))
    codes = Levenshtein.opcodes([word[0] for word in there], [word[0] for word in here])
    return tuple(
        Change(_span(here, code.dest_start, code.dest_end), _span(there, code.src_start, code.src_end))
        for code in codes
        if code.tag != "equal"
    )


def _span(words: list[re.Match[str]], start: int, end: int) -> Offsets:
    if start < end:
        return words[start].start(), words[end - 1].end()
    place = words[start].start() if start < len(words) else words[-1].end() if words else 0
    return place, place
