"""How text, quotes and links are set in Markdown, so that no word of a stranger becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agorascope.records import comment_name
from agorascope.reports.plain import Names, one_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agorascope.records import Discussion, Quote, Summary
    from agorascope.reports.plain import Named
    from agorascope.reports.words import Words

LONGEST = 400  # characters of a text on one line
NAME = 80  # characters of a comment's name
MOST = 200  # lines of a list, rows of a table; how many are beyond them is told
SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!@])")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Viewers turn bare addresses into links (GitHub Flavored Markdown); an advert's link must not be one click away.
ADDRESS = re.compile(r"//|(?<=www)\.", re.IGNORECASE)
LIST_MARK = re.compile(r"^(\s*\d*)(?=[-+=.)])", re.MULTILINE)


def escape(text: str) -> str:
    """Make a text mean itself in Markdown (CommonMark 0.31), and no address in it a link."""
    plain = ADDRESS.sub(lambda m: "\\/\\/" if m[0] == "//" else "\\.", SPECIAL.sub(r"\\\1", safe(text)))
    return LIST_MARK.sub(r"\1\\", plain.translate(ENTITIES))


def line(text: str, limit: int = LONGEST) -> str:
    """Set a text on one line of at most `limit` characters, escaped."""
    return escape(one_line(text, limit))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], figures: int) -> Iterator[str]:
    """Set a table after an empty line; its last `figures` columns are numbers and stand to the right."""
    yield ""
    yield "|" + "|".join(f" {head} " if head else " " for head in heads) + "|"
    yield "|" + "|".join(["---"] * (len(heads) - figures) + ["--:"] * figures) + "|"
    yield from (f"| {' | '.join(cells)} |" for cells in rows)


def headed(heading: str) -> tuple[str, str]:
    """Set a heading after an empty line."""
    return "", f"## {heading}"


class Sheet:
    """What is told in Markdown of a summary, be it of a discussion or of a debate, and the words it is told in."""

    def __init__(self, summary: Summary, thesis: str | None, names: Named, words: Words, threads: int = 1) -> None:
        """Take what is told of how many threads, how the comments are named, and the words."""
        self.summary, self.thesis, self.names, self.threads = summary, thesis, names, threads
        self.words, self.say = words, words.say

    def section(self, heading: str, lines: Sequence[str]) -> Iterator[str]:
        """Set a section as a list; nothing where there are no lines."""
        if lines:
            yield from (*headed(heading), "", *(f"- {one}" for one in lines[:MOST]), *self.beyond(len(lines)))

    def beyond(self, n: int) -> Iterator[str]:
        """Tell how many of `n` are not listed."""
        if n > MOST:
            words = self.say.ngettext("%(n)s more is not listed here.", "%(n)s more are not listed here.", n - MOST)
            yield from ("", words)

    def said(self, text: str, limit: int = LONGEST) -> str:
        """Set a text on one line between the reader's quotation marks."""
        return self.say.gettext("“%(quote)s”", quote=line(text, limit))

    def quote(self, quote: Quote) -> str:
        """Set a quote with a link to its comment and its offsets there."""
        return f"{self.said(quote.quote)} {self.place(quote)}"

    def place(self, quote: Quote) -> str:
        """Link to a quote's comment, with its offsets there."""
        return f"{self.link(quote.comment)} {quote.start}–{quote.end}"

    def link(self, comment: str) -> str:
        """Link to a comment; where it has no address, name it."""
        href = self.names.href(comment)
        name = line(self.names.of(comment), NAME)
        return f"[{name}]({href})" if href else name

    def links(self, comments: Sequence[str], most: int = MOST) -> str:
        """Link to several comments; how many there are beyond `most` is told."""
        told = [self.link(comment) for comment in comments[:most]]
        return ", ".join(told) + (f" (+{len(comments) - most})" if len(comments) > most else "")


class Page(Sheet):
    """What is told in Markdown of one discussion."""

    def __init__(self, discussion: Discussion, words: Words, spot: str = "") -> None:
        """Index the comments once; `spot` begins their anchors."""
        self.d, self.comments = discussion, Names(discussion.comments, spot)
        super().__init__(discussion.summary, discussion.article.thesis, self.comments, words)

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Give the addresses of the discussion and of its comments by their names in a debate."""
        name = self.d.id
        if self.d.comments:
            yield name, self.comments.href(self.d.comments[0].id)
        yield from ((comment_name(name, c.id), self.comments.href(c.id)) for c in self.d.comments)
