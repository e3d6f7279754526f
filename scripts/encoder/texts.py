"""Reads the texts that the vocabulary is chosen from and that everything is measured on."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from typing import TYPE_CHECKING

from scripts.jsonl import objects

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 2000


def from_data(folder: Path) -> dict[str, list[str]]:
    """Give the texts of every JSONL file below `folder`, by language, cut at 2,000 characters."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*/*.jsonl")):
        for row in objects(path):
            if row.get("text") and row.get("lang"):
                found[row["lang"]].append(row["text"][:LONGEST])
    return dict(found)


def from_threads(folder: Path) -> dict[str, list[str]]:
    """Give the paragraphs and comments of the annotated discussions, by language."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("??-*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        if "article" in page:
            found[page["language"]] += page["article"]["paragraphs"]
            for comment in page["comments"]:
                found[comment["language"]].append(comment["text"])
    return dict(found)


def sample(texts: list[str], count: int, seed: int = 1) -> list[str]:
    """Draw `count` texts, the same ones every time."""
    return texts if len(texts) <= count else random.Random(seed).sample(texts, count)  # noqa: S311  not for secrets
