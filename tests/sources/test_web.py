"""Pages of the web, fetched over real connections from a server on this machine."""

from __future__ import annotations

import gzip
import io
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.errors import ReadError, UsageError
from agorascope.readers import read
from agorascope.records import Notice, Thread
from agorascope.sources import Source
from agorascope.sources.robots import LONGEST_FILE, parsed
from agorascope.sources.visits import Patience
from agorascope.sources.web import LARGEST_PAGE, addresses_of, fetched

OPEN: list[Source] = []
QUICK = Patience(connect=2, read=2, page=5, pause=0.01, longest_wait=2)
PAGE = b"<html><body><p>A page.</p></body></html>"


class Answer(NamedTuple):
    """What the server sends: a status, a body or its pieces, headers, seconds to wait before it."""

    body: bytes | Iterable[bytes] = PAGE
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    wait: float = 0.0
    hangs_up: bool = False


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(b"", status, (("Location", to),))


def rules(text: str) -> Answer:
    return Answer(text.encode(), headers=(("Content-Type", "text/plain"),))


class Site:
    """A host that answers paths as it is told, several answers to a path one after the other; remembers requests."""

    def __init__(self) -> None:
        """Prepare; `with` starts and stops it."""
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.times: list[float] = []
        self.headers: list[dict[str, str]] = []
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.tell("/robots.txt", Answer(b"", 404))

    def url(self, path: str, who: str = "") -> str:
        """Give the address of a path, with the name and password of `who`."""
        return f"http://{who}127.0.0.1:{self._http.server_port}{path}"

    def tell(self, path: str, *answers: Answer) -> None:
        """Answer a path with these, one after the other, the last one for ever."""
        self.answers[path] = list(answers)

    def pages(self, *paths: str) -> list[str]:
        """Answer paths with a page, and give their addresses."""
        for path in paths:
            self.tell(path, Answer())
        return [self.url(path) for path in paths]

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """Take one request."""
        with self._lock:
            self.asked.append(path)
            self.times.append(time.monotonic())
            self.headers.append(headers)
            known = self.answers.get(path, [Answer(b"", 404)])
            return known.pop(0) if len(known) > 1 else known[0]

    def __enter__(self) -> Self:
        """Listen."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.answer(self.path, {k.lower(): v for k, v in self.headers.items()})
            time.sleep(answer.wait)
            if answer.hangs_up:
                self.connection.close()
                return
            try:
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.end_headers()
                for piece in [answer.body] if isinstance(answer.body, bytes) else answer.body:
                    self.wfile.write(piece)
            except OSError:
                pass  # the client has seen enough

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Go to this machine without the proxy that the user may have; close what was fetched."""
    monkeypatch.setenv("NO_PROXY", "*")
    yield
    while OPEN:
        OPEN.pop().close()


@pytest.fixture
def site() -> Iterator[Site]:
    """Start a host."""
    with Site() as running:
        yield running


def get(*addresses: str | ReadError, delay: float = 0.0, patience: Patience = QUICK) -> list[Source | ReadError]:
    found = list(fetched(addresses, delay=delay, patience=patience))
    OPEN.extend(item for item in found if isinstance(item, Source))
    return found


def texts(found: Iterable[Source | ReadError]) -> list[str]:
    """Give the bodies of pages as text, or the reasons why there are none."""
    return [item.data().decode("utf-8", "replace") if isinstance(item, Source) else item.reason for item in found]


def error(found: list[Source | ReadError]) -> ReadError:
    """Give the one failure; it says what to do."""
    [item] = found
    assert isinstance(item, ReadError)
    assert item.advice
    return item


def test_pages_come_in_the_order_of_the_list_each_once(site: Site) -> None:
    """An address given twice, with another fragment or in other letters of the host, is asked for once."""
    one, two, three = site.pages("/1", "/2?p=3", "/%CE%BB")
    found = get(two, one, two, f"{one}#comments", site.url("/λ"), three, one.replace("http:", "HTTP:"))
    assert [item.name for item in found if isinstance(item, Source)] == [two, one, three]
    assert texts(found) == [PAGE.decode()] * 3
    assert site.asked == ["/robots.txt", "/2?p=3", "/1", "/%CE%BB"]


