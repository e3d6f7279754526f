"""A server on the loopback that speaks the chat-completions interface, with the answers a test gives it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

Body = dict[str, Any]


class Turn(NamedTuple):
    """One answer: an HTTP status, the raw body, headers, and seconds to wait before it."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0


def says(content: str | None, **more: Any) -> Turn:
    """Make the answer of a model that says `content`."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 100, "completion_tokens": 7, "total_tokens": 107}
    return Turn(body=json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage, **more}).encode())


def labels(label: str, confidence: float = 0.8) -> Turn:
    """Make the answer of a model that labels."""
    return says(json.dumps({"label": label, "confidence": confidence}))


class Server:
    """Answers `turns` one after the other, then whatever `always` makes of the request; remembers the requests."""

    def __init__(self) -> None:
        """Prepare; `with` starts and stops it."""
        self.turns: list[Turn] = []
        self.always: Callable[[Body], Turn] = lambda _body: labels("neutral")
        self.bodies: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        """The URL that a user would write."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def spec(self) -> str:
        """What stands behind `TASK=`."""
        return f"openai:tiny@{self.url}"

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

    def turn(self, path: str, headers: dict[str, str], body: Body) -> Turn:
        """Take one request."""
        with self._lock:
            self.paths.append(path)
            self.headers.append(headers)
            self.bodies.append(body)
            return self.turns.pop(0) if self.turns else self.always(body)


def data(body: Body) -> dict[str, str]:
    """Read the data of a request: what stands between the marks of the user's message."""
    content = body["messages"][1]["content"]
    found: dict[str, str] = json.loads(content.removeprefix("<data>").removesuffix("</data>"))
    return found


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            turn = server.turn(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            time.sleep(turn.wait)
            try:
                self.send_response(turn.status)
                for name, value in (*turn.headers, ("Content-Length", str(len(turn.body)))):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(turn.body)
            except OSError:
                pass  # the client did not wait

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler
