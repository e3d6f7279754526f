"""The comments that verdicts are measured on: annotated discussions, innocent comments, adverts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from agorascope import readers
from agorascope.errors import ReadError
from agorascope.records import Article, Comment, Thread
from scripts.jsonl import objects
from scripts.tasks.pages import HELD_OUT

CORPORA = Path(__file__).parents[2] / "corpora"
KNOWN = ("el", "el-Latn", "zh", "zh-Hant", "en")


class Row(Struct, frozen=True):
    """A comment with its label, language, kind, and the part of the set it belongs to."""

    text: str
    spam: bool
    lang: str
    kind: str
    part: str


Page = tuple[Thread, list[Row]]


def pages(form: str) -> list[Page]:
    """Give the annotated discussions as `txt` or `jsonl` is read, or as the `json` says; comments not found are empty.

    The comments of the thread are in the order of the rows. Raises `SystemExit` where a page cannot be read.
    """
    found = []
    for path in sorted((CORPORA / "discussions").glob("??-*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = path.with_suffix(f".{form}")
        if source.is_file():
            found.append(_page(gold, _annotated(gold) if form == "json" else _read(source)))
    return found


def moderation(name: str) -> list[Row]:
    """Give the rows of `innocents` or `adverts`."""
    rows = objects(CORPORA / "moderation" / f"{name}.jsonl")
    return [Row(row["text"], name == "adverts", group(row["lang"]), row["kind"], row["split"]) for row in rows]


def group(lang: str) -> str:
    """Give the language that figures are told of: those that were not learned are one."""
    return lang if lang in KNOWN else "other"


def _page(gold: dict[str, Any], thread: Thread) -> Page:
    part = "held-out" if gold["id"].partition("-")[2] in HELD_OUT else "learned"
    rows = [Row(c["text"], c["spam"], gold["language"], "discussion", part) for c in gold["comments"]]
    by_number = {c.number: c for c in thread.comments if c.number is not None}
    by_text: dict[str, Iterator[Comment]] = {text: iter(same) for text, same in _same(thread.comments).items()}
    comments = [
        by_number.get(c["n"]) or next(by_text.get(_words(c["text"]), iter(())), Comment(id=f"missing-{c['n']}"))
        for c in gold["comments"]
    ]
    return Thread(
        id=thread.id, source=thread.source, format=thread.format, article=thread.article, comments=tuple(comments)
    ), rows


def _same(comments: tuple[Comment, ...]) -> dict[str, list[Comment]]:
    found = defaultdict(list)
    for comment in comments:
        found[_words(comment.text)].append(comment)
    return found


def _words(text: str) -> str:
    return " ".join(text.split())


def _read(source: Path) -> Thread:
    thread = next(readers.read([str(source)]))
    if isinstance(thread, ReadError):
        raise SystemExit(str(thread))
    return thread


def _annotated(gold: dict[str, Any]) -> Thread:
    article = Article(title=gold["article"]["title"], text="\n\n".join(gold["article"]["paragraphs"]))
    comments = tuple(
        Comment(id=str(c["n"]), number=c["n"], author=c["author"], published=c["published"], text=c["text"])
        for c in gold["comments"]
    )
    return Thread(id=gold["id"], source=gold["id"], format="json", article=article, comments=comments)
