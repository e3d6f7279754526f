"""The desk of a run: the one that is named, or one for this run alone."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from agorascope.moderation.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.settings import Settings


@contextmanager
def opened(path: Path | None, settings: Settings) -> Iterator[Desk]:
    """Open the desk at a path, or begin it; for None one that is gone afterwards. Raises `IndexMismatchError`."""
    if path is not None:
        yield Desk(path, settings)
        return
    with TemporaryDirectory(prefix="agorascope-") as folder:
        yield Desk(Path(folder) / "desk.db", settings)
