"""The review page under any requests: the real application, on a desk whose every text is an attack.

An input is a JSON array of requests. `{csrf}` in one is the token of the session's forms, `{3}` a comment as forms name
it; so a search finds its way to what is decided, and beyond.
"""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import quote, unquote

import httpx
from hypothesis import strategies as st

from scripts.fuzzing.asking import asked
from scripts.fuzzing.desks import state, template
from scripts.fuzzing.laws import must

if TYPE_CHECKING:
    from agorascope.moderation.desk import Desk

TOKEN: Final = "open-sesame"  # noqa: S105 - of a desk that lives for one input


def inputs() -> st.SearchStrategy[bytes]:
    """Make arrays of requests."""
    return st.lists(asked(), min_size=1, max_size=6).map(lambda made: json.dumps(made).encode())


def check(data: bytes) -> None:
    """Send the requests; raises `BrokenLawError` where one breaks a page, does what it may not, or cannot be undone."""
    from agorascope.moderation.desk import Desk

    requests = json.loads(data)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        shutil.copyfile(template(), path)
        desk = Desk.existing(path)
        before = state(desk)
        with _Listening() as heard:
            _send(desk, requests)
        must(not heard.records, f"an error in the log: {heard.told()}")
        for batch in desk.batches(1000):
            if batch.undone_at is None:
                desk.undo("fuzz", batch.number)
        must(state(desk) == before, "what was decided cannot be taken back to what was before")


def _send(desk: Desk, requests: list[dict[str, Any]]) -> None:
    from agorascope.moderation.review import Access, create_app

    access = Access(TOKEN, frozenset({"localhost"}))
    session = access.session()
    form = access.form_token(session) or ""
    app = create_app(desk, access, locale=None, who="fuzz", learner=None)
    place = {"{csrf}": form} | {f"{{{seen.number}}}": _named(seen) for seen in desk.seen(range(1, 13))}
    for request in requests:
        stood = desk.standing()
        answer = _answered(app, request, place, {access.cookie: session} if request["session"] else {})
        _check_answer(answer)
        if not (request["session"] and request["method"] == "POST" and _carries(request)):
            must(desk.standing() == stood, "decided without a session or a form of its own")


def _named(seen: Any) -> str:  # noqa: ANN401 - a comment of the desk
    from agorascope.moderation.store.decisions import mark

    return f"{seen.number}-{mark(seen.comment.text)}"


def _carries(request: dict[str, Any]) -> bool:
    return "{csrf}" in json.dumps([request["fields"], request["headers"], request["body"]])


def _answered(app: Any, request: dict[str, Any], place: dict[str, str], cookies: dict[str, str]) -> httpx.Response:  # noqa: ANN401
    """Ask the application as a server would, byte for byte."""
    import anyio

    async def ask() -> httpx.Response:
        sent, parts = {"done": False}, []
        body = _filled(request, place)
        path, _, query = _put(request["path"], place).partition("?")
        raw = quote(path, safe="/%", errors="surrogatepass")
        asked_for = quote(query, safe="%&=+;,/?:@!$'()*~[]", errors="surrogatepass")
        headers = [
            (name.lower().encode("latin-1", "replace"), _put(value, place).encode("latin-1", "replace"))
            for name, value in request["headers"]
        ]
        headers += [(b"cookie", f"{name}={value}".encode()) for name, value in cookies.items()]

        async def receive() -> dict[str, Any]:
            if sent["done"]:
                return {"type": "http.disconnect"}
            sent["done"] = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            parts.append(message)

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request["method"],
            "scheme": "http", "path": unquote(raw), "raw_path": raw.encode(),
            "query_string": asked_for.encode(), "root_path": "", "headers": headers,
            "client": ("127.0.0.1", 9), "server": ("localhost", 80),
        }  # fmt: skip
        await app(scope, receive, send)
        start = parts[0]
        content = b"".join(part.get("body", b"") for part in parts[1:])
        return httpx.Response(start["status"], headers=start["headers"], content=content)

    return anyio.run(ask)


def _put(text: str, place: dict[str, str]) -> str:
    for name, value in place.items():
        text = text.replace(name, value)
    return text


def _filled(request: dict[str, Any], place: dict[str, str]) -> bytes:
    if request["body"]:
        return _put(request["body"], place).encode("utf-8", "surrogatepass")
    pairs = [f"{_quoted(name, place)}={_quoted(value, place)}" for name, value in request["fields"]]
    return "&".join(pairs).encode()


def _quoted(text: str, place: dict[str, str]) -> str:
    return quote(_put(text, place).encode("utf-8", "surrogatepass"))


def _check_answer(answer: httpx.Response) -> None:
    """No answer is an error of ours, each tells browsers what they may, and none holds what a stranger's text does."""
    from agorascope.moderation.review.guard import HEADERS

    must(answer.status_code < 500, f"status {answer.status_code}")  # noqa: PLR2004 - of HTTP
    must(all(name in answer.headers for name in HEADERS), "an answer without its headers")
    kind = answer.headers.get("content-type", "")
    if kind.startswith("text/html") and answer.content:
        _check_page(answer.content)
    location = answer.headers.get("location", "/")
    must(location.startswith("/") and not location.startswith(("//", "/\\")), f"sent on to {location[:80]}")


def _check_page(content: bytes) -> None:
    import lxml.html

    tree = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    scripts = tree.xpath(
        "//script[not(starts-with(@src, '/assets/'))] | //iframe | //svg | //img | //object | //style | //@style"
    )
    must(not scripts, "an element that a stranger wrote")
    for element in tree.iter("*"):
        for name, value in element.attrib.items():
            must(not name.startswith("on"), f"an attribute {name}")
            if name in {"href", "src", "action", "formaction"}:
                must(
                    value.startswith(("/", "#", "?", "data:,")) and not value.startswith("//"), f"a way to {value[:60]}"
                )


class _Listening(logging.Handler):
    """Hears what is logged as an error while it is in use."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def told(self) -> str:
        return "; ".join(
            f"{record.getMessage()} {record.exc_info[1]!r}" if record.exc_info else record.getMessage()
            for record in self.records
        )[:300]

    def __enter__(self) -> Self:
        logging.getLogger("agorascope").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("agorascope").removeHandler(self)
