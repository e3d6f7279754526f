"""What the options of a command ask to be read, and the threads of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from agorascope.cli.output.words import say
from agorascope.errors import ReadError

if TYPE_CHECKING:
    from agorascope.records import Notice, Thread
    from agorascope.sources import Source


MapOption = Annotated[
    str | None, typer.Option("--map", metavar="OURS=YOURS,…", help="Columns of a table: text=body,parent=reply_to")
]


InputsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT...", help="Files, folders, globs, archives (.zip, .gz), or - for stdin."),
]
FormatOption = Annotated[str | None, typer.Option("--format", help="Force a format; see `agorascope readers`.")]
UrlListOption = Annotated[
    Path | None,
    typer.Option("--url-list", metavar="FILE", help="Fetch the pages FILE names, an address a line, politely."),
]
PseudonymizeOption = Annotated[
    bool, typer.Option("--pseudonymize", help="Put stable pseudonyms in the place of authors' names.")
]
PseudonymKeyOption = Annotated[
    Path | None,
    typer.Option("--pseudonym-key", metavar="FILE", help="The key of the pseudonyms; the same key, the same names."),
]


class Asked(NamedTuple):
    """What to read, as the user named it."""

    inputs: list[str]
    format_name: str | None
    columns: str | None
    url_list: Path | None
    key: Path | None
    pseudonymize: bool


def threads(asked: Asked, opened: Callable[[str], None] = lambda _: None) -> Iterator[Thread | ReadError]:
    """Give the threads of everything asked for, under pseudonyms where asked for; sources are `opened` by name."""
    from agorascope.readers import read
    from agorascope.rows import mapping

    columns, fetched = mapping(asked.columns), _fetched(asked.url_list)
    found = read(asked.inputs, asked.format_name, columns=columns, fetched=fetched, told=_told, opened=opened)
    return _pseudonymous(found, asked.key) if asked.pseudonymize else found


def _told(notice: Notice) -> None:
    say(f"{notice.where}: {notice.message}" if notice.where else notice.message)


def _fetched(url_list: Path | None) -> Iterator[Source | ReadError]:
    if url_list is not None:
        from agorascope.sources.web import addresses_of, fetched

        yield from fetched(addresses_of(url_list), told=_told)


def _pseudonymous(found: Iterator[Thread | ReadError], path: Path | None) -> Iterator[Thread | ReadError]:
    from agorascope.readers.persons.keys import key_from
    from agorascope.readers.persons.pseudonyms import Pseudonyms

    key, place = key_from(path)
    say(f"pseudonyms are made with the key in {place}: who has it can tell whose they are")
    pseudonyms = Pseudonyms(key)
    for item in found:
        yield item if isinstance(item, ReadError) else pseudonyms.thread(item)
