"""Threads from what a call names: paths, threads made in Python, rows of comments, the text of a page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct, json, structs

from agorascope.api.given import Given, Rows, columns_of, given, plain
from agorascope.errors import ReadError, UsageError
from agorascope.records import Notice, Thread

if TYPE_CHECKING:
    from agorascope.readers import Source

Input: TypeAlias = "str | Path | Thread"
"""A file, folder, glob or archive; or a thread made by `ag.thread`."""
Map: TypeAlias = "Mapping[str, str] | str | None"
"""Columns of a table under our names: `{"text": "body"}`, or as the command takes them, `"text=body"`."""
NAMED: Final = 3
_ADDRESSES = ("http://", "https://")


class Wanted(Struct, frozen=True):
    """What to read, and how: sources, format, columns, pseudonyms, whether addresses may be fetched."""

    sources: tuple[Input, ...]
    format: str | None = None
    map: Map = None
    pseudonymize: bool = False
    pseudonym_key: str | Path | None = None
    fetch: bool = False


def silent(_: Notice) -> None:
    """Say nothing."""


def threads(
    wanted: Wanted, told: Callable[[Notice], None] = silent, opened: Callable[[str], None] = lambda _: None
) -> Iterator[Thread | ReadError]:
    """Read everything, in its order, a thread or an error at a time; raises `UsageError` for what makes no sense."""
    for source in wanted.sources:
        check(source, fetch=wanted.fetch)
    found = _read(wanted, told, opened)
    return _pseudonymous(found, wanted) if wanted.pseudonymize or wanted.pseudonym_key else found


def check(source: object, *, fetch: bool = False) -> None:
    """Raise `UsageError` that says what to call for what is no path: a text, rows, an address."""
    if isinstance(source, Thread | Path):
        return
    if not isinstance(source, str):
        shown = type(source).__name__
        raise UsageError(f"{shown}: give a path; comments that are in Python already: ag.analyze_comments(rows)")
    if source.lower().startswith(_ADDRESSES) and not fetch:
        raise UsageError(f"{source}: an address; nothing is fetched unless asked: fetch=True")
    if "\n" in source or source.lstrip().startswith("<"):
        raise UsageError("that is a text, not a path: ag.analyze_text(text)")


def _read(
    wanted: Wanted, told: Callable[[Notice], None], opened: Callable[[str], None]
) -> Iterator[Thread | ReadError]:
    """Read paths that stand side by side together, so that no file is read twice."""
    from agorascope.readers import read

    columns, paths = mapped(wanted.map), list[str]()
    for source in (*wanted.sources, None):
        if isinstance(source, str | Path):
            paths.append(str(source))
            continue
        if paths:
            local = [path for path in paths if not path.lower().startswith(_ADDRESSES)]
            web = [path for path in paths if path.lower().startswith(_ADDRESSES)]
            fetched = _fetched(web, told)
            yield from read(local, wanted.format, columns=columns, fetched=fetched, told=told, opened=opened)
            paths = []
        if source is not None:
            yield source


def _fetched(addresses: Sequence[str], told: Callable[[Notice], None]) -> Iterator[Source | ReadError]:
    if addresses:
        from agorascope.sources.web import fetched

        yield from fetched(addresses, told=told)


def mapped(columns: Map) -> dict[str, str]:
    """Give the user's columns under our names; raises `UsageError`."""
    if isinstance(columns, Mapping):
        return dict(columns)
    from agorascope.rows import mapping

    return mapping(columns)


def _pseudonymous(found: Iterable[Thread | ReadError], wanted: Wanted) -> Iterator[Thread | ReadError]:
    from agorascope.readers.persons.keys import key_from
    from agorascope.readers.persons.pseudonyms import Pseudonyms

    key, _ = key_from(Path(wanted.pseudonym_key) if wanted.pseudonym_key else None)
    pseudonyms = Pseudonyms(key)
    return (one if isinstance(one, ReadError) else pseudonyms.thread(one) for one in found)


def page(text: str | bytes, name: str = "text", format: str | None = None) -> Thread:  # noqa: A002 - the command's name
    """Read the text of a page, as copied from a browser, or its HTML, that is in memory.

    `name` becomes the discussion's `id` and `source`. Raises `ReadError` where it holds no discussion.
    """
    from agorascope.readers import Source, read

    data = text if isinstance(text, bytes) else plain(text).encode()
    found = list(read([], format, fetched=[Source(name, io.BytesIO(data))]))
    return one(found, f"this {format or 'text'}")


