"""Sources to threads: each format's reader turns bytes into articles with their comments.

Public names: `Reader`, `Source`, `read`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from agorascope.errors import ReadError, UnknownFormatError
from agorascope.readers import registry
from agorascope.readers.contract import Reader
from agorascope.records import Notice, Thread
from agorascope.sources import Source, expand
from agorascope.sources.source import NO_COLUMNS

__all__ = ["Reader", "Source", "read"]


def read(
    inputs: Sequence[str],
    format: str | None = None,  # noqa: A002
    *,
    columns: Mapping[str, str] = NO_COLUMNS,
    fetched: Iterable[Source | ReadError] = (),
    told: Callable[[Notice], None] = lambda _: None,
) -> Iterator[Thread | ReadError]:
    """Read files, folders, globs, archives and `-` into threads; a source that cannot be read yields its `ReadError`.

    `format` forces a reader for every source, `columns` gives the user's names for ours (`{"text": "body"}`),
    `fetched` are more sources; what is passed over without an error is `told`. Raises `UnknownFormatError` at once
    for a format no reader has.
    """
    forced = registry.named(format) if format else None
    sources = chain(expand(inputs, registry.suffixes(), columns, told), ((found, True) for found in fetched))
    return _read(sources, forced, told)


def _read(
    sources: Iterable[tuple[Source | ReadError, bool]], forced: Reader | None, told: Callable[[Notice], None]
) -> Iterator[Thread | ReadError]:
    taken: set[str] = set()
    for source, named in sources:
        if isinstance(source, ReadError):
            yield source
        elif source.key not in taken:
            yield from _threads(source, forced, told, named=named)
            taken |= source.taken


def _threads(
    source: Source, forced: Reader | None, told: Callable[[Notice], None], *, named: bool
) -> Iterator[Thread | ReadError]:
    try:
        reader = registry.chosen(source) if forced is None else forced
        yield from reader.read(source)
    except UnknownFormatError as error:
        if named:
            yield error
        else:  # a folder holds all sorts of files; only what the user named has to be a discussion
            told(Notice("passed-over", error.reason, source.name))
    except ReadError as error:
        yield error
    finally:
        source.close()
