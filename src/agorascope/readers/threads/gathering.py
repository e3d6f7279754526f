"""Rows of many discussions in any order, put together by discussion, out of memory where they are many."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from tempfile import gettempdir
from typing import Self

from msgspec import msgpack

from agorascope.errors import ReadError
from agorascope.readers.threads.finishing import Draft, finished
from agorascope.readers.threads.notices import Notices
from agorascope.records import Article, Comment, Notice, Thread

# Pages that SQLite keeps in memory before it writes to its private, nameless temporary file (negative: KiB).
CACHE = -65_536
AT_ONCE = 2_000
ARTICLE = msgpack.Decoder(Article)
COMMENT = msgpack.Decoder(Comment)


class Gathering:
    """Articles and comments of one source, in the order of first mention; a context manager that lets go of them."""

    def __init__(self, source: str, stem: str, format_name: str, *, part: bool = False) -> None:
        """Take the source as messages name it, and the name of a discussion that nothing names.

        What is gathered may be a `part`, of which more was read before and more will come.
        """
        self._source, self._stem, self._format, self._part = source, stem, format_name, part
        self._numbers: dict[str, int] = {}
        self._with_article: set[int] = set()
        self._titles: dict[str, bool] = {}
        self._waiting: list[tuple[int, int, bytes]] = []
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute(f"PRAGMA cache_size = {CACHE}")
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE rows (thread INTEGER, is_comment INTEGER, body BLOB)")
        self.notices = Notices()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the rows."""
        self._rows.close()

    def __bool__(self) -> bool:
        """Tell whether anything was gathered."""
        return bool(self._numbers)

    def knows(self, thread: str) -> bool:
        """Tell whether the article of a discussion has come."""
        return self._numbers.get(thread, -1) in self._with_article

    def article(self, thread: str, article: Article, *, title: bool = False) -> None:
        """Take the article of a discussion; only its first one counts. `title` as of `comment`."""
        self._is_title(thread, title=title)
        number = self._number(thread)
        if number not in self._with_article:
            self._with_article.add(number)
            self._add(number, 0, msgpack.encode(article))

    def comment(self, thread: str, comment: Comment, *, title: bool = False) -> None:
        """Take a comment; `thread` is empty where it names no article, and a `title` where it has no id for it."""
        self._is_title(thread, title=title)
        self._add(self._number(thread), 1, msgpack.encode(comment))

    def threads(self) -> Iterator[Thread]:
        """Give every discussion; comments that name no article belong to the only one, else to one of their own.

        The only one is called as the file where the source has no more than its title. Raises `ReadError` when
        nothing was gathered.
        """
        self._flush()
        told = list(self.notices.handed_over())
        if not self._numbers:
            lines = f"{len(told)} bad lines, the first: {told[0].message}" if told else "no line holds one"
            advice = "`agorascope readers --check FILE` shows every row; name columns with --map text=YOUR_COLUMN"
            raise ReadError(self._source, f"no article and no comment: {lines}", advice)
        self._rows.execute("CREATE INDEX by_thread ON rows (thread)")
        groups = list(self._groups())
        for name, numbers in groups:
            alone = len(groups) == 1 and not self._part
            called = self._stem if alone and self._titles.get(name) else name
            yield self._thread(called, numbers, told)
            told = []

    def _groups(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Give discussions with the numbers of their rows; those without a name are adopted."""
        named = {name: number for name, number in self._numbers.items() if name}
        orphans = self._numbers.get("")
        told = [name for name, number in named.items() if number in self._with_article]
        alone = told[0] if len(told) == 1 else self._stem
        for name, number in self._numbers.items():
            adopts = orphans is not None and name == alone
            if name:
                yield name, (number, orphans) if adopts and orphans is not None else (number,)
            elif alone not in named:
                yield self._stem, (number,)

    def _thread(self, name: str, numbers: tuple[int, ...], told: list[Notice]) -> Thread:
        marks = ",".join("?" * len(numbers))
        rows = self._rows.execute(
            f"SELECT is_comment, body FROM rows WHERE thread IN ({marks}) ORDER BY rowid",  # noqa: S608 -- only marks
            numbers,
        )
        article, comments = None, []
        for is_comment, body in rows:
            if is_comment:
                comments.append(COMMENT.decode(body))
            else:
                article = ARTICLE.decode(body)
        missing = [] if article or self._part else [Notice("no-article", f"article {name} is not in the file")]
        draft = Draft(id=name, article=article or Article(), comments=comments, part=self._part)
        return finished(draft, self._source, self._format, (*told, *missing))

    def _is_title(self, thread: str, *, title: bool) -> None:
        self._titles[thread] = title and self._titles.get(thread, True)

    def _number(self, thread: str) -> int:
        return self._numbers.setdefault(thread, len(self._numbers))

    def _add(self, number: int, is_comment: int, body: bytes) -> None:
        self._waiting.append((number, is_comment, body))
        if len(self._waiting) >= AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        try:
            self._rows.execute("BEGIN")
            self._rows.executemany("INSERT INTO rows VALUES (?, ?, ?)", self._waiting)
            self._rows.execute("COMMIT")
        except sqlite3.OperationalError as error:  # not the source's fault, nor that of any file of ours
            raise OSError(errno.ENOSPC, f"no room to put its rows in order ({error})", gettempdir()) from error
        self._waiting = []