def thread(  # noqa: PLR0913 - an article's own fields
    comments: Rows,
    article: str = "",
    *,
    title: str | None = None,
    author: str | None = None,
    published: str | None = None,
    url: str | None = None,
    name: str = "comments",
    map: Map = None,  # noqa: A002 - the command's name
) -> Thread:
    """Make a thread of comments that are in Python already, to be given to `analyze` and the others.

    `comments` are texts, dicts or a data frame, with the columns `text` and, where there are such, `id`, `parent`
    (the id of the comment it answers), `author`, `published`, `number`; other names by `map={"text": "body"}`, and
    those of known exports (`comment_body`, `created_at`, …) by themselves. `article` is the article's text, `name`
    becomes the discussion's `id`. A comment without an id is called `line-N`. Rows that hold no comment are notices.

    Raises `UsageError` where there is no column of text, or where the rows name several discussions; `ReadError`
    where there is neither a comment nor an article.

    >>> import agorascope as ag
    >>> made = ag.thread(["Fine idea.", "It will never work."], "A fee beats a discount.", title="Clubs")
    >>> [comment.text for comment in made.comments]
    ['Fine idea.', 'It will never work.']
    """
    own = plain({"title": title, "author": author, "published": published, "url": url, "text": article})
    found = _gathered(given(comments, "comments"), plain(name), own if any(own.values()) else None, mapped(map))
    return one(found, name)


def _gathered(rows: Given, name: str, article: Mapping[str, Any] | None, columns: Mapping[str, str]) -> list[Thread]:
    """Read the rows as a table is read, so that the same columns, notices and orders hold."""
    from agorascope.readers import Source, read
    from agorascope.readers.fields import named_columns

    names = named_columns(columns)
    _has_text(rows, names)
    own = {"type": "article", "id": name, **{_ARTICLE.get(key, key): value for key, value in (article or {}).items()}}
    lines = [None if line.row is None else _comment(line.row, names, alone=article is not None) for line in rows.lines]
    body = b"".join(_encoded(line) + b"\n" for line in (*lines, *([own] if article else [])))
    if not lines and article is None:
        raise ReadError(name, "no comments and no article", "Give at least one comment or an article")
    found = [*read([], "jsonl", columns=names, fetched=[Source(name, io.BytesIO(body), columns=names)])]
    if errors := [one for one in found if isinstance(one, ReadError)]:
        raise ReadError(name, errors[0].reason, 'Name your columns: map={"text": "YOUR_COLUMN"}')
    return [structs.replace(one, format="rows") for one in found if isinstance(one, Thread)]


_ARTICLE = {"title": "article_title", "url": "article_url"}
_OTHERS = ("article", "article_title", "article_text", "article_author", "article_published", "article_url")


def _encoded(row: Mapping[str, Any] | None) -> bytes:
    return json.encode(row, enc_hook=str)


def _comment(row: Mapping[str, Any], names: Mapping[str, str], *, alone: bool) -> dict[str, Any]:
    """Give a comment's row; where the article is given beside it, without what it says of an article itself."""
    from agorascope.readers.fields import chosen

    told = dict(row) if "type" in names.values() else {**row, "type": "comment"}
    if alone:
        known = chosen(tuple(row), tuple(names.items()))
        for column in (known[name] for name in (*_OTHERS, "article_file") if name in known):
            told.pop(column, None)
    return told


def _has_text(rows: Given, names: Mapping[str, str]) -> None:
    from agorascope.readers.fields import chosen

    columns = columns_of(rows.lines) or list(rows.columns)
    if not columns:
        return
    if absent := [f"{ours}={theirs!r}" for ours, theirs in names.items() if theirs not in columns]:
        raise UsageError(f"map: there is no column {absent[0].partition('=')[2]}; there are {', '.join(columns)}")
    if "text" not in chosen(tuple(columns), tuple(names.items())):
        raise UsageError(
            f'no column is known as the text, of {", ".join(columns)}; name it: map={{"text": {columns[-1]!r}}}'
        )


def one(found: Sequence[Thread | ReadError], what: str) -> Thread:
    """Give the one thread there is; raises the `ReadError` there is, or `UsageError` where there are several."""
    good = [item for item in found if isinstance(item, Thread)]
    errors = [item for item in found if isinstance(item, ReadError)]
    if len(good) == 1 and not errors:
        return good[0]
    if not good:
        raise errors[0] if errors else ReadError(what, "holds no discussion", "Give a file that `ag.formats()` knows")
    names = ", ".join(item.id for item in good[:NAMED]) + (", …" if len(good) > NAMED else "")
    also = f", and {len(errors)} that cannot be read ({errors[0]})" if errors else ""
    count = "several discussions" if len(good) > 1 else "a discussion"
    raise UsageError(f"{what}: holds {count} ({names}){also}; call ag.analyze_all, or ag.iterate for very many")
