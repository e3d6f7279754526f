"""Whether the discussions that `--thesis` names are there: told when all is read, before a model is asked."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from agorascope.cli.output.words import say
from agorascope.errors import ReadError, UsageError

if TYPE_CHECKING:
    from agorascope.cli.options.together import Joining
    from agorascope.corpus.work import Watch
    from agorascope.records import Thread

_NAMED = 10


def require(joined: Joining, names: Sequence[str]) -> None:
    """Raise `UsageError` where `--thesis` names a discussion that is none of these."""
    missing = [name for name, _ in joined.theses if name not in set(names)]
    if missing:
        known = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        words = f"there is no discussion of this id; they are: {known}" if names else "there is no discussion"
        raise UsageError(f"--thesis {', '.join(missing)}: {words}")


def checked(found: Iterator[Thread | ReadError], joined: Joining) -> Iterator[Thread | ReadError]:
    """Give what is read; where `--thesis` is given, when all is read and known to have the discussions it names.

    Until then threads are on disk. Raises `UsageError`, after what cannot be read was told: it may be what is named.
    """
    from agorascope.together import numbered

    if not joined.theses:
        yield from found
        return
    ids: list[str] = []
    order: list[ReadError | None] = []
    with TemporaryFile() as file:
        for item in found:
            order.append(item if isinstance(item, ReadError) else None)
            if not isinstance(item, ReadError):
                ids.append(item.id)
                pickle.dump(item, file)
        try:
            require(joined, list(numbered(ids)))
        except UsageError:
            for unread in filter(None, order):
                say(str(unread))
            raise
        file.seek(0)
        for error in order:
            yield error or pickle.load(file)  # noqa: S301  written above, and nobody else has the file


def watching(watch: Watch, folder: Path, joined: Joining) -> Watch:
    """Give a watch of a run that looks, when all is read into a folder, whether what `--thesis` names is there.

    It raises `UsageError` then; what was read stays.
    """
    waits = bool(joined.theses)

    def told(stage: str, done: int, total: int) -> None:
        nonlocal waits
        watch(stage, done, total)
        if waits and (stage != "read" or total):  # how much there is to read is known when it is read
            waits = False
            require(joined, _names(folder))

    return told


def _names(folder: Path) -> list[str]:
    from agorascope.corpus.folder import Folder

    return [name for table in Folder(folder).tables("articles") for name in table["discussion_id"].to_pylist()]