def test_pages_become_threads(site: Site) -> None:
    """What is fetched goes the way of a file."""
    rows = '{"type": "comment", "id": "1", "text": "Συμφωνώ."}\n'.encode()
    site.tell("/rows.jsonl", Answer(rows, headers=(("Content-Type", "application/x-ndjson"),)))
    [thread] = read([], fetched=get(site.url("/rows.jsonl")))
    assert isinstance(thread, Thread)
    assert [comment.text for comment in thread.comments] == ["Συμφωνώ."]


def test_who_asks(site: Site) -> None:
    """The program gives its name, and nothing that is the user's: no password, no cookie."""
    site.tell("/a", Answer(headers=(("Content-Type", "text/html"), ("Set-Cookie", "id=1; Path=/"))))
    site.pages("/b")
    found = get(site.url("/a", "ada:s3cret@"), site.url("/b", "ada:s3cret@"))
    assert texts(found) == [PAGE.decode()] * 2
    assert all(h["user-agent"].startswith("agorascope/") for h in site.headers)
    assert all("(+reads articles and their comments)" in h["user-agent"] for h in site.headers)
    assert not [h for h in site.headers if "cookie" in h or "authorization" in h]


SECRETS = ["/gone", "/loop", "/forbidden", "/image", "/far", "/gone?q=1&access_token=s3cret&p=2", "/here?token=s3cret"]


@pytest.mark.parametrize("path", SECRETS)
def test_no_secret_is_told(site: Site, path: str) -> None:
    """Neither names nor messages hold what an address keeps secret."""
    site.tell("/robots.txt", rules("User-agent: *\nDisallow: /forbidden"))
    site.tell("/loop", redirect(site.url("/loop", "ada:s3cret@")))
    site.tell("/far", redirect("ftp://ada:s3cret@example.org/"))
    site.tell("/image", Answer(headers=(("Content-Type", "image/png"),)))
    site.pages("/here?token=s3cret")
    [found] = get(site.url(path, "ada:s3cret@"))
    said = f"{found.name} {found.key}" if isinstance(found, Source) else str(found)
    assert "s3cret" not in said
    assert "127.0.0.1" in said


def test_robots_are_asked_once_and_obeyed(site: Site) -> None:
    """The longest rule of the group that names us counts; `*` and `$` mean what they mean."""
    site.tell(
        "/robots.txt",
        rules(
            "User-agent: *\nDisallow: /\n\nUser-Agent: other\nUser-agent: Agorascope/1.0 # us\n"
            "Disallow: /private/\nAllow: /private/open\nDisallow: /*?print=\nDisallow: /*.pdf$\n"
        ),
    )
    paths = ["/a", "/private/x", "/private/open", "/a?print=1", "/x.pdf", "/x.pdf?p"]
    found = get(*site.pages(*paths))
    wanted = [isinstance(item, Source) for item in found]
    assert wanted == [True, False, True, False, False, True]
    assert site.asked == ["/robots.txt", "/a", "/private/open", "/x.pdf?p"]
    assert [item.source for item in found if isinstance(item, ReadError)] == [
        site.url(p) for p in (paths[1], *paths[3:5])
    ]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_robots_all_is_allowed(site: Site, status: int) -> None:
    """RFC 9309: a robots.txt that is not there forbids nothing."""
    site.tell("/robots.txt", Answer(b"User-agent: *\nDisallow: /", status))
    assert texts(get(*site.pages("/a"))) == [PAGE.decode()]


@pytest.mark.parametrize("answer", [Answer(b"", 500), Answer(b"", 503), Answer(b"", 429), Answer(hangs_up=True)])
def test_a_host_whose_robots_cannot_be_read(site: Site, answer: Answer) -> None:
    """Nothing is taken from a host that could not say what may be; it is not asked again for each page."""
    site.tell("/robots.txt", answer)
    found = get(*site.pages("/a", "/b"))
    assert all("robots.txt" in reason for reason in texts(found))
    assert len(found) == 2
    assert set(site.asked) == {"/robots.txt"}
    assert len(site.asked) == (3 if answer.hangs_up else 1)


