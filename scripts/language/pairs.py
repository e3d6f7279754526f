"""The pairs of Chinese characters that are words, or often stand together: `agorascope.language.han_names` needs them.

From two sources: pieces of the encoder's vocabulary of two characters or more, which were learned on a hundred
languages' web pages and hold words, not people; and pairs that our Chinese comments have six times or more.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from agorascope.language import facts
from agorascope.language.chinese import to_simplified
from agorascope.language.han_names import HanNames
from scripts.language import sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAST = 6
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


def pairs(comments: Path, tokenizer: Path) -> list[str]:
    """Give the pairs that may stand in or beside a name, in the order of their characters."""
    known = facts.load("zh", "names", HanNames)
    letters = frozenset(known.surnames + known.rare + known.given + known.foreign + "".join(known.compound))
    found = set(_of_vocabulary(tokenizer)) | set(_of_comments(comments))
    return sorted(pair for pair in found if letters & set(pair))


def _of_vocabulary(tokenizer: Path) -> Iterator[str]:
    for piece in sources.pieces(tokenizer):
        word = piece.removeprefix("▁")
        if _HAN.fullmatch(word):
            yield from _in(word)


def _of_comments(comments: Path) -> list[str]:
    counted = Counter(pair for text in sources.texts(comments, ("zh",)) for pair in _in(text))
    return [pair for pair, times in counted.items() if times >= LEAST]


def _in(text: str) -> Iterator[str]:
    for run in _HAN.findall(to_simplified(text)):
        yield from ("".join(two) for two in pairwise(run))
