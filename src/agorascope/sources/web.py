"""Pages of the web as sources: those a list names, in its order, as far as their hosts let them be read."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from msgspec import Struct

from agorascope.errors import ReadError
from agorascope.records import Notice
from agorascope.sources.addresses import addresses_of, no_address, shown, url_of
from agorascope.sources.inward import is_inward
from agorascope.sources.labels import encoding_named
from agorascope.sources.robots import LONGEST_FILE, Robots, parsed
from agorascope.sources.source import Source
from agorascope.sources.visits import FILE, LATER, PROGRAM, Patience, UnreadError, Visitor, asked_to_wait, body, library

if TYPE_CHECKING:
    import httpx

__all__ = ["addresses_of", "fetched"]

LARGEST_PAGE = 1 << 25
IN_MEMORY = 1 << 23
REDIRECTS = 5
TYPES = frozenset({
    "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "text/csv", "application/csv",
    "text/tab-separated-values", "text/json", "application/json", "application/ndjson", "application/x-ndjson",
    "application/jsonl", "application/x-jsonlines",
})  # fmt: skip
ADVICE = {
    401: f"It wants a login, and none is given. {FILE}",
    403: f"It does not let programs read it. {FILE}",
    404: "Check the address",
    410: "The page is no longer there",
}


class _Page(Struct, frozen=True):
    """What came of a visit: a body with its charset, or where else to look."""

    held: BinaryIO | None = None
    charset: str | None = None
    location: str = ""


def fetched(
    addresses: Iterable[str | ReadError],
    *,
    delay: float = 1.0,
    patience: Patience = Patience(),  # noqa: B008 -- frozen
    told: Callable[[Notice], None] = lambda _: None,
) -> Iterator[Source | ReadError]:
    """Fetch pages one by one, in the order of the list, each once; what cannot be read is a `ReadError` in its place.

    `delay` is the least pause in seconds between two requests to one host. An address that leads to a page already
    given is `told`. Raises `UsageError` where httpx is not installed.
    """
    return _fetched(addresses, _Reading(Visitor(delay, patience)), told)


def _fetched(
    addresses: Iterable[str | ReadError], reading: _Reading, told: Callable[[Notice], None]
) -> Iterator[Source | ReadError]:
    asked: set[str] = set()
    with reading.visitor:
        for address in addresses:
            url = None if isinstance(address, ReadError) else url_of(address)
            if isinstance(address, ReadError):
                yield address
            elif url is None:
                yield no_address(address, "the list of addresses")
            elif str(url) not in asked:
                asked.add(str(url))
                yield from _source(url, reading, told)


def _source(url: httpx.URL, reading: _Reading, told: Callable[[Notice], None]) -> Iterator[Source | ReadError]:
    try:
        source = reading.source(url)
    except UnreadError as error:
        yield ReadError(shown(url), error.reason, error.advice)
        return
    if source is None:
        told(Notice("repeated-page", "leads to a page that was read already", shown(url)))
    else:
        yield source


class _Reading:
    """What one run knows: the rules of every host, and the pages that were given."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self._robots: dict[tuple[str, str, int | None], Robots | str] = {}
        self._given: set[str] = set()

    def source(self, first: httpx.URL) -> Source | None:
        """Fetch a page, where it leads to; None for one that was given before."""
        url, way = first, [str(first)]
        while str(url) not in self._given:
            page = self.visitor.get(url, self._taken, self._allowed(url).delay)
            if page.held is not None:
                self._given.add(str(url))
                return Source(shown(url), stream=page.held, charset=page.charset)
            url = _next(url, page.location, first.host)
            if str(url) in way:
                raise UnreadError("its redirects lead in a circle", f"It may want a cookie, and none is kept. {FILE}")
            way.append(str(url))
            if len(way) > REDIRECTS + 1:
                raise UnreadError(f"redirected more than {REDIRECTS} times", "Give the address it leads to at last")
        return None

    def _allowed(self, url: httpx.URL) -> Robots:
        """Give the rules of a page's host; raises `UnreadError` where they forbid the page."""
        host = (url.scheme, url.host, url.port)
        if host not in self._robots:
            self._robots[host] = self._asked(url)
        rules = self._robots[host]
        if isinstance(rules, str):
            reason = f"the robots.txt of {url.host} cannot be read ({rules}), so that nothing else is"
            raise UnreadError(reason, LATER)
        if not rules.allow(url.raw_path.decode("ascii")):
            raise UnreadError(f"the robots.txt of {url.host} does not let programs read this page", FILE)
        return rules

    def _asked(self, page: httpx.URL) -> Robots | str:
        """Read the robots.txt of a page's host, or say why it cannot be; where none is, all is allowed (RFC 9309)."""
        url = page.copy_with(raw_path=b"/robots.txt")
        for _ in range(REDIRECTS + 1):
            try:
                found = self.visitor.get(url, _rules)
                if not isinstance(found, _Page):
                    return found
                url = _next(url, found.location, page.host)
            except UnreadError as error:
                return error.reason
        return Robots()

    def _taken(self, response: httpx.Response) -> _Page:
        if response.has_redirect_location:
            return _Page(location=response.headers["location"])
        if not response.is_success:
            raise _refused(response)
        kind = response.headers.get("content-type", "").partition(";")[0].partition(",")[0].strip().casefold()
        if kind and kind not in TYPES and not (kind.startswith("application/") and kind.endswith(("+json", "+xml"))):
            raise UnreadError(f"is {kind[:60]!r}, not a page or a table", "Pages are HTML, text, JSON, XML or CSV")
        named = response.charset_encoding
        return _Page(self._held(response), named if named and encoding_named(named) else None)

    def _held(self, response: httpx.Response) -> BinaryIO:
        """Keep what a server sends, up to the size of the largest page."""
        held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- lives as long as its source
        try:
            for piece in body(response, self.visitor.patience.page):
                _write(piece, held)
        except BaseException:
            held.close()
            raise
        return cast("BinaryIO", held)


