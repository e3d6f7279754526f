"""What earlier runs over a folder did, taken over from the record that the last of them left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from agorascope.corpus.folder import RECORD
from agorascope.records import RunBefore, RunStage

if TYPE_CHECKING:
    from agorascope.corpus.folder import Folder


class _Known(RunBefore, frozen=True, kw_only=True):
    """What is taken over from the record that stands in a folder, of whatever version."""

    agorascope: str = ""
    versions: dict[str, str]
    earlier: tuple[RunBefore, ...] = ()


def earlier(folder: Folder) -> tuple[RunBefore, ...]:
    """Give the runs whose times would be lost: those that did something, with the stages in which they did."""
    try:
        known = msgspec.json.decode((folder.path / RECORD).read_bytes(), type=_Known)
    except (OSError, msgspec.DecodeError):
        return ()
    made = tuple(stage for stage in known.stages if stage.skipped_parts < stage.parts or any(_worked(stage)))
    if not made:
        return known.earlier
    last = RunBefore(
        agorascope=known.versions.get("agorascope", ""),
        finished=known.finished,
        started=known.started,
        ended=known.ended,
        seconds=known.seconds,
        stages=made,
    )
    return (*known.earlier, last)


def _worked(stage: RunStage) -> Iterator[bool]:
    return (step.skipped_parts < stage.parts for step in stage.steps)
