"""Who is let in, and which forms are believed; each rule with the request that breaks it alone."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest

from agorascope.moderation.review import Access
from agorascope.moderation.review.guard import HEADERS
from tests.moderation.review.making import HOSTS, TOKEN, filled, served
from tests.moderation.review.visiting import SAME, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agorascope.moderation.desk import Desk

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make a desk on which eight comments wait."""
    return filled(tmp_path / "desk.db")


@pytest.fixture
def visitor(desk: Desk) -> Iterator[Visitor]:
    """Visit the desk."""
    with served(desk) as url, Visitor(url) as visiting:
        yield visiting


class Answer:
    """What a server answered, read to its end."""

    def __init__(self, answer: HTTPResponse) -> None:
        """Read it."""
        self.status, self.text = answer.status, answer.read().decode()
        self.headers = {name.lower(): value for name, value in answer.getheaders()}


def asked(visitor: Visitor, path: str, *, method: str = "GET", body: bytes = b"", **headers: str | list[str]) -> Answer:
    """Send a request byte for byte: with these headers and no others, `None` values left out, `_` for `-`."""
    place = urlsplit(visitor.base)
    with closing(HTTPConnection(place.hostname or "", place.port, timeout=60)) as connection:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        named = {"Host": place.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
        for name, value in named.items():
            for one in [value] if isinstance(value, str) else value:
                connection.putheader(name, one)
        if body:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        return Answer(connection.getresponse())


def cookie(visitor: Visitor) -> str:
    """Give the cookie header of a visitor."""
    return "; ".join(f"{name}={value}" for name, value in visitor.client.cookies.items())


def form(visitor: Visitor, **fields: str) -> bytes:
    """Fill the form that decides about a comment."""
    page = visitor.get("/")
    [token] = page.attributes("//form[@id='decide']/input[@name='csrf']/@value")
    [value] = page.attributes("//li[@id='c3']//button[@data-verdict='spam']/@value")
    return urlencode({"csrf": token, "seen": "open", "decide": value, **fields}).encode()


def decided(visitor: Visitor, body: bytes, **headers: str) -> int:
    """Send the form as a browser on this machine does, with other headers; give the status."""
    sent = {"Cookie": cookie(visitor), **FORM, **SAME, **headers}
    kept = {name.replace("-", "_"): value for name, value in sent.items() if value}
    return asked(visitor, "/decide", method="POST", body=body, **kept).status


def test_the_token_is_changed_for_a_cookie(visitor: Visitor) -> None:
    """The address with the token leads to the clean one; the cookie is for this server alone, and no script sees it."""
    answer = asked(visitor, f"/?token={TOKEN}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    name, _, rest = answer.headers["set-cookie"].partition("=")
    assert name == Access(TOKEN, HOSTS).cookie
    assert {part.strip().lower() for part in rest.split(";")[1:]} == {"httponly", "path=/", "samesite=strict"}
    assert TOKEN not in answer.headers["set-cookie"]
    again = asked(visitor, f"/?token={TOKEN}")
    assert again.headers["set-cookie"] != answer.headers["set-cookie"]


@pytest.mark.parametrize("path", ["/", "/comment/3", "/cluster/5", "/all", "/history", "/status", "/export?to=csv"])
def test_without_a_session_nothing_is_told(visitor: Visitor, path: str) -> None:
    """No cookie, or one that we did not give: a page that says what to do, and not a word of the desk."""
    forged = [f"{Access(TOKEN, HOSTS).cookie}={value}" for value in ("", "x", "x.y", "é.é", "a" * 5000)]
    foreign = f"{Access(TOKEN, HOSTS).cookie}={Access('other', HOSTS).session()}"
    for sent in ("", *forged, foreign):
        answer = asked(visitor, path, Cookie=sent.encode().decode("latin-1"))
        assert answer.status == 403
        assert "Open the address that agorascope printed" in answer.text
        assert "Health4U" not in answer.text


@pytest.mark.parametrize("token", ["", "wrong", "open-sesam", "open-sesame2", "é", "x" * 10_000])
def test_a_wrong_token_opens_nothing(visitor: Visitor, token: str) -> None:
    """Nor does the right one in a form."""
    answer = asked(visitor, f"/?{urlencode({'token': token})}")
    assert answer.status == 403
    assert "set-cookie" not in answer.headers
    assert asked(visitor, f"/?token={TOKEN}", method="POST", Cookie=cookie(visitor)).status == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:80", "", "evil@localhost"]
)
def test_other_names_of_the_server_are_told_nothing(visitor: Visitor, host: str) -> None:
    """A page of a stranger whose name leads here (DNS rebinding) reads nothing, not even with a session."""
    for path in ("/", f"/?token={TOKEN}", visitor.get("/").attributes("//script/@src")[0]):
        answer = asked(visitor, path, Host=host, Cookie=cookie(visitor))
        assert (answer.status, answer.text) == (421, "")
        assert "set-cookie" not in answer.headers


def test_a_request_names_one_host(visitor: Visitor) -> None:
    """None and two are refused; a name is known with any port and in any case."""
    assert asked(visitor, "/", Host=[], Cookie=cookie(visitor)).status == 400
    assert asked(visitor, "/", Host=["localhost", "evil.example"], Cookie=cookie(visitor)).status == 400
    assert asked(visitor, "/", Host="LOCALHOST:9", Cookie=cookie(visitor)).status == 200


def test_names_with_a_port_are_known_with_it_alone() -> None:
    """What the server is called may be given with its port; addresses of version 6 stand in brackets."""
    access = Access("t", frozenset({"desk.example:8080", "::1"}))
    assert [access.knows(host) for host in ("desk.example:8080", "[::1]:99", "[::1]")] == [True] * 3
    assert [access.knows(host) for host in ("desk.example", "desk.example:80", "::2", "[::2]:99")] == [False] * 4


def test_our_own_form_is_believed(desk: Desk, visitor: Visitor) -> None:
    """As browsers send it: here, elsewhere on the network (where they tell only `Origin`), and older ones."""
    for headers in ({}, {"Sec-Fetch-Site": "", "Origin": visitor.base}, {"Sec-Fetch-Site": "", "Origin": "null"}):
        assert decided(visitor, form(visitor), **headers) == 303
        desk.undo("ann")
    assert decided(visitor, form(visitor), **{"Sec-Fetch-Site": ""}) == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "http://127.0.0.1"}, 403),
        ({"Cookie": ""}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content-Type": "application/json"}, 415),
    ],
)
def test_what_another_page_sends_changes_nothing(
    desk: Desk, visitor: Visitor, headers: dict[str, str], status: int
) -> None:
    """Each header alone is enough to be refused, with everything else as it should be."""
    assert decided(visitor, form(visitor), **headers) == status
    assert desk.standing() == []


