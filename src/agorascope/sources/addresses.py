"""Addresses of pages: read from a list of the user's, and shown without what is nobody's business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.errors import ReadError
from agorascope.sources.decoding import decode
from agorascope.sources.source import STDIN, Source
from agorascope.sources.visits import library

if TYPE_CHECKING:
    import httpx

LAST_PORT = 65_535
EXAMPLE = "such as https://example.org/page"
BREAK = re.compile(r"\r\n?|\n")
SECRET = re.compile(
    r"(?<=[?&;])([^?&;=#]*(?:token|secret|passw|pwd|signature|credential|session|sessid|nonce|jwt|api[_-]?key|"
    r"access[_-]?key)[^?&;=#]*=|(?:auth|key|pass|sid|sig)=)[^&;#]*",
    re.IGNORECASE,
)


def addresses_of(listed: Path) -> Iterator[str | ReadError]:
    """Give the addresses of a text file, or of `-`, one a line, without `#` comments and blank lines.

    A line that is no address, and a list that cannot be read or names nothing, is a `ReadError` in its place.
    """
    source = Source(str(listed))
    name = "standard input" if source.name == STDIN else source.name
    try:
        text = decode(source.data(), name)[0]
    except ReadError as error:
        yield error
        return
    finally:
        source.close()
    found = 0
    for number, line in enumerate(BREAK.split(text), 1):
        address = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        found += bool(address)
        if address:
            yield address if url_of(address) else no_address(address, f"{name}, line {number}")
    if not found:
        yield ReadError(name, "names no page", f"Write one address a line, {EXAMPLE}")


def no_address(text: str, where: str) -> ReadError:
    """Say that a text is none; what stands before its last @ may be a password and is not told."""
    told = repr(SECRET.sub(r"\1…", text.rpartition("@")[2])[:60])
    return ReadError(where, f"{told} is no http or https address", f"Write one a line, {EXAMPLE}")


def url_of(address: str) -> httpx.URL | None:
    """Read an address, without the name, password and fragment it may hold; None for what is no address."""
    library()
    import httpx

    try:
        url = httpx.URL(address).copy_with(username="", password="", fragment=None)
        fits = url.scheme in {"http", "https"} and url.host and "%" not in url.host
        is_one = not re.search(r"\s", address) and (url.port is None or 0 < url.port <= LAST_PORT)
    except (httpx.InvalidURL, ValueError):
        return None
    return url if fits and is_one else None


def shown(url: httpx.URL) -> str:
    """Give an address as it may be told: without what its query keeps secret."""
    return SECRET.sub(r"\1…", str(url))
