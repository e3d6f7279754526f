"""A corpus that was analysed once, for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agorascope.errors import ReadError
from agorascope.records import Article, Comment, Notice, Thread
from tests.corpus.making import Found, analysed, pages, thread

QUOTING = Thread(
    id="el-dev",  # as one of the pages
    source="forum.json#7",
    format="json",
    article=Article(),
    comments=(
        Comment(id="a#1", author="Μαρία", published="2024-05-01T10:00:00", text="Οι κάρτες είναι απάτη, το έχω ξαναπεί."),
        Comment(
            id="b%",
            parent="a#1",
            depth=1,
            author="Nikos",
            published="2024-05-01T11:00:00",
            text="Οι κάρτες είναι απάτη\nΔιαφωνώ, γιατί εγώ με τις κάρτες γλιτώνω είκοσι ευρώ τον μήνα.",
            quoted=((0, 21),),
            site_status="approved",
        ),
        Comment(id="c", text=""),
        Comment(id="d", text="BUY CHEAP WATCHES!!! www.example.com/watches http://example.com +30 210 0000000 casino casino"),
    ),
    notices=(Notice("odd-date", "a date that is none", "row 4"), Notice("empty", "no text", "row 3")),
)


def made() -> Found:
    """Give pages, a thread without an article, one without comments, one whose name is taken, and what is none."""
    yield from pages()
    yield ReadError("torn.zip", "the archive ends before its end", "Copy it again")
    yield QUOTING
    yield thread("bare", article=Article(title="Nobody answered", text="This article is alone. It should not be."))


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the folder of an analysed corpus; whoever changes it works on a copy."""
    folder = tmp_path_factory.mktemp("corpus") / "out"
    analysed(folder, made())
    yield folder
