"""What the first bytes of a JSON document say of its shape, for telling exports apart."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache

from msgspec import Struct


class Shape(Struct, frozen=True):
    """The keys of the document's object, or of the first object of its array, as far as the bytes go; values' kinds.

    `keys` maps a dotted path of at most two steps to the kind of its value: `map`, `array`, `string`, `number`,
    `boolean`, `null`; `words` keeps short strings.
    """

    is_array: bool
    keys: dict[str, str]
    words: dict[str, str]


@lru_cache(4)  # every reader asks about the same head
def shape(head: bytes) -> Shape | None:
    """Read the shape of a JSON document from its first bytes; None for anything else."""
    head = head.removeprefix(codecs.BOM_UTF8)
    opened = head.lstrip()[:1]
    if opened not in {b"{", b"["}:
        return None
    import ijson

    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    with suppress(ijson.JSONError, UnicodeDecodeError):  # the head ends somewhere, perhaps within a sign
        _walk(ijson.basic_parse(_Head(head), use_float=True), keys, words, base=opened == b"[")
    return Shape(opened == b"[", keys, words)


def _walk(events: Iterable[tuple[str, object]], keys: dict[str, str], words: dict[str, str], *, base: bool) -> None:
    """Note what stands one or two steps under the object; no path goes further, since heads may be all brackets."""
    names: list[str] = []
    lists: list[bool] = []
    key = ""
    for event, value in events:
        if event == "map_key":
            key = str(value)
            continue
        if event in {"end_map", "end_array"}:
            lists.pop()
            del names[len(lists) :]
            continue
        name = "item" if lists and lists[-1] else key
        if len(lists) - base in {1, 2}:
            path = ".".join([*names[1 + base :], name])
            keys.setdefault(path, event.removeprefix("start_"))
            if isinstance(value, str) and len(value) <= 100:  # noqa: PLR2004 -- names of kinds, not texts
                words.setdefault(path, value)
        if event in {"start_map", "start_array"}:
            if len(lists) < 4:  # noqa: PLR2004 -- the array, its object, two steps
                names.append(name)
            lists.append(event == "start_array")


class _Head:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, size: int) -> bytes:
        found, self._data = self._data[:size], self._data[size:]
        return found
