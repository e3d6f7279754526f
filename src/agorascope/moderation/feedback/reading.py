"""From what the user named to decisions: a table with a column of verdicts, else an export of a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from agorascope.errors import ReadError
from agorascope.moderation.feedback import columns, sites, tables
from agorascope.readers import Source
from agorascope.rows.tables import Table, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agorascope.moderation.feedback.given import Given
    from agorascope.records import Notice, Thread

_READERS: Final = {"thread": "article", "id": "id", "author": "author", "published": "published", "text": "text"}
"""Columns of a site's export: what our names are called by those who read discussions."""


def read(
    name: str, names: Mapping[str, str] | None = None, who: str | None = None, *, trust_approved: bool = False
) -> Iterator[Given | Notice]:
    """Give the decisions of a file, of `-` for standard input, or of a folder of exports, and what is to be told of it.

    `names` gives the columns of a table under ours (`columns.OURS`); `who` decided where the source names nobody.
    Raises `UsageError` for a name that is none, `ReadError` for what cannot be read and for what holds no decision.
    """
    named = columns.named_columns(names or {})
    return _read(name, named, who, trust_approved=trust_approved)


def _read(name: str, named: columns.Named, who: str | None, *, trust_approved: bool) -> Iterator[Given | Notice]:
    if name != "-" and not Path(name).is_file():
        yield from sites.decisions(_threads(name, named), name, who, trust_approved=trust_approved)
        return
    source = Source(name, columns=_for_readers(named))
    try:
        table = _table(source)
        if table is not None and tables.has_verdicts(table, named):
            yield from tables.decisions(table, named, who)
            return
        found = _piped(source) if name == "-" else _threads(name, named)
        yield from sites.decisions(found, "stdin" if name == "-" else name, who, trust_approved=trust_approved)
    finally:
        source.close()


def _table(source: Source) -> Table | None:
    try:
        return Table(source, kind_of(source.head(), source.name))
    except ReadError:
        return None


def _threads(name: str, named: columns.Named) -> Iterable[Thread | ReadError]:
    from agorascope import readers

    return readers.read([name], columns=_for_readers(named))


def _piped(source: Source) -> Iterator[Thread]:
    from agorascope.readers.registry import chosen

    return chosen(source).read(source)


def _for_readers(named: columns.Named) -> dict[str, str]:
    return {_READERS[ours]: theirs for ours, theirs in named if ours in _READERS}
