"""What is told of several discussions on one subject: the object of `analyze --together`."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from agorascope.records.found import Side
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
    """The discussion: its `id`, or `NAME~2` where another has the same."""
    source: str
    """Where it was read from."""
    title: str | None
    """Its article's title."""
    thesis: str | None
    """Its article's thesis; null where it states none."""
    language: str
    """The language of its page."""
    relation: Side
    """How its thesis stands to the debate's; the score is 1 where it was said or is the same article."""
    counts: Counts
    """How many comments, spam, re-posts, voices it has."""
    stance: StanceCounts
    """Voices towards its own thesis."""


class Debate(Struct, frozen=True, kw_only=True):
    """Several discussions told as one; comments are named as `comment_name` does, and sides are towards `thesis`.

    `duplicates` are comments of different discussions that repeat one another: only the first of each has a voice.
    What only one article and its thread can tell (turn, objections and the author's answers) stands in the discussion
    and is empty here, unless the debate has one strand. `locale` (`el en zh zh_Hant`) is the language of headline and
    abstract.
    """

    schema: Literal["agorascope/debate/1"] = DEBATE_SCHEMA
    """The name and the major version of this schema."""
    id: str
    """The discussion whose thesis the debate has, and how many others there are: `page+2`."""
    title: str | None
    """That discussion's title."""
    thesis: str | None
    """The thesis that sides are towards; null where no article states one."""
    locale: str = "en"
    """The language of headline and abstract: `el`, `en`, `zh` or `zh_Hant`; there may be more."""
    strands: tuple[Strand, ...]
    """The discussions."""
    summary: Summary
    """The debate in figures and quotes; comments are named `DISCUSSION#ID`."""
    duplicates: tuple[DuplicateCluster, ...] = ()
    """What is posted in more than one discussion; the first of each has a voice."""
    warnings: tuple[Notice, ...] = ()
    """What the reader of the figures should know, and the warnings of the discussions; `where` names the discussion,
    and behind it the place in it: `page: line 12`."""
    models: tuple[ModelUsed, ...]
    """The models that had a part in it."""
    settings: dict[str, float | int | str | bool]
    """The settings that can change a result."""
