"""The annotated discussions of `corpora/discussions`: twelve to learn from, six (two a language) to measure on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from agorascope.inference.inputs import Reading
from scripts.tasks import examples
from scripts.tasks.examples import Example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = "discussions"
HELD_OUT = ("04", "12")  # `LANG-dev` is number 4


def pages(folder: Path, *, held_out: bool) -> list[Example]:
    """Give the comments of the pages, each twice: alone, and in its place."""
    found: list[Example] = []
    for path in sorted(folder.glob("??-*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        if "article" in page and (page["id"].partition("-")[2] in HELD_OUT) == held_out:
            found += [examples.as_read(row) for row in _page(page)]
    return found


def _page(page: dict[str, Any]) -> Iterator[Example]:
    texts = {comment["n"]: comment["text"] for comment in page["comments"]}
    title, thesis = page["article"]["title"], page["article"]["thesis"]
    for row in page["comments"]:
        marked = [(found["role"], found["quote"]) for found in row["arguments"]]
        alone = {"sentiment": row["sentiment"], "spam": "spam" if row["spam"] else "ham"}
        spans = tuple(examples.located(row["text"], marked))
        yield Example(Reading(row["text"]), alone, row["language"], PAGES, page["id"], spans)
        parent = texts.get(row["parent"], "")
        sides = {"stance": row["stance"]} | ({"reply": row["reply"]} if parent else {})
        sides["sentiment"] = row["sentiment"]
        yield Example(Reading(row["text"], thesis, parent), sides, row["language"], PAGES, page["id"], None, title)
