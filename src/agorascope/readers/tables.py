"""Tables: a row for each comment (and, where the table says so, for each article), in any order.

The columns' names are in `columns.toml`; `--map` names others. A row may be an article by itself (`type`: article), or
carry its article's columns (`article_title`, `article_text`, …).
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from msgspec import Struct

from agorascope.errors import ReadError
from agorascope.readers import fields as fields_of
from agorascope.readers.threads.gathering import Gathering
from agorascope.records import Article, Notice, Thread
from agorascope.rows.line import Line
from agorascope.rows.tables import Table, kind_of
from agorascope.sources import Source
from agorascope.sources.decoding import encoding_of, recoded

Named = tuple[tuple[str, str], ...]
PAGES = frozenset({"html", "text"})
NEEDED = "text; if there: id parent_id author published article_id article_title article_text"


class _TableReader:
    """Reads rows of any table; one file may hold many discussions."""

    name = ""
    suffixes: tuple[str, ...] = ()
    columns = NEEDED

    def read(self, source: Source) -> Iterator[Thread]:
        """Give one thread for each article, in the order of the file; bad rows are notices of the first.

        Raises `ReadError` for what is no table of this kind and when no row holds an article or a comment.
        """
        named = tuple(source.columns.items())
        with Gathering(source.name, source.stem, self.name) as gathered:
            if self.name in {"jsonl", "csv", "json"}:
                encoding = encoding_of(source.head(), source.name)
                if not encoding.startswith("utf-8"):
                    gathered.notices.add("encoding", recoded(encoding).message)
            _gather(Table(source, self.name).lines(), gathered, named, _Files(source, gathered))
            yield from gathered.threads()


class JsonlReader(_TableReader):
    """JSON Lines, a row a comment or an article."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def sniff(self, head: bytes, name: str) -> float:
        """Know the format by an object on its first line, less surely by the file's name."""
        named = PurePath(name.lower().removesuffix(".gz")).suffix in self.suffixes
        first, *more = head.lstrip().split(b"\n", 1)
        if first[:1] != b"{":
            return 0.5 if named and head.lstrip()[:1] not in {b"\x89", b"%", b"<"} else 0.0
        is_row = (first.rstrip().endswith(b"}") or not more) and b'"' in first[:200]
        return (1.0 if named else 0.7) if is_row else 0.5 * named


class JsonReader(_TableReader):
    """A JSON array of objects, a row a comment or an article."""

    name = "json"
    suffixes = (".json",)

    def sniff(self, head: bytes, name: str) -> float:
        """Take any array of objects that has the shape of no export."""
        del name
        opened = head.removeprefix(codecs.BOM_UTF8).split(maxsplit=0)[0][:200] if head.strip() else b""
        return 0.3 if opened[:1] == b"[" and opened[1:].lstrip()[:1] == b"{" else 0.0


class CsvReader(_TableReader):
    """CSV and TSV, a row a comment; delimiter and encoding are found."""

    name = "csv"
    suffixes = (".csv", ".tsv")

    def sniff(self, head: bytes, name: str) -> float:
        """Know a table by its name, or by a first line that names a column of text and another."""
        try:
            if head.lstrip()[:1] in {b"<", b"[", b"{"} or kind_of(head, name) != "csv":
                return 0.0
        except ReadError:
            return 0.0
        from agorascope.rows.delimited import header

        columns = fields_of.chosen(tuple(header(head)), ())
        named = PurePath(name.lower().removesuffix(".gz")).suffix in self.suffixes
        return 0.9 if named else 0.6 if "text" in columns and len(columns) > 2 else 0.0  # noqa: PLR2004


class ParquetReader(_TableReader):
    """Parquet, a row a comment or an article."""

    name = "parquet"
    suffixes = (".parquet", ".pq")

    def sniff(self, head: bytes, name: str) -> float:
        """Know the format by its mark."""
        del name
        return 1.0 if head.startswith(b"PAR1") else 0.0


class Grown(Struct, frozen=True):
    """Threads of the rows that came to a table, as far as they came, and what there is to say about the rows."""

    threads: tuple[Thread, ...]
    notices: tuple[Notice, ...]


