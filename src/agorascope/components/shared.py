"""The models of this process: one `Models` for all components, made and loaded at first use."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agorascope.components.options import Options
    from agorascope.inference import Models
    from agorascope.settings import Choice


def models_for(task: str, options: Options) -> Models:
    """Give the models that serve a component: ours, or ours with the user's own one for its task.

    Raises `UsageError` for labels that cannot be mapped, `ModelError` for a model that cannot be had.
    """
    chosen = choice_of(task, options)
    return _with_guest(chosen) if chosen else _ours()


def choice_of(task: str, options: Options) -> Choice | None:
    """Give the user's own model for a task, None where there is none.

    Raises `UsageError` for a bad endpoint, and for labels without a model.
    """
    from agorascope.errors import UsageError
    from agorascope.settings import Choice

    if not options.model:
        if options.labels:
            raise UsageError("`labels` say what those of another model are in ours: name it in `model`")
        return None
    from agorascope.guests.choices import ENDPOINT, served

    if options.model.startswith(ENDPOINT):
        served(options.model)
    return Choice(task, options.model, tuple(sorted(options.labels.items())))


@cache
def _ours() -> Models:
    from agorascope.inference import Models
    from agorascope.settings import Settings

    return Models(Settings())


@cache
def _with_guest(choice: Choice) -> Models:
    from agorascope import guests
    from agorascope.components.seconded import Seconded
    from agorascope.settings import Settings

    guest = guests.load(choice.spec, choice.task, dict(choice.labels), Settings())
    return Seconded(_ours(), {choice.task: guest})


def forget() -> None:
    """Let go of all models; the next document loads them anew."""
    _with_guest.cache_clear()
    _ours.cache_clear()


if hasattr(os, "register_at_fork"):  # a network that another thread of the parent runs is no child's to use
    os.register_at_fork(after_in_child=forget)
