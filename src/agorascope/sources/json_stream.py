"""JSON item by item and as deep as it comes, in memory for one item, with lone surrogates mended on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Protocol

# 40,000 answers, each under the other, in Reddit's listings; more is nobody's discussion.
MOST_LEVELS = 200_000
CHUNK = 1 << 18
# Where a surrogate is, or may begin; a chunk without one is whole.
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]|\\(?:u[dD]?)?\Z")
LONE = re.compile(
    # An escaped backslash is matched so that what follows it is not taken for an escape.
    rb"\\(?:(?P<good>\\|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2})"
    rb"|(?P<cut>(?:u(?:[dD](?:[89a-fA-F][\da-fA-F]?)?)?)?\Z"
    rb"|u[dD][89abAB][\da-fA-F]{2}(?:\\(?:u(?:[dD](?:[c-fC-F][\da-fA-F]?)?)?)?)?\Z)"
    rb"|u[dD][89a-fA-F][\da-fA-F]{2})"
)
STARTS, ENDS = frozenset({"start_map", "start_array"}), frozenset({"end_map", "end_array"})


class Readable(Protocol):
    """What gives bytes: at most `size`, all for -1, none at its end."""

    def read(self, size: int = -1, /) -> bytes:
        """Give bytes."""
        ...


class Mended:
    """Reads UTF-8 JSON with an escaped U+FFFD in the place of every escaped lone surrogate, and counts them."""

    def __init__(self, stream: Readable) -> None:
        """Take an open stream of UTF-8."""
        self._stream = stream
        self._kept = self._cut = b""
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        """Give at most `size` bytes, all of them for -1; empty at the end."""
        parts, length = [self._kept], len(self._kept)
        while size < 0 or length < size:
            raw = self._stream.read(CHUNK)
            parts.append(self._whole(raw))
            length += len(parts[-1])
            if not raw:
                break
        found = b"".join(parts)
        end = length if size < 0 else size
        self._kept = found[end:]
        return found[:end]

    def _whole(self, raw: bytes) -> bytes:
        data, self._cut = self._cut + raw, b""
        return LONE.sub(self._replaced, data) if raw and SURROGATE.search(data) else data

    def _replaced(self, found: re.Match[bytes]) -> bytes:
        if found["cut"] is not None:
            self._cut = found[0]  # its other half comes with the next bytes
            return b""
        if found["good"] is not None:
            return found[0]
        self.count += 1
        return rb"\ufffd"


class Once:
    """Bytes that are read at once, so that nothing is copied to be given in pieces."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes."""
        self._data = data

    def read(self, size: int = -1, /) -> bytes:
        """Give all that is left, whatever is asked for; nothing for 0."""
        found = self._data if size else b""
        self._data = self._data if not size else b""
        return found


def items(stream: Readable, *, whole: bool = False) -> Iterator[Any]:
    """Give every item of an array as it comes; the one document where it is no array or the `whole` is asked for.

    Raises `ValueError` where the JSON breaks off or is nested more than 200,000 deep. Nothing recurses, and unlike
    `ijson.items` it keeps no path, which for deep documents grows with the square of their depth.
    """
    above: list[Any] = []  # what is open; an array whose items are given keeps none of them
    base, key = 0, ""
    for event, value in _events(stream):
        if event == "map_key":
            key = value
            continue
        if event in ENDS:
            done = above.pop()
        else:
            done = {} if event == "start_map" else [] if event == "start_array" else value
            if len(above) > base:
                _put(above[-1], key, done)
            if event in STARTS:
                base = 1 if event == "start_array" and not above and not whole else base
                above.append(done)
                if len(above) > MOST_LEVELS:
                    raise ValueError(f"nested more than {MOST_LEVELS:,} deep")
                continue
        if len(above) == base:
            yield done


def loaded(data: str | bytes) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """Load a whole document; raw line breaks and NaN are taken too. A deep one is read without recursion.

    Raises `ValueError` for what is no JSON, is cut off or is nested more than 200,000 deep.
    """
    try:
        return json.loads(data, strict=False)
    except RecursionError:
        content = data.encode("utf-8", "replace") if isinstance(data, str) else data
        return next(items(Once(content), whole=True), None)


def _events(stream: Readable) -> Iterator[tuple[str, Any]]:
    import ijson

    try:
        yield from ijson.basic_parse(stream, use_float=True)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise ValueError(" ".join(str(error).split())[:200]) from error


def _put(into: Any, key: str, item: object) -> None:  # noqa: ANN401 -- a list or a dict
    if isinstance(into, list):
        into.append(item)
    else:
        into[key] = item
