"""What word lists are made from, and how they are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

FILES = ("train", "discussions", "tones", "messages")


def texts(comments: Path, languages: Container[str]) -> Iterator[str]:
    """Give the texts of `corpora/comments` in these languages, without those of `dev`."""
    for name in FILES:
        for row in objects(comments / f"{name}.jsonl"):
            if row["lang"] in languages:
                yield row["text"]


def pieces(tokenizer: Path) -> dict[str, float]:
    """Give the pieces of the encoder's vocabulary with the logarithm of how likely each is."""
    return dict(json.loads(tokenizer.read_bytes())["model"]["vocab"])


def write(path: Path, name: str, found: list[str]) -> None:
    """Write words as one line of a TOML file."""
    path.write_text(f'# Made by scripts/build_language.\n{name} = "{" ".join(found)}"\n', encoding="utf-8")
