"""Puts a text into the script that the models know best, and tells which one it is written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LATIN = re.compile("[A-Za-z]")
GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
SEEN = 2000
HAN_WEIGHT = 3  # a Han character says about as much as three letters


def readable(text: str) -> str:
    """Write Greeklish in Greek letters, leave every other text alone.

    The encoder saw much Greek and little Greeklish, so the models read what they know.
    """
    write = _transliteration(text)
    return write(text)[0] if write else text


def placed(text: str) -> tuple[str, Sequence[int]]:
    """Do what `readable` does; with it, for every character and for the end, its place in the original text."""
    write = _transliteration(text)
    return write(text) if write else (text, range(len(text) + 1))


def writing(text: str) -> str:
    """Tell the script of most of a text: `el`, `zh`, or `en` for Latin letters and everything else."""
    seen = text[:SEEN]
    counts = {
        "en": len(LATIN.findall(seen)),
        "el": len(GREEK.findall(seen)),
        "zh": HAN_WEIGHT * len(HAN.findall(seen)),
    }
    return max(counts, key=lambda name: (counts[name], name == "en"))


def _transliteration(text: str) -> Callable[[str], tuple[str, Sequence[int]]] | None:
    if not LATIN.search(text):
        return None
    from agorascope.language import aligned, detect

    return {"el-Latn": aligned}.get(detect(text).code)
