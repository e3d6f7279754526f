"""Arguments of one side of one debate, and the key point that each makes.

Our own annotation: `corpora/comments/points.jsonl` groups spans of the comments beside it, across languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.jsonl import objects

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
COMMENTS = ("train.jsonl", "discussions.jsonl", "dev.jsonl", "discussions-dev.jsonl")
DEV_FILES = frozenset({"dev.jsonl", "discussions-dev.jsonl"})
ALONE = -1


@dataclass(frozen=True)
class Span:
    """An argument: its words, its language, the number of its comment, the number of its key point (`ALONE`: none)."""

    text: str
    language: str
    comment: int
    point: int


@dataclass(frozen=True)
class Side:
    """The arguments of one side of one debate."""

    name: str
    spans: tuple[Span, ...]


def own(corpora: Path, *, dev: bool) -> list[Side]:
    """Give the sides of our own annotation, those of the dev files or the others."""
    folder = corpora / "comments"
    written: dict[str, tuple[str, list[Any]]] = {}
    for name in COMMENTS:
        for row in objects(folder / name):
            written.setdefault(row["thesis_id"], (name, []))[1].append(row)
    found = []
    for row in objects(folder / "points.jsonl"):
        name, comments = written[row["thesis_id"]]
        if (name in DEV_FILES) == dev:
            found += [_own_side(row, comments, stance) for stance in ("favor", "against")]
    return [side for side in found if side.spans]


def _own_side(row: Any, comments: list[Any], stance: str) -> Side:  # noqa: ANN401  rows of JSON
    points = [one for one in row["points"] if one["stance"] == stance]
    number = {span: n for n, one in enumerate(points) for span in one["spans"]}
    spans = [
        Span(quote, comment["lang"], n, number.get(f"{n}.{m}", ALONE))
        for n, comment in enumerate(comments)
        if comment["stance"] == stance and not comment["spam"]
        for m, (_, quote) in enumerate(comment["arguments"])
    ]
    return Side(f"{row['thesis_id']} {stance}", tuple(spans))