def test_robots_that_have_moved(site: Site) -> None:
    """Redirects of a robots.txt are followed; after five it counts as missing."""
    site.tell("/robots.txt", redirect("/rules.txt", 301))
    site.tell("/rules.txt", rules("User-agent: *\nDisallow: /b"))
    assert [isinstance(item, Source) for item in get(*site.pages("/a", "/b"))] == [True, False]
    site.tell("/robots.txt", redirect("/robots.txt"))
    assert [isinstance(item, Source) for item in get(*site.pages("/a", "/b"))] == [True, True]


def test_robots_without_end(site: Site) -> None:
    """Of a robots.txt no more than 500 KiB are read, and what they say counts."""
    site.tell("/robots.txt", Answer(iter([b"User-agent: *\nDisallow: /b\n", *[b"# more\n" * 9000] * 1000])))
    assert [isinstance(item, Source) for item in get(*site.pages("/a", "/b"))] == [True, False]


def gaps(site: Site) -> list[float]:
    return [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]


def test_hosts_are_given_time(site: Site) -> None:
    """Between two requests to one host, robots.txt and redirects among them, at least the delay goes by."""
    site.tell("/c", redirect("/d"))
    get(*site.pages("/a", "/b", "/d"), site.url("/c"), delay=0.1)
    assert site.asked == ["/robots.txt", "/a", "/b", "/d", "/c"]
    assert min(gaps(site)) >= 0.1


@pytest.mark.parametrize(("most", "least"), [(30.0, 0.3), (0.1, 0.1)])
def test_a_delay_that_robots_ask_for(site: Site, most: float, least: float) -> None:
    """Crawl-delay is kept where it is longer than ours, up to a limit."""
    site.tell("/robots.txt", rules("User-agent: *\nCrawl-delay: 0.3\n"))
    patience = Patience(connect=2, read=2, longest_delay=most)
    get(*site.pages("/a", "/b"), delay=0.01, patience=patience)
    assert min(gaps(site)[1:]) >= least
    assert len(site.asked) == 3


@pytest.mark.parametrize("status", [429, 503])
def test_busy_hosts_are_waited_for(site: Site, status: int) -> None:
    """A server that says when to come back is asked again then."""
    site.tell("/a", Answer(b"", status, (("Retry-After", "1"),)), Answer())
    assert texts(get(site.url("/a"))) == [PAGE.decode()]
    assert gaps(site)[-1] >= 1.0


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ((("Retry-After", "0"),), 4),
        ((("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"),), 4),
        ((("Retry-After", "3600"),), 1),
        ((("Retry-After", "9" * 5000),), 1),
        ((("Retry-After", "soon"),), 1),
        ((), 1),
    ],
)
def test_patience_ends(site: Site, headers: tuple[tuple[str, str], ...], asked: int) -> None:
    """A busy server is waited for three times, never longer than it may ask; the pages after it are read."""
    site.tell("/a", Answer(b"", 429, headers))
    first, second = get(site.url("/a"), *site.pages("/b"))
    assert "HTTP 429" in error([first]).reason
    assert isinstance(second, Source)
    assert site.asked.count("/a") == asked


def test_lost_connections_are_tried_again(site: Site) -> None:
    """Twice; then the page is given up."""
    site.tell("/a", Answer(hangs_up=True), Answer(hangs_up=True), Answer())
    site.tell("/b", Answer(hangs_up=True))
    assert texts(get(site.url("/a"))) == [PAGE.decode()]
    assert error(get(site.url("/b"))).reason
    assert site.asked.count("/b") == 3


def test_a_body_that_breaks_off_is_asked_for_again(site: Site) -> None:
    """Half a page is none."""
    cut = Answer(PAGE[:9], headers=(("Content-Length", "40"), ("Content-Type", "text/html")))
    site.tell("/a", cut, Answer())
    assert texts(get(site.url("/a"))) == [PAGE.decode()]


