"""An endpoint that narrates: asked once for each discussion, its answers kept, its failures told once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from msgspec import structs

from agorascope.errors import AgorascopeError, UsageError
from agorascope.guests import Counts
from agorascope.guests.choices import ENDPOINT, served
from agorascope.guests.endpoint import Endpoint, Patience, is_near, key_for
from agorascope.guests.kept import Kept, cache_folder
from agorascope.inference.inputs import encodable
from agorascope.narration.prompting import again
from agorascope.narration.reading import read
from agorascope.records import ModelUsed
from agorascope.settings import Choice

if TYPE_CHECKING:
    import httpx

    from agorascope.guests.choices import Served
    from agorascope.guests.prompts import Message

FORMAT = "agorascope/narratives/1"
FOLDER = "narratives"  # apart from the labels: a narrative quotes comments, and those who share a cache may not want it
PATIENCE = Patience(tries=4, timeout=300.0)  # a narrative takes a small machine minutes, not seconds


class Narrator:
    """A language model behind an endpoint."""

    def __init__(self, served: Served, say: Callable[[str], None], patience: Patience = PATIENCE) -> None:
        """Tell what will be sent where; send nothing yet. Raises `ModelError` without httpx, `UsageError` for a key."""
        self.endpoint, self.kept = Endpoint(served, patience), Kept(cache_folder() / FOLDER)
        key_for(served)
        self.used = ModelUsed(f"{served.model}@{served.url}", "unknown", "unknown", "")
        self.counts, self.failed, self._say = Counts(), False, say
        say(
            f"narrate: titles, figures, speakers, key points and quotes of comments are sent to {served.url} "
            f"(model {served.model}){_far(served.url)}; answers are kept in {self.kept.path}"
        )

    def answer(self, question: list[Message]) -> str | None:
        """Give the answer, from disk where it is known; None where there is none: the reason is told, once.

        After a failure nothing more is asked: a server that stayed silent so long would keep every discussion waiting.
        """
        key = self._key(question)
        try:
            known = self.kept.known([key]).get(key)
            if known is not None:
                self._count(cached=1, refused=_unread(known))
                return known
            return None if self.failed else self._asked(key, question)
        except AgorascopeError as error:
            if not self.failed:
                self._say(f"narrate: {error}; what was analysed is told without a narrative")
            self.failed = True
            return None

    def _key(self, question: list[Message]) -> str:
        place = self.endpoint.served
        return hashlib.sha256(msgspec.json.encode([FORMAT, place.url, place.model, question])).hexdigest()

    def _asked(self, key: str, question: list[Message]) -> str:
        """Ask, once more when nothing in the answer can be read, and keep what came of it."""
        self.endpoint.stop.clear()
        with self.endpoint.opened() as client:
            content = self._once(client, question)
            if _unread(content):
                content = self._once(client, again(question, content))
                self._count(retried=1, refused=_unread(content))
        self._count(asked=1)
        self.kept.keep(key, content)
        return content

    def _once(self, client: httpx.Client, question: list[Message]) -> str:
        reply = self.endpoint.ask(client, question)
        self._count(retried=reply.retried, prompt_tokens=reply.prompt_tokens, answer_tokens=reply.answer_tokens)
        return encodable(reply.content)

    def _count(self, **more: int) -> None:
        told = {name: getattr(self.counts, name) + number for name, number in more.items()}
        self.counts = structs.replace(self.counts, **told)


def _unread(content: str) -> bool:
    answer = read(content)
    return bool(answer.unreadable) and not answer.told


def _far(url: str) -> str:
    if is_near(url):
        return ""
    return ", which is not this machine" + ("" if url.startswith("https://") else ", and unencrypted")


def opened(spec: str, say: Callable[[str], None]) -> Narrator:
    """Open the model that `--narrate` names, `openai:MODEL@URL`. Raises `UsageError`, `ModelError`."""
    if not spec.startswith(ENDPOINT):
        raise UsageError(
            f"--narrate {Choice('', spec).shown}: name an endpoint, as in openai:MODEL@http://localhost:11434/v1"
        )
    try:
        return Narrator(served(spec), say)
    except AgorascopeError as error:
        raise type(error)(f"--narrate: {error}") from error
