"""What the first bytes of a JSON document say of its shape, for telling exports apart."""

from __future__ import annotations

from msgspec import Struct

from agorascope.sources.decoding import BOMS


class Shape(Struct, frozen=True):
    """The keys of the document's object, or of the first object of its array, as far as the bytes go; values' kinds.

    `keys` maps a dotted path of at most two steps to the kind of its value: `map`, `array`, `string`, `number`,
    `boolean`, `null`; `words` keeps short strings.
    """

    is_array: bool
    keys: dict[str, str]
    words: dict[str, str]

    def has(self, *paths: str) -> bool:
        """Tell whether all paths are there."""
        return all(path in self.keys for path in paths)


def shape(head: bytes) -> Shape | None:
    """Read the shape of a JSON document from its first bytes; None for anything else."""
    for mark, _ in BOMS[:1]:
        head = head.removeprefix(mark)
    opened = head.lstrip()[:1]
    if opened not in {b"{", b"["}:
        return None
    import ijson

    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    try:
        for path, event, value in ijson.parse(_Head(head)):
            _noted(path, event, value, keys, words, is_array=opened == b"[")
    except ijson.JSONError:
        pass  # the head ends somewhere
    return Shape(opened == b"[", keys, words)


def _noted(
    path: str, event: str, value: object, keys: dict[str, str], words: dict[str, str], *, is_array: bool
) -> None:
    if event in {"map_key", "end_map", "end_array"}:
        return
    short = path.removeprefix("item.") if is_array else path
    if short in {"", "item"} or short.count(".") > 1:
        return
    keys.setdefault(short, event.removeprefix("start_"))
    if isinstance(value, str) and len(value) <= 100:  # noqa: PLR2004 -- names of kinds, not texts
        words.setdefault(short, value)


class _Head:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, size: int) -> bytes:
        found, self._data = self._data[:size], self._data[size:]
        return found
