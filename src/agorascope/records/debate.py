"""What is told of several discussions on one subject: the object of `analyze --together`."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from agorascope.records.found import Label
from agorascope.records.read import Notice
from agorascope.records.summary import Counts, StanceCounts, Summary
from agorascope.records.told import DuplicateCluster, ModelUsed

DEBATE_SCHEMA: Final = "agorascope/debate/1"


def comment_name(discussion: str, comment: str) -> str:
    """Name a comment among those of several discussions: `DISCUSSION#ID`, the `comment_id` of a corpus.

    A `#` or `%` in the discussion's own name is written `%23` or `%25`, so that no two comments have one name.
    """
    return f"{discussion.replace('%', '%25').replace('#', '%23')}#{comment}"


class Strand(Struct, frozen=True, kw_only=True):
    """One discussion of a debate, and how its article's thesis stands to that of the debate.

    Where `relation` is `against`, the sides of its comments are counted the other way round: who is for this article is
    against the debate's thesis. Where it is `none`, nobody can tell, and its comments take no side in the debate.
    `counts` and `stance` are those of the discussion, towards its own thesis.
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
    """Several discussions told as one; comments are named as `comment_name` does, and sides are towards `thesis`.

    `duplicates` are comments of different discussions that repeat one another: only the first of each has a voice.
    What only one article and its thread can tell (turn, objections and the author's answers) stands in the discussion
    and is empty here, unless the debate has one strand. `locale` (`el en zh zh_Hant`) is the language of headline and
    abstract.
    """

    schema: Literal["agorascope/debate/1"] = DEBATE_SCHEMA
    id: str
    title: str | None
    thesis: str | None
    locale: str = "en"
    strands: tuple[Strand, ...]
    summary: Summary
    duplicates: tuple[DuplicateCluster, ...] = ()
    warnings: tuple[Notice, ...] = ()
    models: tuple[ModelUsed, ...]
    settings: dict[str, float | int | str | bool]
