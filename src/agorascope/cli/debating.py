"""The debates of an analysed folder: `debates.jsonl` beside `discussions.jsonl`, and whether it still fits."""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from agorascope.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agorascope.cli.together import Joining
    from agorascope.records import Debate, Discussion
    from agorascope.settings import Settings

DISCUSSIONS, DEBATES, MADE = "discussions.jsonl", "debates.jsonl", ".work/debates.json"
_AT_ONCE = 1 << 20


class Made(Struct, frozen=True):
    """What debates were made from: all of it in one digest, the discussions by themselves; and what they are."""

    made: str
    discussions: str
    debates: str


def write(folder: Path, joined: Joining, settings: Settings) -> int:
    """Write the debates of an analysed folder, unless they stand there; count them. Raises `ModelError`."""
    from agorascope.cli.choices import guests
    from agorascope.cli.reporting import write_whole
    from agorascope.cli.shelf import opened
    from agorascope.cli.together import debates
    from agorascope.inference import Models

    discussions = _digest(folder / DISCUSSIONS)
    made = _made(discussions, joined, settings)
    known = _known(folder)
    if known and known.made == made and known.debates == _digest(folder / DEBATES):
        return len(read(folder))
    with opened(folder / DISCUSSIONS) as shelf, guests(settings) as others:
        found = debates(shelf, joined, Models(settings, others), settings)
        lines = [msgspec.json.encode(one).decode() + "\n" for one in found]
    write_whole(folder / DEBATES, "".join(lines))
    told = Made(made, discussions, _digest(folder / DEBATES))
    write_whole(folder / MADE, msgspec.json.encode(told).decode())
    return len(lines)


def _made(discussions: str, joined: Joining, settings: Settings) -> str:
    from importlib.metadata import version

    from agorascope import pipeline
    from agorascope.inference import store

    models = [store.named(*model).sha256 for model in pipeline.MODELS]
    told = (version("agorascope"), discussions, list(joined), sorted(settings.shown().items()), models)
    return blake2b(msgspec.json.encode(told), digest_size=16).hexdigest()


def outdated(folder: Path) -> bool:
    """Tell whether the debates of a folder were told from other discussions than stand there now.

    Without a record of it, as in a folder whose `.work` was deleted, they are taken for those.
    """
    known = _known(folder)
    return known is not None and (folder / DEBATES).exists() and known.discussions != _digest(folder / DISCUSSIONS)


def _known(folder: Path) -> Made | None:
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((folder / MADE).read_bytes(), type=Made)
    return None


def _digest(path: Path) -> str:
    """Give a digest of a file; that of nothing where there is none."""
    told = blake2b(digest_size=16)
    with suppress(OSError), path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            told.update(piece)
    return told.hexdigest()


def read(folder: Path) -> list[Debate]:
    """Read the debates of an analysed folder; none where none were told. Raises `CorpusError`."""
    from agorascope.records import Debate

    path = folder / DEBATES
    if not path.exists():
        return []
    try:
        return [msgspec.json.decode(line, type=Debate) for line in path.read_bytes().splitlines()]
    except (OSError, msgspec.DecodeError) as error:
        raise CorpusError(f"{path}: cannot be read ({error}); run analyze again with --together or --topics") from error


def fitting(folder: Path) -> tuple[list[Debate], str]:
    """Read the debates that were told from the discussions that stand there, and say why where there are none."""
    if outdated(folder):
        words = "was told from other discussions than stand there now, and is left out"
        return [], f"{folder / DEBATES}: {words}; run analyze again with --together or --topics"
    return read(folder), ""


def retold(debates: Sequence[Debate], folder: Path, locale: str) -> list[Debate]:
    """Tell debates in another language; one whose discussions are not there stays. Raises `CorpusError`."""
    from agorascope.cli.shelf import opened
    from agorascope.together import retold as told_again

    if not debates:
        return []
    with opened(folder / DISCUSSIONS) as shelf:
        places = {name: place for place, name in enumerate(shelf.names)}

        def of(debate: Debate) -> list[Discussion]:
            return [shelf[places[strand.id]] for strand in debate.strands]

        known = {id(one): all(strand.id in places for strand in one.strands) for one in debates}
        return [told_again(one, of(one), locale) if known[id(one)] else one for one in debates]
