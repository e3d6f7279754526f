"""Sources to threads: each format's reader turns bytes into articles with their comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.errors import ReadError
from agorascope.readers import registry
from agorascope.readers.contract import Reader, Source
from agorascope.readers.inputs import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import Thread

__all__ = ["Reader", "Source", "read"]


def read(inputs: Sequence[str], format: str | None = None) -> Iterator[Thread | ReadError]:  # noqa: A002
    """Read files, folders, globs and `-` into threads; a source that cannot be read yields its `ReadError`.

    `format` forces a reader for every source. Raises `UnknownFormatError` at once for a name no reader has.
    """
    forced = registry.named(format) if format else None
    return _read(inputs, forced)


def _read(inputs: Sequence[str], forced: Reader | None) -> Iterator[Thread | ReadError]:
    for found in expand(inputs, registry.suffixes()):
        if isinstance(found, ReadError):
            yield found
            continue
        source = Source(found)
        try:
            reader = registry.chosen(source) if forced is None else forced
            yield from reader.read(source)
        except ReadError as error:
            yield error
        finally:
            source.close()
