"""What would be read of a source and what would be refused, without analysing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct, field

from agorascope.errors import ReadError
from agorascope.readers import fields, read
from agorascope.records import Notice, Thread
from agorascope.rows.tables import Table, kind_of
from agorascope.sources import Source
from agorascope.sources.source import NO_COLUMNS

TABLES = frozenset({"jsonl", "json", "csv", "parquet"})
FIRST_ROWS = 100


class Checked(Struct, frozen=True, kw_only=True):
    """One source: its format, what is in it, what was refused or mended where; `error` is why nothing more is read.

    For tables `columns` says which column is read as what, and `unread` names the others.
    """

    source: str
    """Its name."""
    format: str | None = None
    """The reader that reads it; null where none does."""
    discussions: int = 0
    """Discussions in it."""
    comments: int = 0
    """Comments in it."""
    authors: int = 0
    """Comments with an author."""
    times: int = 0
    """Comments with a time."""
    replies: int = 0
    """Comments that answer others."""
    deepest: int = 0
    """How deep the deepest stands in the tree of answers."""
    declared: int = 0
    """How many comments its pages say they have."""
    site_statuses: dict[str, int] = field(default_factory=dict)
    """Comments by the site's own verdict."""
    columns: dict[str, str] = field(default_factory=dict)
    """Of tables: which column is read as what."""
    unread: tuple[str, ...] = ()
    """Of tables: the columns that are not read."""
    notices: tuple[Notice, ...] = ()
    """What was refused or mended, and where."""
    error: str | None = None
    """Why nothing more is read; null where nothing is wrong."""


def check(
    inputs: Sequence[str], format_name: str | None = None, columns: Mapping[str, str] = NO_COLUMNS
) -> Iterator[Checked]:
    """Read inputs as `read` does, and tell for each source what came of it; what was passed over is told last."""
    passed: list[Notice] = []
    counting: _Counting | None = None
    for found in read(inputs, format_name, columns=columns, told=passed.append):
        if counting is not None and counting.source != found.source:
            yield counting.done(columns)
            counting = None
        counting = counting or _Counting(found.source)
        counting.take(found)
    if counting is not None:
        yield counting.done(columns)
    yield from (Checked(source=notice.where or "folders", notices=(notice,)) for notice in passed)


class _Counting:
    """The threads of one source, counted as they come."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._numbers: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._notices: list[Notice] = []
        self._deepest = 0
        self._format: str | None = None
        self._error: str | None = None

    def take(self, found: Thread | ReadError) -> None:
        if isinstance(found, ReadError):
            self._error = f"{found.reason}. {found.advice}" if found.advice else found.reason
            return
        self._format = found.format
        self._notices += found.notices
        self._statuses.update(c.site_status for c in found.comments if c.site_status)
        self._deepest = max([self._deepest, *(c.depth for c in found.comments)])
        self._numbers.update(
            discussions=1,
            comments=len(found.comments),
            authors=sum(c.author is not None for c in found.comments),
            times=sum(c.published is not None for c in found.comments),
            replies=sum(c.parent is not None for c in found.comments),
            declared=found.declared_comments or 0,
        )

    def done(self, named: Mapping[str, str]) -> Checked:
        used, unread = _columns(self.source, named) if self._format in TABLES else ({}, ())
        return Checked(
            source=self.source,
            format=self._format,
            deepest=self._deepest,
            site_statuses=dict(sorted(self._statuses.items())),
            columns=used,
            unread=unread,
            notices=tuple(self._notices),
            error=self._error,
            **self._numbers,
        )


def _columns(name: str, named: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Tell which columns of a table are read as what; nothing for a table that cannot be opened twice."""
    try:
        source = Source(name)
        lines = Table(source, kind_of(source.head(), name)).lines()
        columns = _all_columns(line.row for line in islice(lines, FIRST_ROWS) if line.row)
    except ReadError:
        return {}, ()
    pairs = tuple(fields.named_columns(named).items())
    return fields.chosen(columns, pairs), tuple(fields.unknown(columns, pairs))


def _all_columns(rows: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for row in rows for column in row))
