"""Debates told of the discussions on a shelf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.cli.options.theses import require
from agorascope.cli.options.together import Joining
from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from agorascope.cli.stored.shelf import Shelf
    from agorascope.inference import Models
    from agorascope.records import Debate
    from agorascope.settings import Settings


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
