"""Threads of a desk without their comments: what these stand under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.records import Article, Thread

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class Page(Struct, frozen=True):
    """A thread without its comments, the label it came with, and the language of its page."""

    shell: Thread
    label: str
    language: str


def read(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Page]:
    """Give threads of the desk by their numbers."""
    return {number: _page(connection, number) for number in dict.fromkeys(numbers)}


def labels(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Give the labels that threads of the desk came with, by their numbers."""
    query = "SELECT label FROM thread WHERE number = ?"
    return {n: str(connection.execute(query, (n,)).fetchone()[0]) for n in dict.fromkeys(numbers)}


def _page(connection: sqlite3.Connection, number: int) -> Page:
    name, title, url, source, form, article, label, language = connection.execute(
        "SELECT name, title, url, source, format, article, label, language FROM thread WHERE number = ?", (number,)
    ).fetchone()
    shell = Thread(id=name, source=source, format=form, article=Article(title=title, url=url, text=article))
    return Page(shell, str(label), str(language))
