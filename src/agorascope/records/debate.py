"""What is told of several discussions on one subject: the object of `analyze --together`."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from agorascope.records.found import Label
from agorascope.records.read import Notice
from agorascope.records.summary import Counts, StanceCounts, Summary
from agorascope.records.told import ModelUsed

DEBATE_SCHEMA: Final = "agorascope/debate/1"


class Strand(Struct, frozen=True, kw_only=True):
    """One discussion of a debate, and how its article's thesis stands to that of the debate.

    Where `relation` is `against`, the sides of its comments are counted the other way round: who is for this article is
    against the debate's thesis. Where it is `none`, nobody can tell, and its comments take no side in the debate.
    """

    id: str
    source: str
    title: str | None
    thesis: str | None
    language: str
    relation: Label
    counts: Counts
    stance: StanceCounts


class Debate(Struct, frozen=True, kw_only=True):
    """Several discussions told as one; comments are named `DISCUSSION#ID` in it, and sides are towards `thesis`."""

    schema: Literal["agorascope/debate/1"] = DEBATE_SCHEMA
    id: str
    title: str | None
    thesis: str | None
    strands: tuple[Strand, ...]
    summary: Summary
    warnings: tuple[Notice, ...] = ()
    models: tuple[ModelUsed, ...]
    settings: dict[str, float | int | str | bool]
