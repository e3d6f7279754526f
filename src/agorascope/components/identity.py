"""Which models a component asks: written beside a saved pipeline, and compared when it is loaded again."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from agorascope.components.shared import choice_of, models_for

if TYPE_CHECKING:
    from agorascope.components.options import Options


class ModelsChangedWarning(UserWarning):
    """A pipeline was saved with other models than are installed: its labels may differ."""


def ours(task: str, options: Options) -> list[dict[str, str]]:
    """Name those models of ours that a component asks, by name, version and hash; loads none. Raises `ModelError`."""
    from agorascope.inference import store
    from agorascope.tasks import TASKS

    if task == "language":
        return [_told(one.model) for one in store.installed() if one.model.task == task]
    asked = TASKS[task].models
    if choice_of(task, options):  # of a spam model's texts, ours still tell the signs and the distance to the article
        asked = tuple(pair for pair in asked if pair[1] != "tasks") if task == "spam" else ()
    return [_told(store.named(folder, name)) for folder, name in asked]


def guest(task: str, options: Options) -> list[dict[str, str]]:
    """Name the user's own model in the same way, where there is one; loads it. Raises `ModelError`, `UsageError`."""
    return [_told(models_for(task, options).others[task].used)] if options.model else []


def _told(model: Any) -> dict[str, str]:  # noqa: ANN401 - a model of a manifest, or one that was used
    return {"name": model.name, "version": model.version, "sha256": model.sha256}


def compare(name: str, saved: list[dict[str, str]], here: list[dict[str, str]]) -> None:
    """Warn of each model that is not what it was when the pipeline was saved."""
    if saved != here:
        warnings.warn(
            f"[{name}] saved with {_listed(saved)}; here is {_listed(here)}. Labels may differ: "
            "install the version it was saved with, or save the pipeline again",
            ModelsChangedWarning,
            stacklevel=2,
        )


def _listed(models: list[dict[str, str]]) -> str:
    return ", ".join(f"{one['name']} {one['version']} ({one['sha256'][:12]})" for one in models) or "no model"
