"""The annotated discussions of `corpora/`: structure exactly, people within measured bounds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from agorascope.readers import read
from agorascope.records import Thread

FOLDER = Path(__file__).parents[2] / "corpora" / "discussions"
PAGES = sorted(FOLDER.glob("*.txt"))
SHOUTED = {"el-11"}  # the page prints the author in capitals, the annotator does not


def page(path: Path) -> Thread:
    (thread,) = read([str(path)])
    assert isinstance(thread, Thread)
    return thread


def gold(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))


def test_there_are_discussions() -> None:
    """Eighteen annotated pages are there to be read."""
    assert len(PAGES) == 18


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_comment_is_exactly_the_annotated_one(path: Path) -> None:
    """Number, parent, depth and text of every comment agree with the annotation."""
    wanted = gold(path)["comments"]
    depth = {None: -1}
    for row in wanted:
        depth[row["n"]] = depth[row["parent"]] + 1
    rows = [
        (str(row["n"]), row["n"], row["parent"] and str(row["parent"]), depth[row["n"]], row["text"]) for row in wanted
    ]
    assert [(c.id, c.number, c.parent, c.depth, c.text) for c in page(path).comments] == rows


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_is_exactly_the_annotated_one(path: Path) -> None:
    """Title, text, subheadings, date and author agree with the annotation; no site line is inside."""
    article, wanted = page(path).article, gold(path)["article"]
    paragraphs = wanted["paragraphs"]
    assert article.title == wanted["title"]
    assert article.text == "\n\n".join(part.removeprefix("## ") for part in paragraphs)
    assert [f"## {article.text[a:b]}" for a, b in article.headings] == [p for p in paragraphs if p[:3] == "## "]
    assert article.published == wanted["published"]
    if path.stem not in SHOUTED:
        assert article.author == wanted["author"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_site_lines_are_set_aside_and_the_count_is_compared(path: Path) -> None:
    """Every annotated site line is chrome, and a declared count that is not found is told."""
    thread, wanted = page(path), gold(path)
    chrome = {line.text for line in thread.chrome}
    assert [line for line in wanted["chrome_before"] + wanted["chrome_after"] if line not in chrome] == []
    assert thread.declared_comments == wanted["declared_comments"]
    told = any(notice.code == "comment-count" for notice in thread.notices)
    assert told == (len(wanted["comments"]) != wanted["declared_comments"])


def people() -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {
        "signature": Counter(),
        "addressee": Counter(),
        "by_article_author": Counter(),
    }
    for path in PAGES:
        for comment, row in zip(page(path).comments, gold(path)["comments"], strict=True):
            for field, count in counts.items():
                found, wanted = getattr(comment, field) or None, row[field] or None
                count["right"] += found is not None and found == wanted
                count["found"] += found is not None
                count["wanted"] += wanted is not None
    return counts


def test_signatures_and_addressees_are_found() -> None:
    """Signatures and addressees reach the precision and recall that were measured, less a margin."""
    counts = people()
    for field in ("signature", "addressee"):
        assert counts[field]["right"] >= 0.95 * counts[field]["found"]
        assert counts[field]["right"] >= 0.95 * counts[field]["wanted"]


def test_the_author_is_rarely_taken_for_another() -> None:
    """Who is told to be the article's author is: precision before recall."""
    count = people()["by_article_author"]
    assert count["right"] >= 0.95 * count["found"]
    assert count["right"] >= 0.5 * count["wanted"]


@pytest.mark.parametrize("language", ["el", "en", "zh"])
def test_jsonl_gives_the_same_thread_as_the_annotation(language: str) -> None:
    """The rows of a JSONL file keep their ids and give the annotated order, parents and author's voice."""
    (thread,) = read([str(FOLDER / f"{language}-dev.jsonl")])
    assert isinstance(thread, Thread)
    wanted = gold(FOLDER / f"{language}-dev.json")
    assert thread.format == "jsonl"
    assert thread.id == wanted["id"]
    assert [c.text for c in thread.comments] == [row["text"] for row in wanted["comments"]]
    assert [c.by_article_author for c in thread.comments] == [row["by_article_author"] for row in wanted["comments"]]
    paragraphs = wanted["article"]["paragraphs"]
    assert "\n\n".join(part.removeprefix("## ") for part in paragraphs) == thread.article.text
    heads = [thread.article.text[start:end] for start, end in thread.article.headings]
    assert heads == [part[3:] for part in paragraphs if part.startswith("## ")]
