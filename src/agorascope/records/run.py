"""The record of a run over a corpus: what `run.json` holds."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import UNSET, Struct, UnsetType, field

from agorascope.records.kinds import Count, Time
from agorascope.records.told import ModelUsed

RUN_SCHEMA: Final = "agorascope/run/1"
Given = float | int | str | bool | tuple[str, ...]


class RunEngine(Struct, frozen=True, kw_only=True):
    """What schedules the work."""

    name: str
    """`native`: this machine; `ray`: a cluster."""
    workers: Count
    """How many processes work."""


class RunCounts(Struct, frozen=True, kw_only=True):
    """What was read so far; nothing stands here before the first stage is done."""

    parts: Count | UnsetType = UNSET
    """Files of every layer."""
    discussions: Count | UnsetType = UNSET
    """Discussions."""
    comments: Count | UnsetType = UNSET
    """Comments."""
    notices: Count | UnsetType = UNSET
    """Rows that were refused or mended."""
    unreadable: Count | UnsetType = UNSET
    """Sources that could not be read."""


class Unreadable(Struct, frozen=True, kw_only=True):
    """A source that could not be read."""

    source: str
    """Its name."""
    reason: str
    """Why."""


class RunInput(Struct, frozen=True, kw_only=True):
    """A file that was read: an archive is one, and what lies beside a page is another."""

    name: str
    """Its name, as it was given or found in a folder."""
    size: Count | None
    """Its bytes; null where they were not counted."""
    sha256: str | None
    """The hash of its bytes; null where there is none."""
    reason: str | None
    """Why it has no hash: a pipe, an address, changed meanwhile; null where it has one."""


class RunStep(Struct, frozen=True, kw_only=True):
    """A step of the stage that finds re-posts."""

    name: str
    """Its name; there may be more."""
    seconds: Time
    """Seconds by the clock."""
    skipped_parts: Count
    """Parts that were done before."""


class RunStage(Struct, frozen=True, kw_only=True):
    """What a stage did."""

    name: str
    """Its name, as `--stages` takes it."""
    parts: Count
    """How many parts there are."""
    skipped_parts: Count
    """Those of them that were done before."""
    comments: Count
    """Comments of all parts."""
    given: dict[str, Count] = field(name="in")
    """What went in: discussions and comments; of the first stage sources that could not be read."""
    out: dict[str, Count]
    """Rows of every layer that it writes."""
    seconds: Time
    """Seconds by the clock."""
    worked_seconds: Time | None
    """Seconds of all workers together; null of the first stage, which has none."""
    comments_per_second: Time | None
    """Comments by the clock; null where nothing was done."""
    steps: tuple[RunStep, ...]
    """Its steps; only finding re-posts has any."""


class RunBefore(Struct, frozen=True, kw_only=True):
    """An earlier run over the same folder, with what it did itself."""

    agorascope: str
    """The version that ran."""
    finished: bool
    """Whether it came to its end."""
    started: str
    """When it began: ISO 8601, UTC."""
    ended: str | None
    """When it was finished; null where it was not."""
    seconds: Time
    """How long it took, as far as it came."""
    stages: tuple[RunStage, ...]
    """The stages in which it did something; of what it found done, an earlier run tells."""


class RunRecord(Struct, frozen=True, kw_only=True):
    """What a run says of itself: `run.json`, which is written anew after every stage."""

    schema: Literal["agorascope/run/1"] = RUN_SCHEMA
    """The name and the major version of this schema."""
    finished: bool
    """Whether all that was asked for is done."""
    doing: str | None
    """The stage that is under way; null once it is finished, or before the first."""
    started: str
    """When it began: ISO 8601, UTC."""
    ended: str | None
    """When it was finished; null before."""
    seconds: Time
    """How long it has taken so far."""
    layers: str
    """The version of the tables: the major version of their schemas."""
    versions: dict[str, str]
    """The versions of agorascope, Python and the libraries that have a part in results."""
    engine: RunEngine
    """What schedules the work."""
    settings: dict[str, Given]
    """The settings that can change a result; the kinds of re-posts, and the comments of a `part`."""
    models: tuple[ModelUsed, ...]
    """The models that have a part in it."""
    counts: RunCounts
    """What was read."""
    rejects: dict[str, Count]
    """Rows of the layer `rejects`, by code."""
    unreadable: tuple[Unreadable, ...]
    """Sources that could not be read, at most the first hundred; the layer `rejects` has all of them."""
    asked: dict[str, dict[str, Count]]
    """Of tasks that an endpoint does which the user named: questions and tokens, counted."""
    stages: tuple[RunStage, ...]
    """The stages that are done, in their order."""
    outdated: tuple[str, ...]
    """Layers that an earlier run left and that no longer fit."""
    inputs: tuple[RunInput, ...] = ()
    """The files that were read, in their order, at most the first ten thousand."""
    more_inputs: Count = 0
    """How many files there are beyond these."""
    earlier: tuple[RunBefore, ...] = ()
    """Earlier runs that did something, in their order: how long the tables took that this one found done."""