def grown(lines: Iterable[Line], source: Source, kind: str) -> Grown:
    """Read rows that came to a table of a kind: parts of discussions, whose comments may answer what came before."""
    with Gathering(source.name, source.stem, kind, part=True) as gathered:
        _gather(lines, gathered, tuple(source.columns.items()), _Files(source, gathered))
        if not gathered:
            return Grown((), gathered.notices.handed_over())
        threads = tuple(gathered.threads())
    return Grown(threads, tuple(notice for thread in threads for notice in thread.notices))


def _gather(lines: Iterable[Line], gathered: Gathering, named: Named, files: _Files) -> None:
    for line in lines:
        if line.row is None:
            gathered.notices.add("bad-line", line.error or "no row", f"line {line.number}")
        else:
            _take(line, gathered, named, files)


def _take(line: Line, gathered: Gathering, named: Named, files: _Files) -> None:
    where = f"line {line.number}"
    row = line.row or {}
    if row.get("type", "comment") not in {"article", "comment", None} and "type" not in dict(named).values():
        gathered.notices.add("bad-line", f"unknown type {str(row['type'])[:40]!r}", where)
        return
    fields = fields_of.renamed(row, named)
    wrong = fields_of.fault(fields)
    if wrong:
        gathered.notices.add("bad-line", _helped(wrong, row, fields), where)
        return
    if line.mended:
        gathered.notices.add("broken-utf8", f"{line.mended} became U+FFFD", where)
    for key in fields_of.odd_fields(fields):
        gathered.notices.add("bad-field", f"{key} cannot be used", where)
    if fields.get("type") == "article":
        _take_article(fields, gathered, files.stem, where)
    else:
        _take_comment(fields, gathered, files, line.number)


def _helped(wrong: str, row: fields_of.Fields, fields: fields_of.Fields) -> str:
    """Name the columns there are where none was taken for the text."""
    if wrong != "no text" or "text" in fields or not row:
        return wrong
    return f"no text: no column is known as it, of {', '.join(map(str, row))[:200]}; name it: --map text=COLUMN"


def _take_article(fields: fields_of.Fields, gathered: Gathering, stem: str, where: str) -> None:
    name = fields_of.identity(fields, "id") or stem
    if gathered.knows(name):
        gathered.notices.add("repeated-id", f"article {name} came before; this one is left out", where)
    gathered.article(name, fields_of.article_of(fields))


def _take_comment(fields: fields_of.Fields, gathered: Gathering, files: _Files, number: int) -> None:
    beside = fields_of.article_beside(fields)
    file = fields_of.words(fields, "article_file")
    told = fields_of.identity(fields, "article")
    name, title = told or (beside.title if beside and beside.title else file or ""), not told
    if not gathered.knows(name):
        article = files.article(file, number) if file else None
        if article or beside:
            gathered.article(name, article or beside or Article(), title=title)
    gathered.comment(name, fields_of.comment_of(fields, number), title=title)


class _Files:
    """The pages beside a table that its rows name, each read once; rows are strangers' and name no paths."""

    def __init__(self, source: Source, gathered: Gathering) -> None:
        self.stem = source.stem
        self._source, self._gathered = source, gathered
        self._read: dict[str, Article | None] = {}

    def article(self, file: str, number: int) -> Article | None:
        """Give the article of a page; None for what is not there, or no page, which is told with its line."""
        if file not in self._read:
            self._read[file] = None
            try:
                self._read[file] = self._found(file)
            except ReadError as error:
                self._gathered.notices.add("no-article", f"{file}: {error.reason}", f"line {number}")
        return self._read[file]

    def _found(self, file: str) -> Article | None:
        found = next((other for other in self._source.beside() if PurePath(other.name).name == file), None)
        if found is None:
            raise ReadError(file, "is not in the folder of the table")
        return _page(self._source.take(found))


def _page(source: Source) -> Article | None:
    """Read the article of a page; raises `ReadError` for anything else, as tables that name tables would never end."""
    from agorascope.readers.registry import chosen

    reader = chosen(source)
    if reader.name not in PAGES:
        raise ReadError(source.name, f"is {reader.name}, not a page", "Name a page as text or HTML")
    thread = next(iter(reader.read(source)), None)
    return thread.article if thread else None
