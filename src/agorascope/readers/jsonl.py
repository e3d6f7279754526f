r"""JSON Lines: a row for each article and comment, in any order.

`{"type": "article", "id", "title", "author", "published", "url", "text"}` and
`{"type": "comment", "id", "article_id", "parent_id", "author", "published", "text"}`.
"""

from __future__ import annotations

import io
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from msgspec import structs

from agorascope.errors import ReadError
from agorascope.readers.assembly import assemble
from agorascope.readers.decoding import encoding_of, recoded
from agorascope.readers.people import introduced
from agorascope.readers.quotations import quoted
from agorascope.readers.rows import Row, identity, moment, number, odd_fields, rows, words
from agorascope.records import Article, Comment, Notice, Thread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.readers.contract import Source

OBJECT = re.compile(rb"\s*\{\s*\"[^\n]*\}\s*(?:\n|\Z)")
OPENED = re.compile(rb"\s*\{\s*\"[^\n]*\Z")
HEADING = re.compile(r"^#{1,6} [^\n]*", re.MULTILINE)


class JsonlReader:
    """Reads rows of articles and comments; one file may hold many threads."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def sniff(self, head: bytes, name: str) -> float:
        """Know the format by an object on its first line, less surely by the file's name."""
        named = PurePath(name).suffix.lower() in self.suffixes
        if OBJECT.match(head) or OPENED.match(head):
            return 1.0 if named else 0.8
        return 0.5 if named and head.lstrip()[:1] not in {b"\x89", b"%", b"<"} else 0.0

    def read(self, source: Source) -> Iterator[Thread]:
        """Give one thread for each article, in the order of the file; bad lines are notices of the first.

        Raises `ReadError` for binary data and when no line holds an article or a comment.
        """
        gathered = _Gathered(source)
        for row in rows(_lines(source, gathered)):
            gathered.take(row)
        yield from gathered.threads()


def _lines(source: Source, gathered: _Gathered) -> Iterator[str]:
    """Decode line by line; broken UTF-8 comes through as lone surrogates, which rows mend and tell."""
    encoding = encoding_of(source.head(), source.name)
    if not encoding.startswith("utf-8"):
        gathered.notices.append(recoded(encoding))
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    stream = source.open()
    decoded = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=None)
    try:
        yield from decoded
    finally:
        decoded.detach()
        source.release(stream)


class _Gathered:
    """Rows by article, in the order of their first mention."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.articles: dict[str, Article] = {}
        self.comments: dict[str, list[Comment]] = {}
        self.notices: list[Notice] = []
        self.faults = 0

    def take(self, row: Row) -> None:
        where = f"line {row.line}"
        if row.fault:
            self.faults += 1
            self.notices.append(Notice("bad-line", row.fault, where))
            return
        if row.mended:
            self.notices.append(Notice("broken-utf8", f"{row.mended} became U+FFFD", where))
        self.notices += [Notice("bad-field", f"{key} cannot be used", where) for key in odd_fields(row.fields)]
        if row.fields.get("type") == "article":
            self._take_article(row.fields, where)
        else:
            self._take_comment(row)

    def _take_article(self, fields: dict[str, Any], where: str) -> None:
        name = identity(fields, "id") or self.source.stem
        if name in self.articles:
            self.notices.append(Notice("repeated-id", f"article {name} came before; this one is left out", where))
            return
        self.articles[name] = _article(fields)
        self.comments.setdefault(name, [])

    def _take_comment(self, row: Row) -> None:
        name = identity(row.fields, "article_id") or ""
        self.comments.setdefault(name, []).append(_comment(row))

    def threads(self) -> Iterator[Thread]:
        if not self.comments:
            lines = f"{self.faults} bad lines" if self.faults else "no line holds a row"
            raise ReadError(self.source.name, f"no article and no comment: {lines}", "See docs for the row's fields")
        self._adopt()
        notices = self.notices
        for name, comments in self.comments.items():
            yield _thread(self.source, name, self.articles.get(name), comments, notices)
            notices = []

    def _adopt(self) -> None:
        """Comments that name no article belong to the only one, else to a thread named like the file."""
        orphans = self.comments.pop("", None)
        if orphans is not None:
            name = next(iter(self.articles)) if len(self.articles) == 1 else self.source.stem
            self.comments.setdefault(name, []).extend(orphans)


def _article(fields: dict[str, Any]) -> Article:
    text = fields.get("text") or ""
    return Article(
        title=words(fields, "title"),
        author=words(fields, "author"),
        published=moment(fields),
        url=words(fields, "url"),
        text=text,
        headings=tuple(match.span() for match in HEADING.finditer(text)),
    )


def _comment(row: Row) -> Comment:
    fields = row.fields
    text: str = fields["text"]
    return Comment(
        id=identity(fields, "id") or f"line-{row.line}",
        number=number(fields),
        parent=identity(fields, "parent_id"),
        author=words(fields, "author"),
        published=moment(fields),
        text=text,
        quoted=quoted(text),
    )


def _thread(
    source: Source, name: str, article: Article | None, comments: list[Comment], notices: list[Notice]
) -> Thread:
    missing = [] if article else [Notice("no-article", f"article {name} is not in the file")]
    answering_article = [structs.replace(c, parent=None) if c.parent == name else c for c in comments]
    done = assemble(answering_article, by_time=True)
    article, named = introduced(article or Article(), done.comments)
    return Thread(
        id=name,
        source=source.name,
        format=JsonlReader.name,
        article=article,
        comments=named,
        notices=(*notices, *missing, *done.notices),
    )
