"""`--together`, `--topics` and `--thesis`: several discussions told as one debate, after each was told by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from agorascope.cli.theses import require
from agorascope.cli.words import say
from agorascope.errors import UsageError
from agorascope.records import LABELS

if TYPE_CHECKING:
    from agorascope.cli.shelf import Shelf
    from agorascope.inference import Models
    from agorascope.records import Debate
    from agorascope.settings import Settings

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


def debates(shelf: Shelf, joined: Joining, models: Models, settings: Settings) -> Iterator[Debate]:
    """Give one debate of all discussions, or one for each subject that two or more are on.

    Raises `UsageError` where `--thesis` names no discussion, `ModelError`.

    Of the discussions on the shelf, which have names of their own, those of one debate are held at a time.
    """
    from agorascope.together import debate

    require(joined, shelf.names)
    said = dict(joined.theses)
    for group in _groups(shelf, joined, models):
        yield debate([shelf[n] for n in group], models, settings, settings.ui or None, said)


def _groups(shelf: Shelf, joined: Joining, models: Models) -> Iterator[Sequence[int]]:
    from agorascope.together import topics

    if joined.together and len(shelf):
        yield range(len(shelf))
    if joined.topics:
        found = [group for group in topics(iter(shelf), models) if len(group) > 1]
        if not found:
            say(f"--topics: no two of the {len(shelf):,} discussions are on one subject")
        yield from found
