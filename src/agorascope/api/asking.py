"""What a call asks for: settings from keywords with the command's names, models kept for the next call."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import structs

from agorascope.errors import UsageError
from agorascope.settings import Choice, Settings

if TYPE_CHECKING:
    from agorascope.guests import Guest
    from agorascope.inference import Models

Named: TypeAlias = "str | Sequence[str] | Mapping[str, str] | None"
"""Models by task: `{"stance": "./my-model"}`, or as the command takes them, `"stance=./my-model"`."""
Mapped: TypeAlias = "str | Sequence[str] | Mapping[str, str] | Mapping[str, Mapping[str, str]] | None"
"""A model's labels in ours: `{"LABEL_0": "negative"}`; of several models `{"stance": {"LABEL_0": "favor"}}`."""
IN_DISCUSSIONS: Final = ("sentiment", "stance", "reply", "spam")
KEPT: Final = 2
"""Sets of models that stay loaded."""
_SHARES: Final = ("abstain", "near_threshold", "spam_threshold")


def settings_of(
    base: Settings | None,
    *,
    model: Named = None,
    labels: Mapped = None,
    only: Sequence[str] = IN_DISCUSSIONS,
    ui: str | None = None,
    **given: float | None,
) -> Settings:
    """Give the settings that a call asks for: `base`, changed by what is not None; raises `UsageError`.

    `only` names the tasks that a model may be given for.
    """
    found = structs.replace(base or Settings(), **{k: v for k, v in given.items() if v is not None})
    if ui is not None:
        found = structs.replace(found, ui=locale(ui))
    if model or labels:
        found = structs.replace(found, choices=choices(model, labels, only))
    for name in _SHARES:
        value = getattr(found, name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise UsageError(f"{name}={value!r}: give a number from 0 to 1")
    return found


def locale(ui: str) -> str:
    """Give the locale of `el`, `en`, `zh` or `zh-Hant`; raises `UsageError` for another language."""
    from agorascope.phrases import LOCALES, locale_named

    found = locale_named(ui)
    if found is None:
        raise UsageError(f"ui={ui!r}: give {', '.join(name.replace('_', '-') for name in LOCALES)}")
    return found


def choices(model: Named, labels: Mapped, only: Sequence[str]) -> tuple[Choice, ...]:
    """Read models and their labels, as mappings or in the words of the command; raises `UsageError`."""
    from agorascope.guests import chosen

    models = [f"{task}={spec}" for task, spec in model.items()] if isinstance(model, Mapping) else _texts(model)
    if not isinstance(labels, Mapping):
        return chosen(models, _texts(labels), only)
    found = chosen(models, [], only)
    by_task = _by_task(labels, [choice.task for choice in found])
    served = [choice.task for choice in found if choice.spec.startswith("openai:") and choice.task in by_task]
    if served:
        raise UsageError(f"labels of {served[0]}: an endpoint is asked for our labels; there is nothing to map")
    return tuple(structs.replace(choice, labels=by_task.get(choice.task, ())) for choice in found)


def _texts(given: str | Sequence[str] | None) -> list[str]:
    return [given] if isinstance(given, str) else list(given or ())


def _by_task(
    labels: Mapping[str, str] | Mapping[str, Mapping[str, str]], tasks: Sequence[str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the pairs of each task; without tasks in between they are of the only model."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    plain: dict[str, str] = {}
    for name, value in labels.items():
        if isinstance(value, Mapping):
            found[name] = tuple(value.items())
        else:
            plain[name] = value
    if plain and (len(tasks) != 1 or found):
        raise UsageError('labels: say of which model, as in labels={"sentiment": {"LABEL_0": "negative"}}')
    if plain:
        found[tasks[0]] = tuple(plain.items())
    if strange := [task for task in found if task not in tasks]:
        raise UsageError(f"labels of {strange[0]}: no model is given for this task")
    return found


class _Held:
    """Loaded models, by all that they depend on; those asked for longest ago are let go of."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._models: OrderedDict[Settings, Models] = OrderedDict()

    def of(self, settings: Settings) -> Models:
        from agorascope.inference import Models

        own = Settings(
            max_tokens=settings.max_tokens,
            batch_size=settings.batch_size,
            threads=settings.threads,
            choices=settings.choices,
        )
        with self.lock:
            if own not in self._models:
                self._models[own] = Models(own, _others(own))
            self._models.move_to_end(own)
            while len(self._models) > KEPT:
                self._models.popitem(last=False)
            return self._models[own]

    def forget(self) -> None:
        """Begin anew, also in a forked process: it shares no lock, session or thread with its parent."""
        self.lock = Lock()
        self._models = OrderedDict()


def _others(settings: Settings) -> Mapping[str, Guest]:
    if not settings.choices:
        return {}
    from agorascope.guests import load_all

    return load_all(settings)


_HELD: Final = _Held()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_HELD.forget)


def models_for(settings: Settings) -> Models:
    """Give the models of these settings, loaded at first use and kept for the next call; raises `AgorascopeError`.

    Any number of threads may use them at once. A forked process loads its own.
    """
    return _HELD.of(settings)


def forget() -> None:
    """Let go of all models that were loaded: their memory is free when no call uses them any more."""
    _HELD.forget()
