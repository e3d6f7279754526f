"""`--together`, `--topics` and `--thesis`: several discussions told as one debate, after each was told by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from agorascope.errors import UsageError
from agorascope.records import LABELS

SIDES = LABELS["stance"]

TogetherOption = Annotated[
    bool, typer.Option("--together", help="All inputs are on one subject: tell them as one debate, too.")
]
TopicsOption = Annotated[
    bool, typer.Option("--topics", help="Find the inputs that are on one subject, and tell each subject as one debate.")
]
ThesisOption = Annotated[
    list[str] | None,
    typer.Option(
        "--thesis",
        metavar="ID=SIDE",
        help="How the article of discussion ID stands to the debate's thesis: favor, against or none.",
    ),
]


class Joining(NamedTuple):
    """What was asked for: one debate of all, a debate for each subject, or (both false) none; what theses argue."""

    together: bool
    topics: bool
    theses: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return self.together or self.topics


def joining(together: bool, topics: bool, thesis: Sequence[str] | None) -> Joining:
    """Read the options; raises `UsageError`."""
    if together and topics:
        raise UsageError("--together takes all inputs for one subject, --topics finds the subjects: give one of them")
    if thesis and not (together or topics):
        raise UsageError("--thesis is about a debate of several discussions: give --together or --topics with it")
    return Joining(together, topics, tuple(sorted(dict(map(_thesis, thesis or [])).items())))


def _thesis(given: str) -> tuple[str, str]:
    name, _, side = given.rpartition("=")
    if not name or side not in SIDES:
        raise UsageError(
            f"--thesis {given}: give the id of a discussion and {', '.join(SIDES[:2])} or {SIDES[2]}: a=against"
        )
    return name, side
