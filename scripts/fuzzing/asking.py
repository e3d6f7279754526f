"""Requests to the review page: addresses, forms and headers of ours, and what becomes of them in bad hands."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from scripts.fuzzing.nasty import PIECES, texts

NUMBERS: Final = (
    "0",
    "1",
    "3",
    "12",
    "13",
    "-1",
    "99999999999999999999",
    "１",
    "٣",
    "1e3",
    "x",
    "",
    " 1",
    "1\n",
    "0x1",
)
VERDICTS: Final = ("approve", "spam", "duplicate", "unsure", "open", "gone", "")
PATHS: Final = (
    "/", "/all", "/decide", "/undo", "/history", "/status", "/export", "/comment/1", "/comment/3",
    "/comment/99", "/cluster/1", "/cluster/4", "/assets/review.js", "/assets/../app.py", "//evil.example/",
    "/\\evil.example", "/%00", "/nowhere", "",
)  # fmt: skip
QUERIES: Final = (
    "state", "kind", "reason", "language", "q", "cluster", "after", "about", "left", "from", "before", "to",
    "site", "ui", "more", "token",
)  # fmt: skip
FIELDS: Final = ("csrf", "decide", "many", "pick", "seen", "verdict", "most", "back", "batch", "view")
VALUES: Final = (
    *NUMBERS, *VERDICTS, "link", "x-y", "el", "zh_Hant", "xx", "0.9,3", "nan,1", "inf,0", "1e999,1", "0.5,-1",
    "csv", "jsonl", "wordpress", "wp-cli", "disqus", "html", "%", "_", "\\", "state=spam", "q=%00", "comment",
    "queue", "history", "open-sesame",
)  # fmt: skip
HEADERS: Final = (
    "accept", "accept-language", "origin", "sec-fetch-site", "x-csrf-token", "content-type", "cookie",
    "referer", "content-length", "transfer-encoding", "range", "if-none-match", "x-forwarded-host", "host",
)  # fmt: skip
HEADER_VALUES: Final = (
    "application/json", "text/html", "el, zh;q=0.9", "zh-TW", "*", "en;q=9", "null", "http://localhost",
    "https://evil.example", "same-origin", "cross-site", "none", "{csrf}", "0", "99999999999", "chunked",
    "bytes=0-1", "evil.example", "localhost:80", "agorascope-language=xx",
    "application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data; boundary=x",
    "multipart/form-data", "multipart/form-data; boundary=", "text/plain", "application/json",
)  # fmt: skip
FORM: Final = ("content-type", "application/x-www-form-urlencoded")
BODIES: Final = (
    "csrf={csrf}&decide=spam%203", "csrf={csrf}&%", "csrf={csrf}&a=%FF%FE&b=%ED%A0%80",
    "csrf={csrf}" + "&x=1" * 6000,
    '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf}\r\n--x--\r\n',
    '--x\r\nContent-Disposition: form-data; name="csrf"; filename="a"\r\n\r\n{csrf}\r\n--x--\r\n',
    "--x\r\nContent-Disposition: form-data\r\n\r\n", "--x\r\n\r\n--x--", "--y\r\n", "x" * 1_000_001,
    "csrf=a" + "&csrf={csrf}" * 3, "\0", "\ud800", "&&&===", '{"csrf": "{csrf}"}',
)  # fmt: skip


def asked() -> st.SearchStrategy[dict[str, Any]]:
    """Make one request: of every two, one is a form of ours, right but for a field or two."""
    return st.one_of(_ours(), _ours(), _any())


def _values() -> st.SearchStrategy[str]:
    return st.sampled_from(VALUES) | st.sampled_from(PIECES) | texts()


def _queries() -> st.SearchStrategy[str]:
    pair = st.builds(lambda name, value: f"{name}={value}", st.sampled_from(QUERIES), _values())
    return st.lists(pair | st.sampled_from(("&", "a", "=", "%")), max_size=3).map("&".join)


def _path(paths: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda path, query: f"{path}?{query}" if query else path, paths, _queries())


@st.composite
def _ours(draw: st.DrawFn) -> dict[str, Any]:
    """Make a form that decides or takes back, with its token; now and then a field is another."""
    comment = draw(st.sampled_from([f"{{{number}}}" for number in range(1, 13)]))
    verdict = draw(st.sampled_from(VERDICTS[:4]))
    forms = {
        "/decide": [("decide", f"{verdict} {comment}"), ("seen", draw(st.sampled_from(("open", verdict))))],
        "/decide?state=spam": [
            ("many", verdict),
            ("pick", comment),
            ("pick", "{1}"),
            ("pick", "{2}"),
            ("seen", "open"),
        ],
        "/all": [("verdict", verdict), ("most", draw(st.sampled_from(("0", "5", "99")))), ("back", "kind=spam")],
        "/undo": [
            ("batch", draw(st.sampled_from(("1", "2", "3")))),
            ("view", draw(st.sampled_from(("queue", "comment", "history")))),
        ],
    }
    path = draw(st.sampled_from(sorted(forms)))
    fields = [("csrf", "{csrf}"), *forms[path]]
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(fields) - 1))
        fields[at] = (fields[at][0], draw(_values()))
    if draw(st.integers(0, 3)) == 0:
        path = draw(_path(st.just(path)))
    headers = [("host", "localhost"), FORM, ("sec-fetch-site", "same-origin")]
    if draw(st.integers(0, 3)) == 0:
        headers.append(("accept", "application/json"))
    session = draw(st.integers(0, 9)) > 0
    return {"method": "POST", "path": path, "session": session, "headers": headers, "fields": fields, "body": ""}


@st.composite
def _any(draw: st.DrawFn) -> dict[str, Any]:
    """Whatever somebody may send."""
    header = st.tuples(st.sampled_from(HEADERS), st.sampled_from(HEADER_VALUES) | texts())
    headers = [("host", "localhost")] if draw(st.integers(0, 9)) else []
    headers += draw(st.sampled_from(([], [FORM], [FORM, ("sec-fetch-site", "same-origin")])))
    return {
        "method": draw(
            st.sampled_from(("GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "X"))
        ),
        "path": draw(_path(st.sampled_from(PATHS) | texts().map(lambda text: f"/{text}"))),
        "session": draw(st.booleans()),
        "headers": headers + draw(st.lists(header, max_size=3)),
        "fields": draw(st.lists(st.tuples(st.sampled_from(FIELDS), _values()), max_size=4)),
        "body": draw(st.sampled_from(("", "", "", *BODIES))),
    }
