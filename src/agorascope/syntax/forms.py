"""What is seen of a word's letters, as places in a table: the word, its endings, its beginning, its shape."""

from __future__ import annotations

from zlib import crc32

ENDINGS = (1, 2, 3, 4)
HASHES = len(ENDINGS) + 3
LONGEST_SHAPE = 6


def places(word: str, rows: int) -> list[int]:
    """Give `HASHES` places in a table of so many rows (Weinberger et al., 2009, arXiv:0902.2206)."""
    lower = word.lower()
    seen = [lower, *(lower[-length:] for length in ENDINGS), lower[:2], _shape(word)]
    return [
        crc32(f"{kind}:{value}".encode("utf-8", "replace")) % rows for kind, value in zip("w1234ps", seen, strict=True)
    ]


def _shape(word: str) -> str:
    """Write capitals as X, letters as x, digits as d, signs as they are; runs of more than two as two."""
    kinds = ("d" if c.isdigit() else "X" if c.isupper() else "x" if c.isalpha() else c for c in word[:32])
    found = ""
    for kind in kinds:
        if found[-2:] != kind * 2:
            found += kind
    return found[:LONGEST_SHAPE]
