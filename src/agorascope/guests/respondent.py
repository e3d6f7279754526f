"""Labels by an endpoint: every different question once, answers checked, kept and counted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

import msgspec
from msgspec import structs

from agorascope.guests import prompts
from agorascope.guests.contract import Counts, second_texts
from agorascope.guests.endpoint import Endpoint, Patience
from agorascope.guests.kept import Kept, cache_folder
from agorascope.records import Label, ModelUsed

if TYPE_CHECKING:
    import httpx

    from agorascope.guests.choices import Served
    from agorascope.guests.prompts import Answer, Message

AT_ONCE = 4
FORMAT = "agorascope/answers/1"
PATIENCE = Patience()


class Respondent:
    """An endpoint that does one task."""

    def __init__(
        self,
        served: Served,
        task: str,
        say: Callable[[str], None],
        patience: Patience = PATIENCE,
    ) -> None:
        """Tell what will be sent where; send nothing yet. Raises `ModelError` without httpx."""
        self.endpoint, self.kept = Endpoint(served, patience), Kept(cache_folder())
        self.used = ModelUsed(f"{served.model}@{served.url}", "unknown", "unknown", "")
        self._counts, self._lock = Counts(), Lock()
        say(
            f"{task}: every text, with what it is judged against, is sent to {served.url} (model {served.model}); "
            f"answers are kept in {self.kept.path}"
        )

    @property
    def counts(self) -> Counts:
        """What was asked until now."""
        return self._counts

    def labels(
        self,
        task: str,
        texts: Sequence[str],
        targets: Sequence[str] | None = None,
        parents: Sequence[str] | None = None,
    ) -> list[Label]:
        """Label each text; one that gets no usable answer twice has the label of not knowing, and is counted.

        Raises `UsageError` like `second_texts`, `ModelError` when the server does not answer.
        """
        second_texts(task, texts, targets, parents)
        nothing: list[None] = [None] * len(texts)
        questions = [
            prompts.messages(task, *row) for row in zip(texts, targets or nothing, parents or nothing, strict=True)
        ]
        keys = [self._key(question) for question in questions]
        found = self._answers(task, dict(zip(keys, questions, strict=True)))
        return [prompts.label(task, found[key]) for key in keys]

    def _key(self, question: list[Message]) -> str:
        served = self.endpoint.served
        return hashlib.sha256(msgspec.json.encode([FORMAT, served.url, served.model, question])).hexdigest()

    def _answers(self, task: str, questions: dict[str, list[Message]]) -> dict[str, Answer]:
        """Take from disk what is there, ask for the rest."""
        kept = {key: prompts.restored(task, told) for key, told in self.kept.known(list(questions)).items()}
        found = {key: answer for key, answer in kept.items() if answer}
        self._count(cached=len(found), refused=sum(answer.label is None for answer in found.values()))
        new = [key for key in questions if key not in found]
        if new:
            found.update(zip(new, self._all_asked(task, [(key, questions[key]) for key in new]), strict=True))
        return found

    def _all_asked(self, task: str, new: list[tuple[str, list[Message]]]) -> list[Answer]:
        """Ask a few at a time; when one fails, or the user has had enough, the others stop waiting too."""
        self.endpoint.stop.clear()
        with self.endpoint.opened() as client, ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                return list(pool.map(lambda item: self._asked(client, task, *item), new))
            except BaseException:
                self.endpoint.stop.set()
                raise

    def _asked(self, client: httpx.Client, task: str, key: str, question: list[Message]) -> Answer:
        """Ask, once more when the answer is none of our labels, and keep what came of it."""
        answer, content = self._once(client, task, question)
        if answer.label is None:
            answer, _ = self._once(client, task, prompts.again(task, question, content))
            self._count(retried=1, refused=int(answer.label is None))
        self._count(asked=1)
        self.kept.keep(key, msgspec.json.encode(answer).decode())
        return answer

    def _once(self, client: httpx.Client, task: str, question: list[Message]) -> tuple[Answer, str]:
        reply = self.endpoint.ask(client, question)
        self._count(retried=reply.retried, prompt_tokens=reply.prompt_tokens, answer_tokens=reply.answer_tokens)
        return prompts.understood(task, reply.content), reply.content

    def _count(self, **more: int) -> None:
        with self._lock:
            self._counts = structs.replace(
                self._counts, **{name: getattr(self._counts, name) + number for name, number in more.items()}
            )
