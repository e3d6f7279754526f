"""The pairs of Chinese characters that are words, or often stand together: `agorascope.language.han_names` needs them.

From two sources: pieces of the encoder's vocabulary of two characters or more, which were learned on a hundred
languages' web pages and hold words, not people; and pairs that our Chinese comments have six times or more.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from agorascope.language import facts
from agorascope.language.chinese import to_simplified
from agorascope.language.han_names import HanNames
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = ("train", "discussions", "tones", "messages")
LEAST = 6
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


def pairs(comments: Path, tokenizer: Path) -> list[str]:
    """Give the pairs that may stand in or beside a name, in the order of their characters."""
    known = facts.load("zh", "names", HanNames)
    letters = frozenset(known.surnames + known.rare + known.given + known.foreign + "".join(known.compound))
    found = set(_of_vocabulary(tokenizer)) | set(_of_comments(comments))
    return sorted(pair for pair in found if letters & set(pair))


def write(path: Path, found: list[str]) -> None:
    """Write the pairs as one line of a TOML file."""
    path.write_text(f'# Made by scripts/build_language.\npairs = "{" ".join(found)}"\n', encoding="utf-8")


def _of_vocabulary(tokenizer: Path) -> Iterator[str]:
    for piece, _ in json.loads(tokenizer.read_bytes())["model"]["vocab"]:
        yield from _in(piece.removeprefix("▁"), whole=True)


def _of_comments(comments: Path) -> list[str]:
    counted: Counter[str] = Counter()
    for name in FILES:
        for row in objects(comments / f"{name}.jsonl"):
            if row["lang"] == "zh":
                counted.update(_in(to_simplified(row["text"])))
    return [pair for pair, times in counted.items() if times >= LEAST]


def _in(text: str, *, whole: bool = False) -> Iterator[str]:
    if whole and not _HAN.fullmatch(text):
        return
    for run in _HAN.findall(to_simplified(text)):
        yield from ("".join(two) for two in pairwise(run))