def test_nobody_is_there() -> None:
    """A host that refuses, and one that has no address, are told as such."""
    with Site() as gone:
        address = gone.url("/a")
    found = get(address, "http://nowhere.invalid/", f"http://{'a' * 70}.invalid/", "http://a..invalid/")
    assert len(found) == 4
    assert all(error([item]).reason for item in found)


def test_slow_answers(site: Site) -> None:
    """A server that does not answer in time is given up, and is not asked again."""
    site.tell("/a", Answer(wait=1.0))
    patience = Patience(connect=2, read=0.2)
    assert "0.2 s" in error(get(site.url("/a"), patience=patience)).reason
    assert site.asked.count("/a") == 1


def test_answers_that_drip(site: Site) -> None:
    """A page that is never finished is given up, however regularly something comes."""

    def dripping() -> Iterator[bytes]:
        while True:
            yield b"x" * 5000
            time.sleep(0.02)

    site.tell("/a", Answer(dripping()))
    assert "0.3 s" in error(get(site.url("/a"), patience=Patience(read=2, page=0.3))).reason


def endless() -> Iterator[bytes]:
    while True:
        yield b"<p>more</p>" * 10_000


def unpacked() -> bytes:
    return gzip.compress(b" " * (LARGEST_PAGE + 1))


PACKED = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))


@pytest.mark.parametrize("make", [lambda: Answer(endless()), lambda: Answer(unpacked(), headers=PACKED)])
def test_bodies_without_end(site: Site, make: Callable[[], Answer]) -> None:
    """More than a page can have, sent or unpacked, is not taken."""
    site.tell("/a", make())
    first, second = get(site.url("/a"), *site.pages("/b"), patience=Patience())
    assert "32 MB" in error([first]).reason
    assert isinstance(second, Source)


def test_packed_pages(site: Site) -> None:
    """What was packed on the way is unpacked; packings within packings, and broken ones, are refused."""
    site.tell("/a", Answer(gzip.compress(PAGE), headers=PACKED))
    site.tell("/b", Answer(PAGE, headers=PACKED))
    twice = (PACKED[0], ("Content-Encoding", "gzip, gzip"))
    site.tell("/c", Answer(gzip.compress(gzip.compress(PAGE)), headers=twice))
    page, *others = get(*map(site.url, ("/a", "/b", "/c")))
    assert texts([page]) == [PAGE.decode()]
    assert all("packed" in error([item]).reason for item in others)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("text/html", True),
        ("TEXT/HTML; charset=utf-8", True),
        ("application/xhtml+xml", True),
        ("application/json", True),
        ("application/ld+json", True),
        ("application/rss+xml", True),
        ("text/xml", True),
        ("text/plain", True),
        ("text/csv; header=present", True),
        ("application/x-ndjson", True),
        ("", True),
        ("image/png", False),
        ("image/svg+xml", False),
        ("application/pdf", False),
        ("video/mp4", False),
        ("application/octet-stream", False),
        ("text/css", False),
    ],
)
def test_kinds_of_content(site: Site, kind: str, wanted: bool) -> None:  # noqa: FBT001
    """Pages and tables are taken; what can be neither is refused by its name."""
    site.tell("/a", Answer(headers=(("Content-Type", kind),) if kind else ()))
    [item] = get(site.url("/a"))
    assert isinstance(item, Source) is wanted
    assert wanted or kind in texts([item])[0]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("windows-1253", "windows-1253"),
        ('"GB18030"', "gb18030"),
        ("utf-16", "utf-16"),
        ("hex", None),
        ("idna", None),
        ("unicode_escape", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_the_charset_a_server_names(site: Site, said: str, wanted: str | None) -> None:
    """The charset goes with the page, if it is one."""
    site.tell("/a", Answer(headers=(("Content-Type", f"text/html; charset={said}"),)))
    [item] = get(site.url("/a"))
    assert isinstance(item, Source)
    assert item.charset == wanted


def test_redirects_are_followed(site: Site) -> None:
    """A page is named for where it was found."""
    site.tell("/a", redirect("b?x=1#y", 301))
    site.tell("/b?x=1", redirect(site.url("/c", "ada:pw@"), 308))
    [one] = get(site.url("/a"), *site.pages("/c"))
    assert isinstance(one, Source)
    assert one.name == site.url("/c")


def test_a_page_that_was_read_already(site: Site) -> None:
    """An address that leads to a page given before is told, and the page not fetched again."""
    site.tell("/old", redirect("/new"))
    told: list[Notice] = []
    found = list(fetched([*site.pages("/new"), site.url("/old")], delay=0, patience=QUICK, told=told.append))
    OPEN.extend(item for item in found if isinstance(item, Source))
    assert len(OPEN) == 1
    assert [(n.code, n.where) for n in told] == [("repeated-page", site.url("/old"))]
    assert site.asked.count("/new") == 1


def test_redirects_obey_the_host_they_lead_to(site: Site) -> None:
    """Every hop is checked against the robots.txt of its own host."""
    with Site() as other:
        other.tell("/robots.txt", rules("User-agent: *\nDisallow: /"))
        [elsewhere] = other.pages("/b")
        site.tell("/a", redirect(elsewhere))
        assert "robots.txt" in error(get(site.url("/a"))).reason
        assert other.asked == ["/robots.txt"]


def test_redirects_without_end(site: Site) -> None:
    """A circle is seen as one; after five redirects a page is given up."""
    site.tell("/a", redirect("/b"))
    site.tell("/b", redirect("/a"))
    assert "circle" in error(get(site.url("/a"))).reason
    assert site.asked == ["/robots.txt", "/a", "/b"]
    for n in range(9):
        site.tell(f"/{n}", redirect(f"/{n + 1}"))
    assert "more than 5" in error(get(site.url("/0"))).reason
    assert "/5" in site.asked
    assert "/6" not in site.asked
    [found] = get(site.url("/4"), *site.pages("/9"))
    assert isinstance(found, Source)
    assert found.name == site.url("/9")


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://x/", "javascript:1", "data:text/html,x", "http://[", "//", "http://a:0/"]
)
def test_redirects_to_other_things(site: Site, to: str) -> None:
    """Only http and https are followed."""
    site.tell("/a", redirect(to))
    first, second = get(site.url("/a"), *site.pages("/b"))
    assert error([first]).source == site.url("/a")
    assert isinstance(second, Source)
    assert set(site.asked) == {"/robots.txt", "/a", "/b"}


