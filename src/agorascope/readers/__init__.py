"""Sources to threads: each format's reader turns bytes into articles with their comments.

Public names: `Reader`, `Source`, `read`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from agorascope.amounts import many
from agorascope.errors import ReadError, UnknownFormatError
from agorascope.readers import registry
from agorascope.readers.contract import Reader
from agorascope.readers.fields import named_columns
from agorascope.records import Notice, Thread
from agorascope.sources import Source, expand
from agorascope.sources.source import NO_COLUMNS

SHOWN = 5

__all__ = ["Reader", "Source", "read"]


def read(
    inputs: Sequence[str],
    format: str | None = None,  # noqa: A002
    *,
    columns: Mapping[str, str] = NO_COLUMNS,
    fetched: Iterable[Source | ReadError] = (),
    told: Callable[[Notice], None] = lambda _: None,
    opened: Callable[[str], None] = lambda _: None,
) -> Iterator[Thread | ReadError]:
    """Read files, folders, globs, archives and `-` into threads; a source that cannot be read yields its `ReadError`.

    `format` forces a reader for every source, `columns` gives the user's names for ours (`{"text": "body"}`),
    `fetched` are more sources; what is passed over without an error is `told`, and each source that a reader takes is
    `opened` by its name (and again, with those read beside it, when it has been read). Raises `UnknownFormatError`
    at once for a format no reader has, and `UsageError` for a name of ours that is none.
    """
    forced = registry.named(format) if format else None
    names = named_columns(columns)
    sources = chain(expand(inputs, registry.suffixes(), names, told), ((found, True) for found in fetched))
    return _read(sources, forced, told, opened)


def _read(
    sources: Iterable[tuple[Source | ReadError, bool]],
    forced: Reader | None,
    told: Callable[[Notice], None],
    opened: Callable[[str], None],
) -> Iterator[Thread | ReadError]:
    taken: set[str] = set()
    unknown: list[str] = []
    for source, named in sources:
        if isinstance(source, ReadError):
            yield _bare(source)
        elif source.key not in taken:
            yield from _threads(source, forced, None if named else unknown, opened)
            taken |= source.taken
    if unknown:
        shown = ", ".join(unknown[:SHOWN]) + (" …" if len(unknown) > SHOWN else "")
        told(Notice("passed-over", f"{many(len(unknown), 'file')} that no reader recognises passed over: {shown}"))


def _threads(
    source: Source, forced: Reader | None, unknown: list[str] | None, opened: Callable[[str], None]
) -> Iterator[Thread | ReadError]:
    """Read one source; a folder holds all sorts of files, so only what the user named has to be a discussion."""
    try:
        reader = registry.chosen(source) if forced is None else forced
        opened(source.name)
        yield from reader.read(source)
        for name in source.names:
            opened(name)
    except UnknownFormatError as error:
        if unknown is None:
            yield _bare(error)
        else:
            unknown.append(source.name)
    except ReadError as error:
        yield _bare(error)
    finally:
        source.close()


def _bare(error: ReadError) -> ReadError:
    """Give an error without the frames it came through: they hold the bytes of what was refused."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)
