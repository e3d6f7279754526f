"""Speaks with an OpenAI-compatible server: one question, one answer, with patience for a busy one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from agorascope.errors import ModelError, UsageError

if TYPE_CHECKING:
    import httpx

    from agorascope.guests.choices import Served
    from agorascope.guests.prompts import Message

OWN_KEY, KEY = "AGORASCOPE_API_KEY", "OPENAI_API_KEY"
EXCERPT = 200
BUSY = frozenset({408, 425, 429})
SERVER_FAULT = 500
UNWANTED_OPTION = frozenset({400, 422})
GREETING = "Answer with the word yes."
UNTAKEN = frozenset({400, 413, 422})
FORMAT_OPTION = "response_format"
ADVICE = {
    401: f"Set {OWN_KEY}",
    403: f"Set {OWN_KEY}",
    404: "Check the URL (it ends before /chat/completions) and the model's name",
}
INSTALL = "asking an endpoint needs httpx: pip install 'agorascope[llm]'"


class Patience(Struct, frozen=True):
    """How often a request is sent at most, the first pause (doubled each time), the longest, the time for an answer."""

    tries: int = 6
    pause: float = 1.0
    longest: float = 60.0
    timeout: float = 120.0


class Reply(Struct, frozen=True):
    """What the server said, how often it had to be asked again, the tokens it reports."""

    content: str
    retried: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0


class _Said(Struct):
    content: str | None = None


class _Choice(Struct):
    message: _Said


class _Usage(Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class Endpoint:
    """A server and a model there."""

    def __init__(self, served: Served, patience: Patience) -> None:
        """Keep where to ask; ask nothing. Raises `ModelError` when httpx is not installed."""
        try:
            import httpx  # noqa: F401 - asked for before the work begins
        except ImportError as error:
            raise ModelError(INSTALL) from error
        self.served, self.patience = served, patience
        self._takes_format, self._answers = True, False
        self.stop = Event()  # set when the run is given up: nobody waits for a pause to end

    @contextmanager
    def opened(self) -> Iterator[httpx.Client]:
        """Open connections; a server on this machine is reached past any proxy."""
        import httpx

        near, secret = is_near(self.served.url), key_for(self.served)
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        with httpx.Client(
            headers=headers,
            auth=self.served.login,
            timeout=self.patience.timeout,
            trust_env=not near,
        ) as client:
            yield client

    def ask(self, client: httpx.Client, messages: list[Message]) -> Reply:
        """Ask until there is an answer.

        Raises `ModelError` when the server refuses the request, or stays silent, busy or senseless after all tries.
        """
        reason, pause = "", 0.0
        for retried in range(self.patience.tries):
            if self.stop.wait(pause):
                break
            reply, reason, pause = self._once(client, self._body(messages), retried)
            if reply:
                return msgspec.structs.replace(reply, retried=retried)
        raise ModelError(
            f"{self.served}: no answer ({reason or 'interrupted'}), {self.patience.tries} tries at most; "
            "what was answered is kept: start again when the server is well"
        )

    def _once(self, client: httpx.Client, body: dict[str, Any], retried: int) -> tuple[Reply | None, str, float]:
        """Send one request: the reply, or why there is none and how long to wait."""
        import httpx

        try:
            response = client.post(f"{self.served.url}/chat/completions", json=body)
        except httpx.RequestError as error:
            return None, type(error).__name__, self._pause(retried, "")
        except httpx.InvalidURL as error:
            raise UsageError(f"{self.served}: not a URL that can be asked ({error})") from error
        if reply := _read(response):
            self._answers = True
            return reply, "", 0.0
        if response.status_code in UNTAKEN and FORMAT_OPTION not in body and self._answers_others(client):
            return Reply(""), "", 0.0  # this one text: too long, or a filter keeps it; the others go on
        return (
            None,
            self._refusal(response, body),
            self._pause(retried, response.headers.get("retry-after", "")),
        )

    def _answers_others(self, client: httpx.Client) -> bool:
        """Tell whether the server answers at all: it has answered before, or does when asked something harmless."""
        import httpx

        if not self._answers:
            try:
                greeting = self._body([{"role": "user", "content": GREETING}])
                self._answers = bool(_read(client.post(f"{self.served.url}/chat/completions", json=greeting)))
            except httpx.RequestError:
                return False
        return self._answers

    def _body(self, messages: list[Message]) -> dict[str, Any]:
        body: dict[str, Any] = {"model": self.served.model, "messages": messages, "temperature": 0}
        return body | ({FORMAT_OPTION: {"type": "json_object"}} if self._takes_format else {})

    def _refusal(self, response: httpx.Response, body: dict[str, Any]) -> str:
        """Say why there is no answer yet; raises `ModelError` when asking again would not help."""
        code = response.status_code
        reason = f"HTTP {code}: {self._excerpt(response)}"
        if response.is_success or code in BUSY or code >= SERVER_FAULT:
            return reason
        if code in UNWANTED_OPTION and FORMAT_OPTION in body:
            self._takes_format = False  # not every server knows this option, and the prompt asks for JSON anyway
            return reason
        raise ModelError(f"{self.served}: {reason}. {ADVICE.get(code, 'The server does not take the request')}")

    def _pause(self, retried: int, wished: str) -> float:
        """Wait as the server wishes (in seconds), else twice as long each time."""
        seconds = float(wished) if wished.isdecimal() and wished.isascii() else self.patience.pause * 2**retried
        return min(seconds, self.patience.longest)

    def _excerpt(self, response: httpx.Response) -> str:
        """Quote the beginning of what the server said, without the key, should it repeat it."""
        said, secret = response.text, key_for(self.served)
        return " ".join((said.replace(secret, "…") if secret else said)[:EXCERPT].split())


def _read(response: httpx.Response) -> Reply | None:
    """Read a completion; None for anything else."""
    if not response.is_success:
        return None
    try:
        found = msgspec.json.decode(response.content, type=_Completion)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    usage = found.usage or _Usage()
    content = (found.choices[0].message.content if found.choices else None) or ""
    return Reply(content, 0, usage.prompt_tokens, usage.completion_tokens)


def is_near(url: str) -> bool:
    """Tell whether a URL is of this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def key_for(served: Served) -> str:
    """Find the key to send, '' for none: our own variable, else OpenAI's, which never goes out unencrypted.

    Raises `UsageError`, without the key, for one that cannot stand in a header.
    """
    if served.login:
        return ""
    safe = served.url.startswith("https://") or is_near(served.url)
    found = (os.environ.get(OWN_KEY) or (os.environ.get(KEY) if safe else None) or "").strip()
    if not (found.isascii() and found.isprintable()):
        raise UsageError(f"the key in {OWN_KEY} or {KEY} has characters that no key has; copy it again")
    return found
