"""Discussions without end, made of the annotated ones in `corpora/discussions`; the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Struct

_ROOT = Path(__file__).parents[2]
# How often the comments of an annotated discussion are in one of ours: most are short, a few long.
_REPEATS = (1, 1, 2, 1, 5, 1, 3, 1, 1, 20)
_MONTHS, _DAYS = 12, 28


class Said(Struct, frozen=True):
    """A comment as an export has it; times are UTC without saying so."""

    id: int
    parent: int | None
    author: str
    published: str
    text: str
    is_spam: bool


class Page(Struct, frozen=True):
    """An article with its comments in the order in which the export has them."""

    id: int
    title: str
    author: str
    published: str
    url: str
    paragraphs: tuple[str, ...]
    comments: tuple[Said, ...]


def pages() -> Iterator[Page]:
    """Give pages without end; every third has its comments last first, so that children come before parents."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted((_ROOT / "corpora" / "discussions").glob("*.json"))]
    used = 0
    for number in count(1):
        told = found[number % len(found)]
        comments = _comments(told["comments"], _REPEATS[number % len(_REPEATS)], used, _day(number))
        used += len(comments)
        if number % 3 == 0:
            comments.reverse()
        article = told["article"]
        yield Page(
            id=number,
            title=f"{article['title']} ({number})",
            author=article["author"] or "",
            published=f"{_day(number)} 08:00:00",
            url=f"https://example.org/{number}",
            paragraphs=tuple(article["paragraphs"]),
            comments=tuple(comments),
        )


def _day(number: int) -> str:
    return f"20{10 + number % 15}-{1 + number % _MONTHS:02}-{1 + number % _DAYS:02}"


def _comments(told: Sequence[dict[str, Any]], repeats: int, used: int, day: str) -> list[Said]:
    """Give the comments `repeats` times, each time as a conversation of its own some minutes later."""
    made = []
    for time in range(repeats):
        ids = {row["n"]: used + time * len(told) + place for place, row in enumerate(told, start=1)}
        made += [
            Said(
                id=ids[row["n"]],
                parent=ids.get(row["parent"]),
                author=row["author"] or "",
                published=f"{day} {9 + place // 60:02}:{place % 60:02}:{time:02}",
                text=row["text"],
                is_spam=row["spam"],
            )
            for place, row in enumerate(told)
        ]
    return made
