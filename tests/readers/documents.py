"""JSON exports for tests: the annotated discussions, small documents as bytes, and documents that somebody twisted."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.readers.contract import Reader
from agorascope.records import Thread
from agorascope.sources import Source

SHARED = Path(__file__).parents[3] / "shared" / "threads"
LANGUAGES = ("el", "zh", "en")
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the annotated discussions are not part of the repository"
)
JUNK: list[Any] = [
    None, True, 0, -1, 1.5, 1e300, 10**20, "", "x", " ", "\0", "[deleted]", "t1_", "root", "&lt;", "<p>", "\ud83d",
    "2021-13-45", "Mon, 1 Jan 99999999999 00:00:00", [], {}, [[]], [None], {"a": {"b": []}}, {"kind": "t1", "data": {}},
]  # fmt: skip


def read(reader: Reader, document: Any, name: str = "export.json") -> list[Thread]:
    """Read a document, given as a value, as text or as bytes, as a user's file."""
    text = document if isinstance(document, str | bytes) else json.dumps(document)
    data = text if isinstance(text, bytes) else text.encode()
    return list(reader.read(Source(name, io.BytesIO(data))))


def codes(thread: Thread) -> list[str]:
    """Give the codes of a thread's notices."""
    return [notice.code for notice in thread.notices]


def said(thread: Thread, code: str) -> str:
    """Give the messages of one code."""
    return " ".join(notice.message for notice in thread.notices if notice.code == code)


def tree(thread: Thread) -> list[tuple[str, str | None]]:
    """Give the ids of comments and of their parents."""
    return [(comment.id, comment.parent) for comment in thread.comments]


def annotated(language: str) -> dict[str, Any]:
    """Give the annotated truth of a discussion."""
    found: dict[str, Any] = json.loads((SHARED / f"{language}-dev.json").read_text("utf-8"))
    return found


def check_annotated(thread: Thread, language: str) -> None:
    """Assert that texts, parents, authors and times are those that were annotated; ids end in the comment's number.

    Where no time is known exports had to invent one.
    """
    truth = annotated(language)["comments"]
    found = {_number(comment.id): comment for comment in thread.comments}
    assert sorted(found) == [row["n"] for row in truth]
    for row in truth:
        comment = found[row["n"]]
        assert comment.text == row["text"]
        assert (comment.parent and _number(comment.parent)) == row["parent"]
        assert comment.author == row["author"]
        assert (comment.published or "")[:19] == row["published"] or row["published"] is None
        assert comment.by_article_author == row["by_article_author"]


def check_article(thread: Thread, language: str) -> None:
    """Assert that the article is the annotated one, with its subheadings."""
    truth = annotated(language)["article"]
    paragraphs = [text.removeprefix("## ") for text in truth["paragraphs"]]
    article = thread.article
    assert article.text == "\n\n".join(paragraphs)
    assert (article.title, article.author, article.url) == (truth["title"], truth["author"], truth["url"])
    assert (article.published or "")[:10] == truth["published"]
    heads = [text[3:] for text in truth["paragraphs"] if text.startswith("## ")]
    assert [article.text[start:end] for start, end in article.headings] == heads


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name)) % 1000


def survives(reader: Reader, data: bytes, name: str = "export.json") -> None:
    """Assert that a reader gives threads, or says by `ReadError` why not, and that what it gives can be written."""
    assert 0 <= reader.sniff(data[: 1 << 16], name) <= 1
    found: list[Thread] = []
    with contextlib.suppress(ReadError):
        found = read(reader, data, name)
    for thread in found:
        assert all(comment.text.encode() is not None for comment in thread.comments)
        assert all(0 <= start < end <= len(c.text) for c in thread.comments for start, end in c.quoted)
        assert all(0 <= link.start < link.end <= len(c.text) for c in thread.comments for link in c.links)
        addresses = [url for c in thread.comments for url in (c.author_url, *(link.url for link in c.links)) if url]
        assert all(url.encode() is not None for url in addresses)


@st.composite
def twisted(draw: st.DrawFn, document: Any) -> bytes:
    """Give a document in which some values are others, some are gone, and some bytes are not its own."""
    found = copy.deepcopy(document)
    for _ in range(draw(st.integers(0, 4))):
        holder, key = draw(st.sampled_from(_places(found)))
        if draw(st.booleans()):
            holder[key] = copy.deepcopy(draw(st.sampled_from(JUNK)))
        else:
            del holder[key]
        if not _places(found):
            break
    data = bytearray(json.dumps(found, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass"))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 9))] = draw(st.binary(max_size=9))
    return bytes(data)


def _places(document: Any) -> list[tuple[Any, Any]]:
    places: list[tuple[Any, Any]] = []
    waiting = [document]
    while waiting:
        holder = waiting.pop()
        under = holder.items() if isinstance(holder, dict) else enumerate(holder) if isinstance(holder, list) else ()
        for key, value in list(under):
            places.append((holder, key))
            waiting.append(value)
    return places
