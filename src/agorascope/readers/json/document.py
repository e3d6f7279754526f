"""Exports that are one JSON document: loaded whole, mended where their bytes are broken; their values by their kind."""

from __future__ import annotations

import codecs
from typing import Any

import msgspec

from agorascope.errors import ReadError
from agorascope.readers.notation.times import iso_time
from agorascope.records import Notice
from agorascope.sources import Source
from agorascope.sources.decoding import decode
from agorascope.sources.json_stream import Mended, Once, loaded

Row = dict[str, Any]


def document(source: Source) -> tuple[Any, tuple[Notice, ...]]:
    """Load a whole document; broken UTF-8 and lone surrogates become U+FFFD and are told.

    Raises `ReadError` for what is no JSON, is cut off or is nested more than 200,000 deep.
    """
    data = source.data()
    try:
        return msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8)), ()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _mended(data, source.name)


def _mended(data: bytes, name: str) -> tuple[Any, tuple[Notice, ...]]:
    """Load again, leniently, what is mended first."""
    text, notices = decode(data, name)
    stream = Mended(Once(text.encode()))
    mended = stream.read()
    if stream.count:
        told = Notice("broken-utf8", f"{stream.count} lone surrogates, halves of cut signs, became U+FFFD")
        notices = (*notices, told)
    try:
        return loaded(mended), notices
    except ValueError as error:
        advice = "Download it again, and give it as it was sent"
        raise ReadError(name, f"not JSON, or cut off: {error}", advice) from error


def rows(found: object) -> list[Row]:
    """Give the objects of an array, or the one object there is; whatever else stands there is passed over."""
    return [row for row in (found if isinstance(found, list) else [found]) if isinstance(row, dict)]


def row(found: Row, *keys: str) -> Row:
    """Go from an object to the object under a key of it, and so on; an empty one where there is none."""
    for key in keys:
        under = found.get(key)
        found = under if isinstance(under, dict) else {}
    return found


def identity(found: object) -> str | None:
    """Give an id as a string; numbers are ids too, an empty string is none."""
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return None
    return str(found) or None


def moment(*found: object) -> str | None:
    """Give the first of some values that is a moment, in ISO 8601."""
    times = (iso_time(value) for value in found if isinstance(value, str | int | float))
    return next((time for time in times if time), None)


def count(found: object) -> int | None:
    """Give a number of things; None for what is none."""
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None