def test_a_form_needs_the_token_of_its_session(desk: Desk, visitor: Visitor) -> None:
    """None, a wrong one, that of another session; in a header it counts as well."""
    with Visitor(f"{visitor.base}/?token={TOKEN}") as other:
        [foreign] = other.get("/").attributes("//form[@id='decide']/input[@name='csrf']/@value")
    for token in ("", "wrong", "é", foreign):
        assert decided(visitor, form(visitor, csrf=token)) == 403
    assert desk.standing() == []
    [own] = visitor.get("/").attributes("//form[@id='decide']/input[@name='csrf']/@value")
    assert decided(visitor, form(visitor, csrf=""), **{"X-CSRF-Token": own}) == 303


@pytest.mark.parametrize("path", ["/decide", "/all", "/undo"])
def test_every_form_is_guarded(desk: Desk, visitor: Visitor, path: str) -> None:
    """Without the session's token no form does anything."""
    desk.decide([4], "spam", "bob")
    body = urlencode({"batch": "1", "verdict": "spam", "most": "99", "decide": "spam 3-", "seen": "open"}).encode()
    answer = asked(visitor, path, method="POST", body=body, Cookie=cookie(visitor), Content_Type=FORM["Content-Type"])
    assert answer.status == 403
    assert [decision.id for decision in desk.standing()] == ["o1"]


def test_reading_changes_nothing(desk: Desk, visitor: Visitor) -> None:
    """What forms do cannot be done by an address."""
    for path in ("/decide?many=spam", "/undo?batch=1", "/all?verdict=spam&most=99"):
        assert visitor.get(path).status in {200, 405}
    assert desk.standing() == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "CONNECT"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    """Reading and sending forms is all there is."""
    assert asked(visitor, "/", method=method, Cookie=cookie(visitor)).status == 405
    assert asked(visitor, "/history", method="POST", body=form(visitor), Cookie=cookie(visitor), **{
        name.replace("-", "_"): value for name, value in (*FORM.items(), *SAME.items())
    }).status == 405  # fmt: skip


