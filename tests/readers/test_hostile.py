"""Inputs that nobody means well: deep, long, broken. They are read, or refused with a reason."""

from __future__ import annotations

import io
import json

import pytest

from agorascope.readers.tables import JsonlReader
from agorascope.readers.text import page_thread
from agorascope.readers.threads.assembly import assemble
from agorascope.records import Comment
from agorascope.sources import Source

ARTICLE = "Title\n\n" + "A long sentence of the article, which says that queues sell. " * 4 + "\n\n"


def test_a_hundred_thousand_levels_of_answers() -> None:
    """A chain of 100,000 answers, last first, is put in order without recursion."""
    rows = [Comment(id=str(n), parent=str(n - 1) if n else None) for n in reversed(range(100_000))]
    done = assemble(rows, by_time=True)
    assert [done.comments[-1].id, done.comments[-1].depth] == ["99999", 99_999]
    assert done.notices == ()


def test_a_circle_of_a_hundred_thousand() -> None:
    """A circle of 100,000 parents is cut once."""
    rows = [Comment(id=str(n), parent=str((n + 1) % 100_000)) for n in range(100_000)]
    done = assemble(rows, by_time=False)
    assert len(done.comments) == 100_000
    assert [notice.where for notice in done.notices] == ["comment 0"]


def test_deep_indentation_on_a_page() -> None:
    """A page that goes one step further in with each of 2,000 replies is as deep as that."""
    page = ARTICLE + "2000 Comments\n\n" + "".join(f"{' ' * n}• {n + 1}\n{' ' * n} x\n" for n in range(2000))
    read = page_thread(page, "p", "p")
    assert read.comments[-1].depth == 1999


def test_a_million_short_lines() -> None:
    """A million lines without meaning are all accounted for."""
    read = page_thread("ok\n" * 1_000_000, "p", "p")
    assert len(read.chrome) + len(read.article.text.split()) + (read.article.title is not None) == 1_000_000


def test_one_line_of_many_megabytes() -> None:
    """A single enormous line is the article."""
    line = "word " * 2_000_000 + "end."
    assert page_thread(line, "p", "p").article.text == line


def test_marks_that_never_close() -> None:
    """200,000 opened quotes do not slow the reading down to a square."""
    page = ARTICLE + "1 Comment\n\n  1. 1\n\n    " + "[quote]" * 200_000 + "\n"
    (comment,) = page_thread(page, "p", "p").comments
    assert comment.quoted == ()


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_mixed_line_ends(ends: str) -> None:
    """CR, LF and CR LF may be mixed on one page."""
    page = ARTICLE + f"2 Comments\r\n\r\n  1. 1{ends}\n    Yes.\r\r  2. 2{ends}    No.\n"
    assert [c.text for c in page_thread(page, "p", "p").comments] == ["Yes.", "No."]


def test_many_repeated_ids() -> None:
    """20,000 comments with one id all get their own."""
    done = assemble([Comment(id="x") for _ in range(20_000)], by_time=False)
    assert len({comment.id for comment in done.comments}) == 20_000


def test_many_names() -> None:
    """Thousands of people who sign and greet one another are told apart in one pass."""
    rows = [
        {
            "type": "comment",
            "id": str(n),
            "parent_id": str(n - 1) if n else None,
            "text": f"Hi A{'bc'[n % 2] * (n % 40 + 2)},\n\nyes.\n\nN{'xy'[n % 2] * (n % 30 + 2)}",
        }
        for n in range(5000)
    ]
    data = "\n".join(map(json.dumps, rows)).encode()
    (thread,) = JsonlReader().read(Source("x.jsonl", io.BytesIO(data)))
    assert all(comment.signature and comment.addressee for comment in thread.comments)
