"""The words that our Greek and English comments write in small letters more often than, inside a sentence, in capitals.

`agorascope.language.names` tells names from them: 'Great Service' is none.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from agorascope.language.names import WORD, WRITTEN
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = ("train", "discussions", "tones", "messages")
_WORD = re.compile(WORD)


def words(comments: Path) -> list[str]:
    """Give the words of `corpora/comments`, without those of `dev`, in the order of the alphabet."""
    small: Counter[str] = Counter()
    big: Counter[str] = Counter()
    for text in _texts(comments):
        for found in _WORD.finditer(text):
            word = found[0]
            if word.islower():
                small[word] += 1
            elif word[1:].islower() and text[max(0, found.start() - 2) : found.start() - 1].islower():
                big[word.lower()] += 1
    return sorted(word for word, times in small.items() if times > big[word] and len(word) > 1)


def write(path: Path, found: list[str]) -> None:
    """Write the words as one line of a TOML file."""
    path.write_text(f'# Made by scripts/build_language.\nwords = "{" ".join(found)}"\n', encoding="utf-8")


def _texts(comments: Path) -> Iterator[str]:
    for name in FILES:
        for row in objects(comments / f"{name}.jsonl"):
            if row["lang"] in WRITTEN:
                yield row["text"]
