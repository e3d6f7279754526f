"""The debates of an analysed folder: `debates.jsonl` beside `discussions.jsonl`, and whether it still fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from agorascope.cli.stored.standing import DEBATES, DISCUSSIONS, digest, digest_of, remember, remembered, unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agorascope.cli.options.together import Joining
    from agorascope.cli.stored.shelf import Shelf
    from agorascope.records import Debate
    from agorascope.settings import Settings

MADE = "debates.json"


class Made(Struct, frozen=True):
    """What debates were made from: all of it in one digest, the discussions by themselves; and what they are."""

    made: str
    discussions: str
    debates: str


def write(folder: Path, joined: Joining, settings: Settings) -> int:
    """Write the debates of an analysed folder, unless they stand there; count them. Raises `ModelError`."""
    from agorascope import pipeline
    from agorascope.cli.output.reporting import write_whole
    from agorascope.inference import store

    discussions, known = digest(folder / DISCUSSIONS), remembered(folder, MADE, Made)
    models = [store.named(*model).sha256 for model in pipeline.MODELS]
    made = digest_of(discussions, list(joined), sorted(settings.shown().items()), models)
    if known and known.made == made and known.debates == digest(folder / DEBATES):
        return len(read(folder))
    lines = _told(folder, joined, settings)
    write_whole(folder / DEBATES, "".join(lines))
    remember(folder, MADE, Made(made, discussions, digest(folder / DEBATES)))
    return len(lines)


def _told(folder: Path, joined: Joining, settings: Settings) -> list[str]:
    from agorascope.cli.options.choices import guests
    from agorascope.cli.stored.shelf import opened
    from agorascope.cli.stored.telling import debates
    from agorascope.inference import Models

    with opened(folder / DISCUSSIONS) as shelf, guests(settings) as others:
        found = debates(shelf, joined, Models(settings, others), settings)
        return [msgspec.json.encode(one).decode() + "\n" for one in found]


def read(folder: Path) -> list[Debate]:
    """Read the debates of an analysed folder; none where none were told. Raises `CorpusError`."""
    from agorascope.records import Debate

    path = folder / DEBATES
    if not path.exists():
        return []
    try:
        return [msgspec.json.decode(line, type=Debate) for line in path.read_bytes().splitlines()]
    except (OSError, msgspec.DecodeError) as error:
        raise unreadable(path, error, "run analyze again with --together or --topics") from error


def fitting(folder: Path) -> tuple[list[Debate], str]:
    """Read the debates that were told from the discussions that stand there; say why where they are left out.

    Without a record of what they were told from, as in a folder whose `.work` was deleted, they are taken to fit.
    """
    known = remembered(folder, MADE, Made)
    if known is None or not (folder / DEBATES).exists() or known.discussions == digest(folder / DISCUSSIONS):
        return read(folder), ""
    words = "was told from other discussions than stand there now, and is left out of reports"
    return [], f"{folder / DEBATES}: {words}; run analyze again with --together or --topics"


def retold(debates: Sequence[Debate], folder: Path, locale: str) -> list[Debate]:
    """Tell debates in another language; one whose discussions are not all there stays. Raises `CorpusError`."""
    from agorascope.cli.stored.shelf import opened

    if not debates:
        return []
    with opened(folder / DISCUSSIONS) as shelf:
        places = {name: place for place, name in enumerate(shelf.names)}
        return [_retold(one, shelf, places, locale) for one in debates]


def _retold(debate: Debate, shelf: Shelf, places: dict[str, int], locale: str) -> Debate:
    from agorascope.together import retold as told_again

    if any(strand.id not in places for strand in debate.strands):
        return debate
    return told_again(debate, [shelf[places[strand.id]] for strand in debate.strands], locale)
