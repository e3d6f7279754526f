"""The same discussion in ten formats: the same comments, and the same analysis as of the plain page."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agorascope.readers import read
from agorascope.records import CommentReport, Discussion, Thread
from tests.golden.conftest import Analysed

SHARED = Path(__file__).parents[3] / "shared" / "threads"
LANGUAGES = ("el", "zh", "en")
PLAIN, TABLE = "txt", "csv"
EXPORTS = ("html", "wxr.xml", "wp", "disqus.xml", "reddit.json", "hn.json", "info.json", "jsonl")
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated discussions are not part of the repository")


@cache
def gold(language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / f"{language}-dev.json").read_text("utf-8"))
    return found


def place(identity: str) -> int:
    """Give the place on the page that every format's ids end in: 9012, k12, Ug12, en-04-12."""
    match = re.search(r"(\d+)$", identity)
    assert match
    return int(match[1]) % 1000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [*EXPORTS, TABLE])
def test_every_format_has_the_same_comments(language: str, ending: str) -> None:
    """Texts, parents, authors and times are those of the annotated file, one discussion in each."""
    (thread,) = read([str(SHARED / f"{language}-dev.{ending}")])
    assert isinstance(thread, Thread)
    found = {place(comment.id): comment for comment in thread.comments}
    told = {row["n"]: row for row in gold(language)["comments"]}
    assert {n: c.text for n, c in found.items()} == {n: row["text"] for n, row in told.items()}
    assert {n: c.parent and place(c.parent) for n, c in found.items()} == {n: r["parent"] for n, r in told.items()}
    assert {n: c.author for n, c in found.items()} == {n: row["author"] for n, row in told.items()}
    timed = {n: row["published"][:19] for n, row in told.items() if row["published"]}
    assert {n: (found[n].published or "")[:19] for n in timed} == timed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", EXPORTS)
def test_every_format_with_an_article_has_the_same_article(language: str, ending: str) -> None:
    """Title, author, day, address, text and the author's own comments are those of the annotated file."""
    (thread,) = read([str(SHARED / f"{language}-dev.{ending}")])
    assert isinstance(thread, Thread)
    told = gold(language)["article"]
    article = thread.article
    assert (article.title, article.author, article.url) == (told["title"], told["author"], told["url"])
    assert (article.published or "")[:10] == told["published"]
    assert article.text == "\n\n".join(part.removeprefix("## ") for part in told["paragraphs"])
    heads = [part.removeprefix("## ") for part in told["paragraphs"] if part.startswith("## ")]
    assert [article.text[start:end] for start, end in article.headings] == heads
    own = {place(comment.id) for comment in thread.comments if comment.by_article_author}
    assert own == {row["n"] for row in gold(language)["comments"] if row["by_article_author"]}


def told_of(comment: CommentReport) -> tuple[object, ...]:
    return (
        comment.language.code,
        comment.sentiment.label,
        comment.stance.label,
        comment.reply and comment.reply.label,
        comment.spam.is_spam,
        tuple(argument.quote for argument in comment.arguments),
        comment.duplicate and comment.duplicate.kind,
    )


def by_text(found: Discussion) -> dict[str, list[tuple[object, ...]]]:
    """Give what is told of the comments by their words: exact copies lie side by side."""
    told: dict[str, list[tuple[object, ...]]] = {}
    for comment in found.comments:
        told.setdefault(comment.text, []).append(told_of(comment))
    return told


# Not English: a comment without a time has an invented one in its exports, by which it is first of its copies.
@pytest.mark.parametrize("ending", EXPORTS)
@pytest.mark.parametrize("language", ["el", "zh"])
def test_every_format_has_the_same_analysis_as_the_plain_page(language: str, ending: str, analysed: Analysed) -> None:
    """Thesis, the article's arguments, and every label of every comment are those of the page as text."""
    plain, found = (analysed(SHARED / f"{language}-dev.{form}") for form in (PLAIN, ending))
    assert found.article.thesis == plain.article.thesis
    assert [(a.quote, a.holder) for a in found.article.arguments] == [
        (a.quote, a.holder) for a in plain.article.arguments
    ]
    assert by_text(found) == by_text(plain)