def _write(piece: bytes, held: IO[bytes]) -> None:
    held.write(piece)
    if held.tell() > LARGEST_PAGE:
        raise UnreadError(f"more than {LARGEST_PAGE >> 20} MB, which no page has", FILE)


def _next(url: httpx.URL, location: str, first: str) -> httpx.URL:
    """Read where a redirect leads; raises `UnreadError` for what is no address.

    So it does for one of this machine or its network, unless `first`, the host that the user named, is there too:
    else any page could have a router or a service that only this machine reaches asked.
    """
    try:
        found = url_of(str(url.join(location)))
    except (library().InvalidURL, ValueError):
        found = None
    if found is None:
        raise UnreadError("redirected to what is no http or https address", "Open it in a browser and give its address")
    if found.host not in {url.host, first} and is_inward(found.host) and not is_inward(first):
        reason = "redirected from the internet into this machine's own network, which is not followed"
        raise UnreadError(reason, "If that is meant, give the address it leads to")
    return found


def _rules(response: httpx.Response) -> Robots | _Page | str:
    """Read the rules of a host from its answer; raises nothing that `Visitor.get` does not."""
    status = response.status_code
    if response.has_redirect_location:
        return _Page(location=response.headers["location"])
    if response.is_success:
        data = b""
        for piece in body(response, Patience().read):
            data += piece
            if len(data) >= LONGEST_FILE:
                break
        return parsed(data[:LONGEST_FILE].decode("utf-8", "replace"), PROGRAM)
    # 429 is among the 4xx, but what it says is "not now", as a 5xx does.
    is_missing = response.is_client_error and status != 429  # noqa: PLR2004
    return Robots() if is_missing else f"HTTP {status}"


def _refused(response: httpx.Response) -> UnreadError:
    status = response.status_code
    wait = asked_to_wait(response)
    later = f", and asks for {wait:,.0f} s" if wait is not None else ""
    said = f"HTTP {status} {response.reason_phrase[:60]}".strip()
    return UnreadError(f"{said}{later}", ADVICE.get(status, LATER))