def test_a_form_has_an_end(desk: Desk, visitor: Visitor) -> None:
    """A megabyte is the most, whether its length is told or not; and so many fields."""
    assert decided(visitor, form(visitor) + b"&x=" + b"x" * 1_000_001) == 413
    assert decided(visitor, form(visitor) + b"&x=1" * 6_000) == 400
    place = urlsplit(visitor.base)
    with closing(HTTPConnection(place.hostname or "", place.port, timeout=60)) as connection:
        headers = {"Cookie": cookie(visitor), **FORM, **SAME}
        blocks = (b"x" * 65_536 for _ in range(40))
        connection.request("POST", "/decide", body=blocks, headers=headers, encode_chunked=True)
        assert connection.getresponse().status == 413
    assert desk.standing() == []


def test_every_answer_tells_browsers_what_they_may(visitor: Visitor) -> None:
    """Pages, refusals, redirects, files, assets, mistakes: nothing from elsewhere, no frame, nothing kept."""
    [script], [style] = (
        visitor.get("/").attributes("//script/@src"),
        visitor.get("/").attributes("//link[@rel='stylesheet']/@href"),
    )
    paths = ("/", "/comment/3", "/comment/99", "/?after=x", "/nowhere", "/export?to=csv", f"/?token={TOKEN}", "/?ui=el")
    for path in (*paths, script, style):
        for sent in (cookie(visitor), ""):
            answer = asked(visitor, path, Cookie=sent)
            kept = {name: answer.headers[name.lower()] for name in HEADERS}
            if path in {script, style}:
                assert kept.pop("Cache-Control") == "private, max-age=31536000, immutable"
            assert kept == {name: value for name, value in HEADERS.items() if name in kept}
    assert "default-src 'none'" in HEADERS["Content-Security-Policy"]
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert visitor.get("/").all("//style | //script[not(@src)] | //*[@style]") == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?after=x", 400),
        ("/?after=nan,1", 400),
        ("/?after=0.5", 400),
        ("/?after=0.5,-1", 400),
        ("/?after=0.5,99999999999999999999", 400),
        ("/?state=gone", 400),
        ("/?kind=%00", 400),
        ("/?reason=%27%20OR%201", 400),
        ("/?language=../../etc", 400),
        (f"/?q={'x' * 201}", 400),
        ("/?cluster=one", 400),
        ("/?about=-1", 400),
        ("/?about=99", 200),
        ("/comment/x", 400),
        ("/comment/99999999999999999999999", 400),
        ("/comment/999999999999999999", 404),
        ("/comment/3?from=x", 400),
        ("/comment/3?from=99999", 200),
        ("/cluster/999", 404),
        ("/history?before=x", 400),
        ("/export", 400),
        ("/assets/review.js", 404),
        ("/assets/..%2f..%2fapp.py", 404),
        ("/%00", 404),
        ("//evil.example", 404),
        ("/?ui=xx", 200),
        ("/?q=%F0%28%8C%28", 200),
        ("/?q=%25_%5C", 200),
        ("/?kind=spam&kind=gone", 400),
    ],
)
def test_questions_are_read_with_care(visitor: Visitor, path: str, status: int) -> None:
    """What is no question of ours gets a page that says so, and never a traceback."""
    answer = asked(visitor, path, Cookie=cookie(visitor))
    assert answer.status == status
    assert "Traceback" not in answer.text
    assert answer.text.startswith("<!doctype html>")


def test_forms_are_read_with_care(desk: Desk, visitor: Visitor) -> None:
    """A form of ours with other values decides nothing."""
    for fields in (
        {"decide": "gone 3-00"},
        {"decide": "spam x"},
        {"decide": "spam 3"},
        {"decide": "spam 99999999999999999999-00"},
        {"seen": "never"},
    ):
        assert decided(visitor, form(visitor, **fields)) == 400
    assert decided(visitor, form(visitor, decide="spam 999-00")) == 303
    assert desk.standing() == []


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example/", "/%2F%2Fevil.example", "///evil.example"])
def test_the_switch_of_languages_leads_nowhere_else(visitor: Visitor, path: str) -> None:
    """Whatever address is asked for, the way leads to this server."""
    answer = asked(visitor, f"{path}?ui=el", Cookie=cookie(visitor))
    assert answer.status == 303
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith(("//", "/\\"))
