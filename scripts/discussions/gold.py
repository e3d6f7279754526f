"""Annotated discussions: the gold beside a page, and the pairs of gold and found comments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from agorascope.records import CommentReport, Discussion


class GoldPage(msgspec.Struct, frozen=True):
    """A page, its language and its annotations as they stand in the JSON file beside it."""

    page: Path
    language: str
    gold: dict[str, Any]


def pages(folder: Path) -> list[GoldPage]:
    """Find the annotated pages of a folder, in name order; raises `SystemExit` when there are none."""
    found = [p for p in sorted(folder.glob("*.txt")) if p.with_suffix(".json").exists()]
    if not found:
        raise SystemExit(f"{folder}: no page (.txt) with annotations (.json) beside it")
    golds = [msgspec.json.decode(p.with_suffix(".json").read_bytes()) for p in found]
    return [GoldPage(p, str(g["language"]), g) for p, g in zip(found, golds, strict=True)]


def pairs(gold: dict[str, Any], found: Discussion) -> list[tuple[dict[str, Any], CommentReport]]:
    """Match gold and found comments by printed number; unmatched gold is left out (structure counts it)."""
    by_number = {c.number: c for c in found.comments}
    return [(g, by_number[g["n"]]) for g in gold["comments"] if g["n"] in by_number]
