"""Requests to the web that give every host its time: pauses, second tries, and waits that a server asks for."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar
from importlib.metadata import version
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from msgspec import Struct

from agorascope.errors import UsageError

if TYPE_CHECKING:
    import httpx

PROGRAM = "agorascope"
Taken = TypeVar("Taken")
Errors = tuple[type[Exception], ...]
SECONDS = re.compile(r"\d{1,9}")
BUSY = frozenset({429, 503})
FILE = "Save the page from a browser and give the file"
LATER = "Try again later, or save the page from a browser and give the file"
CODINGS = frozenset({"", "identity", "gzip", "deflate"})


class Patience(Struct, frozen=True):
    """How long a host is waited for, in seconds, and how often it is asked again."""

    connect: float = 10.0
    read: float = 30.0
    page: float = 300.0
    pause: float = 2.0
    longest_delay: float = 30.0
    longest_wait: float = 60.0
    waits: int = 3
    tries: int = 3


class UnreadError(Exception):
    """A page was not read: why, and what would help; its address is known to who asked."""

    def __init__(self, reason: str, advice: str) -> None:
        """Say both."""
        super().__init__(reason)
        self.reason, self.advice = reason, advice


class Visitor:
    """Asks hosts for pages, one request at a time; a context manager that closes its connections."""

    def __init__(self, delay: float, patience: Patience) -> None:
        """Take the least pause between two requests to a host; raises `UsageError` where httpx is not installed."""
        httpx = library()
        self.delay, self.patience = delay, patience
        # A read timeout is not among them: a host that is slow already is not asked again.
        self._lost: Errors = (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ConnectTimeout)
        self._failed: Errors = (httpx.HTTPError, httpx.InvalidURL, ValueError, OverflowError, OSError)
        self._free: dict[str, float] = {}
        try:
            self._client = _client(patience)
        except (ImportError, ValueError, OSError) as error:  # a proxy or certificates that cannot be used
            advice = "check HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE"
            raise UsageError(f"pages cannot be fetched with the settings of this machine; {advice}") from error

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what is open."""
        self._client.close()

    def get(self, url: httpx.URL, taken: Callable[[httpx.Response], Taken], delay: float = 0.0) -> Taken:
        """Give what `taken` makes of the answer, which it reads; raises `UnreadError` where there is none.

        `delay` is the pause in seconds that the host asks for; of it and our own the longer is kept.
        """
        try:
            return self._asked(url, taken, max(self.delay, min(delay, self.patience.longest_delay)))
        except self._failed as error:
            raise _unread(error, self.patience) from error

    def _asked(self, url: httpx.URL, taken: Callable[[httpx.Response], Taken], delay: float) -> Taken:
        waited = tried = 0
        while True:
            self._wait(url.host, delay)
            try:
                with self._client.stream("GET", url) as response:
                    wait = asked_to_wait(response)
                    if wait is None or wait > self.patience.longest_wait or waited == self.patience.waits:
                        return taken(_unpackable(response))
                waited += 1
            except self._lost:
                tried += 1
                if tried >= self.patience.tries:
                    raise
                wait = self.patience.pause
            finally:
                self._free[url.host] = time.monotonic()
            time.sleep(wait)

    def _wait(self, host: str, delay: float) -> None:
        """Let the pause go by that began when the last answer of a host ended."""
        last = self._free.get(host)
        if last is not None:
            time.sleep(max(0.0, last + delay - time.monotonic()))


def _client(patience: Patience) -> httpx.Client:
    return library().Client(  # type: ignore[no-any-return]
        headers={
            "User-Agent": f"{PROGRAM}/{version(PROGRAM)} (+reads articles and their comments)",
            "Accept-Encoding": "gzip, deflate",
        },
        timeout=library().Timeout(patience.read, connect=patience.connect),
        cookies=_NoCookies(),
        follow_redirects=False,
    )


class _NoCookies(CookieJar):
    """Keeps nothing of what servers want kept."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Take none."""


def library() -> ModuleType:
    """Give httpx; raises `UsageError` where it is not installed."""
    try:
        import httpx
    except ImportError as error:
        raise UsageError("fetching pages needs httpx: pip install 'agorascope[web]'") from error
    return httpx


def body(response: httpx.Response, seconds: float) -> Iterator[bytes]:
    """Give what a server sends, piece by piece; raises `UnreadError` when it takes longer than `seconds`."""
    end = time.monotonic() + seconds
    for piece in response.iter_bytes():
        yield piece
        if time.monotonic() > end:
            raise UnreadError(f"not sent in {seconds:g} s", LATER)


def asked_to_wait(response: httpx.Response) -> float | None:
    """Give the seconds after which a busy server wants to be asked again; None where it says nothing of the kind."""
    said = response.headers.get("retry-after", "").strip() if response.status_code in BUSY else ""
    if SECONDS.fullmatch(said):
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (zoned - datetime.now(UTC)).total_seconds())


def _unpackable(response: httpx.Response) -> httpx.Response:
    """Refuse codings within codings, of which a few bytes become many."""
    coding = response.headers.get("content-encoding", "").strip().casefold()
    if coding not in CODINGS:
        raise UnreadError(f"packed in a way that was not asked for ({coding[:20]})", FILE)
    return response


def _unread(error: Exception, patience: Patience) -> UnreadError:
    httpx = library()
    if isinstance(error, httpx.ConnectTimeout):
        return UnreadError(f"no connection in {patience.connect:g} s", LATER)
    if isinstance(error, httpx.TimeoutException):
        return UnreadError(f"no answer in {patience.read:g} s", LATER)
    if isinstance(error, httpx.NetworkError):
        return UnreadError(f"cannot be reached ({error or type(error).__name__})", LATER)
    if isinstance(error, httpx.DecodingError):
        return UnreadError("what it sends is broken and cannot be unpacked", FILE)
    if isinstance(error, httpx.HTTPError):
        return UnreadError("its answer breaks off, or is not HTTP", LATER)
    return UnreadError("is, or leads to, what cannot be asked for", "Check the address")