@pytest.mark.parametrize("status", [301, 304, 400, 401, 403, 404, 410, 418, 500, 502])
def test_what_is_no_page(site: Site, status: int) -> None:
    """A status that means no page is told by its number."""
    site.tell("/a", Answer(b"", status))
    assert f"HTTP {status}" in error(get(site.url("/a"))).reason


def test_errors_of_the_list_pass_through(site: Site) -> None:
    """What the list had wrong stays in its place; other things than addresses are refused."""
    wrong = ReadError("list, line 1", "no")
    first, page, last = get(wrong, *site.pages("/a"), "ftp://example.org/")
    assert first is wrong
    assert isinstance(page, Source)
    assert "ftp" in error([last]).reason


def test_without_httpx(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is named with the way to get it, before anything is read."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(UsageError, match=r"agorascope\[web\]"):
        fetched(["http://127.0.0.1/"])


def test_a_proxy_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the machine that cannot be used are named."""
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("ALL_PROXY", "socks9://127.0.0.1:1")
    with pytest.raises(UsageError, match="ALL_PROXY"):
        fetched(["http://127.0.0.1/"])


LIST = """\ufeff# pages to read
https://example.org/a

http://παράδειγμα.gr/σελίδα#top   # the second
example.org/b
ftp://example.org/c
  https://example.org/d
https://ada:s3 cret@example.org/e
https://example.org/f https://example.org/g
https://ada:s3/cret@example.org/h
https://example.org:99999/
"""


def test_lists_of_addresses(tmp_path: Path) -> None:
    """Comments and blank lines are left out; other lines are named by number, without what may be a password."""
    path = tmp_path / "urls.txt"
    path.write_text(LIST, encoding="utf-8", newline="\r\n")
    found = list(addresses_of(path))
    good = [item for item in found if isinstance(item, str)]
    bad = [item for item in found if isinstance(item, ReadError)]
    assert good == ["https://example.org/a", "http://παράδειγμα.gr/σελίδα#top", "https://example.org/d"]
    assert [item.source for item in bad] == [f"{path}, line {n}" for n in (5, 6, 8, 9, 10, 11)]
    assert not [item for item in bad if "s3" in str(item) or not item.advice]
    assert [isinstance(item, str) for item in found[:4]] == [True, True, False, False]


def test_lists_that_name_nothing(tmp_path: Path) -> None:
    """An empty list, a missing one and one that is no text are told."""
    (tmp_path / "empty.txt").write_text("# nothing\n\n")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    for name in ("empty.txt", "missing.txt", "image.txt"):
        assert error(list(addresses_of(tmp_path / name))).source == str(tmp_path / name)  # type: ignore[arg-type]


def test_a_list_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"https://example.org/a\nno\n")))
    good, bad = addresses_of(Path("-"))
    assert good == "https://example.org/a"
    assert isinstance(bad, ReadError)
    assert bad.source == "standard input, line 2"


@given(st.binary(max_size=300))
def test_any_list(data: bytes) -> None:
    """Whatever a list holds, its lines are addresses or told."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        found = list(addresses_of(Path(file.name)))
    assert found
    assert all(isinstance(item, str | ReadError) for item in found)


@given(
    st.lists(st.sampled_from(["User-agent: *", "Disallow: /a*b$", "Allow:", "disallow: /", "x", "#", "\0"]) | st.text())
)
def test_any_robots(lines: list[str]) -> None:
    """Whatever a robots.txt holds, it answers."""
    found = parsed("\n".join(lines), "agorascope")
    assert found.allow("/a") in {True, False}
    assert found.delay >= 0


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("user-agent: agorascope\ndisallow:", "/a", True),
        ("user-agent: *\ndisallow: /a\nuser-agent: agorascope\nallow: /", "/a", True),
        ("user-agent: agorascopes\ndisallow: /", "/a", True),
        ("user-agent: x\nuser-agent: *\ndisallow: /\n", "/a", False),
        ("user-agent: *\nsitemap: x\ndisallow: /a\n\ndisallow: /b", "/b", False),
        ("user-agent: *\nallow: /a\ndisallow: /a", "/a", True),
        ("user-agent: *\ndisallow: /%ce%bb", "/%CE%BB/x", False),
        ("user-agent: *\ndisallow: /λ", "/%CE%BB/x", False),
        ("user-agent: *\ndisallow: /%7Ea", "/~a", False),
        ("user-agent: *\ndisallow: /a%2Fb", "/a/b", True),
        ("user-agent: *\ndisallow: private", "/private", False),
        ("user-agent: *\rdisallow: /*a*b$", "/xaybzb", False),
        ("user-agent: *\ndisallow: /ab*b$", "/ab", True),
        ("user-agent: *\ndisallow: /ab$", "/abc", True),
        ("disallow: /", "/a", True),
    ],
)
def test_rules_of_robots(text: str, path: str, wanted: bool) -> None:  # noqa: FBT001
    """Groups, lengths, octets and signs count as RFC 9309 says."""
    assert parsed(text, "agorascope").allow(path) is wanted


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"user-agent: a{n}\n" for n in range(20_000)) + "".join(f"disallow: /{n}\n" for n in range(20_000)),
        "user-agent: *\ndisallow: /" + "*a" * (LONGEST_FILE // 2 - 20) + "$",
        "user-agent: *\ncrawl-delay: " + "9" * LONGEST_FILE,
        "user-agent: *\ncrawl-delay: ²\ncrawl-delay: nan\ncrawl-delay: inf\ncrawl-delay: -5",
    ],
)
def test_robots_meant_to_hurt(text: str) -> None:
    """Thousands of agents and rules, and patterns of thousands of stars, cost no more than their length."""
    found = parsed(text, "agorascope")
    assert found.allow("/" + "a" * 30_000 + "b")
    assert found.delay == 0
