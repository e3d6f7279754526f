"""Rows of a JSONL file, one checked line at a time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from agorascope.readers.decoding import BROKEN, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DECODER = msgspec.json.Decoder()
TYPES = ("article", "comment")


class Row(Struct, frozen=True):
    """Line `line` of the file: a row of a known type with the fields that were usable, or what is wrong with it."""

    line: int
    fields: dict[str, Any]
    fault: str = ""
    mended: str = ""


def rows(lines: Iterable[str]) -> Iterator[Row]:
    """Check each line by itself: a bad one never costs its neighbours."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(number, line)


def _row(number: int, line: str) -> Row:
    mended = "broken UTF-8" if BROKEN.search(line) else ""
    value = _value(whole(line) if mended else line)
    if not isinstance(value, dict):
        return Row(number, {}, fault="not a JSON object")
    if value.get("type", "comment") not in TYPES:
        return Row(number, {}, fault=f"unknown type {_short(value['type'])}")
    fields = {key: _whole(item) for key, item in value.items()}
    if any(fields[key] is not item for key, item in value.items() if isinstance(item, str)):
        mended = mended or "lone surrogates"
    fault = _fault(fields)
    return Row(number, fields, fault, mended)


def _value(line: str) -> object:
    """Parse one line; the standard library also takes lone surrogates, which are common in cut emoji."""
    try:
        return DECODER.decode(line)
    except (ValueError, RecursionError, UnicodeError):
        pass
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _whole(item: object) -> object:
    return whole(item) if isinstance(item, str) and BROKEN.search(item) else item


def _short(item: object) -> str:
    return repr(item)[:40]


def _fault(fields: dict[str, Any]) -> str:
    """Say what makes a row useless: a comment needs text, and ids are strings or numbers."""
    is_article = fields.get("type") == "article"
    text = fields.get("text")
    if not isinstance(text, str) and not (is_article and text is None):
        return "no text" if text is None else f"text is {_short(text)}"
    for key in ("id", "article_id", "parent_id"):
        item = fields.get(key)
        if isinstance(item, bool) or not isinstance(item, str | int | None):
            return f"{key} is {_short(item)}"
    if is_article and fields.get("id") is None:
        return "no id"
    return ""


def identity(fields: dict[str, Any], key: str) -> str | None:
    """Give an id as a string; numbers are ids too, an empty string is none."""
    item = fields.get(key)
    return None if item is None or item == "" else str(item)


def words(fields: dict[str, Any], key: str) -> str | None:
    """Give a field of text; None when it is missing, empty or something else."""
    item = fields.get(key)
    return item if isinstance(item, str) and item else None


def moment(fields: dict[str, Any]) -> str | None:
    """Give the time as it stands; seconds since 1970 become ISO 8601."""
    item = fields.get("published")
    if isinstance(item, int | float) and not isinstance(item, bool):
        try:
            return datetime.fromtimestamp(item, UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            return None
    return words(fields, "published")


def number(fields: dict[str, Any]) -> int | None:
    """Give the number that the row carries as `number` or `n`."""
    item = fields.get("number", fields.get("n"))
    return item if isinstance(item, int) and not isinstance(item, bool) else None


def odd_fields(fields: dict[str, Any]) -> list[str]:
    """Name optional fields whose values could not be used."""
    texts = [key for key in ("title", "author", "url") if not isinstance(fields.get(key), str | None)]
    unread = moment(fields) is None and not (fields.get("published") is None or fields.get("published") == "")
    times = ["published"] if unread else []
    return texts + times
