"""Pages saved as plain text: site lines, an article, numbered and indented comments, site lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agorascope.errors import ReadError
from agorascope.readers.facts import heading, site_kind
from agorascope.readers.notation.quotations import quoted
from agorascope.readers.persons.people import introduced
from agorascope.readers.plain.article import Parted, parted
from agorascope.readers.plain.entries import Entry, Listed, listed
from agorascope.readers.plain.lines import Line, joined, lines_of
from agorascope.readers.plain.placing import Place, place
from agorascope.readers.threads.assembly import assemble
from agorascope.readers.threads.finishing import counted
from agorascope.records import Chrome, Comment, Notice, Thread
from agorascope.sources.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.sources import Source

OTHER_FORMATS = re.compile(rb"\s*(?:<(?:!doctype|html|\?xml|rss|head|body)|[{\[]\s*[\"{\[\]}])", re.IGNORECASE)


class TextReader:
    """A page copied or saved as text: article, then numbered, bulleted or indented comments."""

    name = "text"
    suffixes = (".txt", ".text")

    def sniff(self, head: bytes, name: str) -> float:
        """Take every text that has the shape of no other format; file names do not matter."""
        del name
        return 0.0 if OTHER_FORMATS.match(head) else 0.1

    def read(self, source: Source) -> Iterator[Thread]:
        """Give the one thread of a page; raises `ReadError` for binary data and for a page of blanks."""
        page, notices = decode(source.data(), source.name)
        if not page.strip():
            raise ReadError(source.name, "the file is empty", "There is nothing to read in it")
        yield page_thread(page, source.stem, source.name, notices)


def page_thread(page: str, name: str, source: str, notices: Sequence[Notice] = ()) -> Thread:
    """Read a page's text into a thread named `name`; every line is in the article, a comment or the chrome."""
    lines = lines_of(page)
    where = place(lines)
    above, found, chrome = _regions(lines, where)
    comments, told = _comments(found.entries)
    said = [*notices, *told, *_said(above, where, len(comments))]
    article, comments = introduced(above.article, comments)
    return Thread(
        id=name,
        source=source,
        format=TextReader.name,
        article=article,
        comments=comments,
        declared_comments=where.declared,
        chrome=tuple(sorted([*above.chrome, *found.chrome, *chrome], key=lambda line: line.line)),
        notices=tuple(said),
    )


def _regions(lines: Sequence[Line], where: Place) -> tuple[Parted, Listed, list[Chrome]]:
    """Cut the page at the heading and the first comment; `Place` counts lines from 1."""
    start = where.heading or where.first or len(lines) + 1
    above = parted(lines[: start - 1])
    first = where.first or len(lines) + 1
    between = lines[start - 1 : first - 1]
    found = listed(lines[first - 1 :]) if where.first else Listed([], [], [])
    outside = [line for line in (*between, *found.below) if line.text]
    return above, found, [Chrome(line.no, _outside_kind(line, where), line.text) for line in outside]


def _outside_kind(line: Line, where: Place) -> str:
    if line.no == where.heading:
        return "heading"
    kind = site_kind(line.text)
    if kind is None and heading(line.text) is not None:
        return "heading"
    return kind or "site-after"


def _comments(entries: Sequence[Entry]) -> tuple[tuple[Comment, ...], list[Notice]]:
    ids, notices = _ids(entries)
    comments = []
    for entry, name in zip(entries, ids, strict=True):
        text = joined(entry.lines)
        parent = None if entry.parent is None else ids[entry.parent]
        comments.append(Comment(id=name, number=entry.number, parent=parent, text=text, quoted=quoted(text)))
        if not text:
            notices.append(Notice("empty-comment", "nothing is written in it", f"comment {name}"))
    done = assemble(comments, by_time=False)
    return done.comments, [*notices, *done.notices]


def _ids(entries: Sequence[Entry]) -> tuple[list[str], list[Notice]]:
    """Name comments by the numbers printed; by position where some have none or share one."""
    numbers = [entry.number for entry in entries]
    if None not in numbers and len(set(numbers)) == len(numbers):
        return [str(number) for number in numbers], []
    text = "not every comment has a number of its own; ids are positions on the page"
    return [str(at) for at in range(1, len(entries) + 1)], [Notice("comment-numbers", text)]


def _said(above: Parted, where: Place, found: int) -> Iterator[Notice]:
    if not above.article.text:
        yield Notice("no-article", "no article text was found on the page")
    if where.declared is not None and where.declared != found:
        yield counted(where.declared, found)
    if where.first is not None and where.heading is None:
        yield Notice("no-heading", "comments without a heading", f"line {where.first}")
