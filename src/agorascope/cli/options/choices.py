"""`--model` and `--labels`, the same for every command that labels, and what there is to say about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from agorascope.guests import Counts, Guest
    from agorascope.settings import Choice, Settings

ModelOption = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        metavar="TASK=MODEL",
        help="Another model for a task: a folder or hub id, or openai:MODEL@URL; docs/models.md.",
    ),
]
LabelsOption = Annotated[
    list[str] | None,
    typer.Option("--labels", metavar="[TASK:]THEIRS=OURS,…", help="That model's labels in ours: LABEL_0=negative,…"),
]


def choices(models: list[str] | None, labels: list[str] | None, only: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Read both options; raises `UsageError`."""
    if not models and not labels:
        return ()
    from agorascope.guests import chosen

    return chosen(models or [], labels or [], only)


@contextmanager
def guests(settings: Settings) -> Iterator[Mapping[str, Guest]]:
    """Open the models chosen; say what they send before, and what they were asked after, also when interrupted."""
    if not settings.choices:
        yield {}
        return
    from agorascope.guests import load_all

    found = load_all(settings, say)
    try:
        yield found
    finally:
        for task, guest in found.items():
            if any(told := counted(guest.counts)):
                say(f"{task}: {', '.join(told)} ({guest.used.name})")


def counted(counts: Counts) -> list[str]:
    """Tell in words what an endpoint was asked; nothing for what runs here."""
    numbers = {
        "asked": counts.asked,
        "already known": counts.cached,
        "requests repeated": counts.retried,
        "without a usable answer": counts.refused,
        "tokens sent": counts.prompt_tokens,
        "tokens answered": counts.answer_tokens,
    }
    return [f"{number:,} {what}" for what, number in numbers.items() if number]
