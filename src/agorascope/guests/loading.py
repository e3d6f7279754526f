"""Opens the models that were chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from agorascope.errors import AgorascopeError
from agorascope.guests.choices import ENDPOINT, served

if TYPE_CHECKING:
    from agorascope.guests.contract import Guest
    from agorascope.settings import Settings


def _silent(_message: str) -> None:
    pass


def load(
    spec: str, task: str, mapping: Mapping[str, str], settings: Settings, say: Callable[[str], None] = _silent
) -> Guest:
    """Open one model for one task: a folder, a hub id, or `openai:MODEL@URL`.

    `mapping` gives our label for a model's label; `say` is told what is fetched, and what will be sent where.
    Raises `UsageError` for labels that cannot be mapped, `ModelError` for a model that cannot be had or run.
    """
    if spec.startswith(ENDPOINT):
        from agorascope.guests.respondent import Respondent

        return Respondent(served(spec), task, say)
    from agorascope.guests.classifier import load as classifier

    return classifier(spec, task, mapping, settings, say)


def load_all(settings: Settings, say: Callable[[str], None] = _silent) -> dict[str, Guest]:
    """Open every model of `settings.choices`, by task; errors name the option that caused them."""
    found: dict[str, Guest] = {}
    for choice in settings.choices:
        try:
            found[choice.task] = load(choice.spec, choice.task, dict(choice.labels), settings, say)
        except AgorascopeError as error:
            raise type(error)(f"--model {choice.task}=…: {error}") from error
    return found
