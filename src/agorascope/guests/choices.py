"""What the user wrote behind `--model` and `--labels`, read once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec import Struct, structs

from agorascope.errors import UsageError
from agorascope.records import LABELS
from agorascope.settings import Choice

ENDPOINT = "openai:"
EXAMPLES = "--model sentiment=./my-model, or --model stance=openai:MODEL@http://localhost:11434/v1"
_SERVED = re.compile(r"openai:(?P<model>.+?)@(?P<url>https?://\S+)", re.DOTALL)


class Served(Struct, frozen=True):
    """An endpoint: the model's name there, the URL without secrets, user and password of basic authentication."""

    model: str
    url: str
    login: tuple[str, str] | None = None

    def __repr__(self) -> str:
        return f"Served({self.model}@{self.url})"


def chosen(models: Sequence[str], labels: Sequence[str], only: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Read `TASK=SPEC` and `[TASK:]THEIRS=OURS,…`; with `only`, tasks that are not among them are refused.

    Raises `UsageError` for a task no guest can do, a task named twice, labels without a model.
    """
    choices = [_choice(text) for text in models]
    tasks = [choice.task for choice in choices]
    twice = [task for task in tasks if tasks.count(task) > 1]
    if twice:
        raise UsageError(f"--model {twice[0]}=…: given twice; a task has one model")
    if only and (strange := [task for task in tasks if task not in only]):
        raise UsageError(f"--model {strange[0]}=…: this command asks a model for {', '.join(only)} and nothing else")
    given = _mappings(labels, tasks)
    for choice in choices:
        if choice.spec.startswith(ENDPOINT):
            served(choice.spec)
            if choice.task in given:
                raise UsageError("--labels: an endpoint is asked for our labels; there is nothing to map")
    return tuple(structs.replace(choice, labels=given.get(choice.task, ())) for choice in choices)


def _choice(text: str) -> Choice:
    task, mark, spec = (part.strip() for part in text.partition("="))
    if task == "argument":
        raise UsageError(
            "--model argument=…: arguments are spans of a text, and a model that labels whole texts cannot give them; "
            f"tasks another model can do: {', '.join(LABELS)}"
        )
    if not mark or not spec or task not in LABELS:
        shown = Choice(task, spec).shown if mark else Choice("", task).shown
        raise UsageError(
            f"--model {task + '=' if mark else ''}{shown}: give TASK=MODEL with a TASK of {', '.join(LABELS)}; "
            f"for example {EXAMPLES}"
        )
    return Choice(task, spec)


def _mappings(labels: Sequence[str], tasks: Sequence[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for text in labels:
        head, mark, rest = text.partition(":")
        named = bool(mark) and head.strip() in LABELS
        if not named and len(tasks) != 1:
            raise UsageError(f"--labels {text}: say of which model, as in --labels 'sentiment:LABEL_0=negative,…'")
        task = head.strip() if named else tasks[0]
        if task not in tasks or task in found:
            raise UsageError(
                f"--labels {text}: " + ("given twice" if task in found else f"no --model {task}=… is given")
            )
        found[task] = tuple(_pair(part, text) for part in (rest if named else text).split(",") if part.strip())
    return found


def _pair(part: str, whole: str) -> tuple[str, str]:
    theirs, mark, ours = part.rpartition("=")
    if not (mark and theirs.strip() and ours.strip()):
        raise UsageError(f"--labels {whole}: '{part}' is not THEIRS=OURS, as in LABEL_0=negative")
    return theirs.strip(), ours.strip()


def served(spec: str) -> Served:
    """Read `openai:MODEL@URL`; raises `UsageError`, whose message shows no secret."""
    found = _SERVED.fullmatch(spec)
    shown = Choice("", spec).shown
    if not found:
        raise UsageError(f"{shown}: an endpoint is written openai:MODEL@URL, as in {EXAMPLES.partition('or ')[2]}")
    try:
        parts = urlsplit(found["url"])
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UsageError(f"{shown}: not a URL that can be asked") from error
    if not host or parts.query or parts.fragment:
        raise UsageError(f"{shown}: the URL of an endpoint ends before /chat/completions and has no query")
    return Served(found["model"], _base(parts.scheme, host, port, parts.path), _login(parts.username, parts.password))


def _base(scheme: str, host: str, port: int | None, path: str) -> str:
    place = f"[{host}]" if ":" in host else host
    return f"{scheme}://{place}{f':{port}' if port else ''}{path.rstrip('/').removesuffix('/chat/completions')}"


def _login(user: str | None, password: str | None) -> tuple[str, str] | None:
    from urllib.parse import unquote

    return (unquote(user), unquote(password or "")) if user else None
