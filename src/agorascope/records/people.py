"""Who is named, who speaks: people with the forms of their names, an article's speakers and what they agree on."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from agorascope.records.found import SIDE, Label
from agorascope.records.kinds import Count


class Variant(Struct, frozen=True):
    """A form of somebody's name: where it first stands, and the reason why it is the same person."""

    form: str
    """The name as it is written there."""
    comment: str | None
    """The id of the comment that has it; null: the article."""
    start: Count | None
    """Where it begins in that text, in code points; null where it is the name that the text is published under."""
    end: Count | None
    """Where it ends; null as `start`."""
    reason: str
    """Why it is the same person: `full-name`, `part-of-name`, `title`, `case`, `transliteration`, `short-form`,
    `signature`, `addressed`, `article-author`; there may be more."""


class Person(Struct, frozen=True):
    """Somebody who writes, is named or is addressed, with every form of the name and the comments they wrote."""

    name: str
    """The fullest form of the name."""
    variants: tuple[Variant, ...]
    """Every form of the name."""
    comments: tuple[str, ...]
    """The ids of the comments that the person wrote."""


class Speaker(Struct, frozen=True):
    """Somebody whose claims an article reports; `members` are the people of a group ('三位讨论者'), else empty.

    `name` is the `holder` of the `claims` (ids of the article's arguments). `stance` is towards the article's thesis,
    null where the article states none.
    """

    name: str
    """The name, as in `holder` of the claims."""
    members: tuple[str, ...]
    """The people of a group; empty for one person."""
    claims: tuple[str, ...]
    """The ids of the article's arguments that are the speaker's."""
    stance: Annotated[Label | None, SIDE]
    """How the speaker stands to the article's thesis; null where the article states none."""


class Accord(Struct, frozen=True):
    """Where an article says that its speakers agree or differ: the words, who, and about which claims."""

    kind: Literal["agree", "differ"]
    """Whether they agree."""
    speakers: tuple[str, ...]
    """Who: names of `speakers`."""
    claims: tuple[str, ...]
    """About what: ids of the article's arguments."""
    start: Count
    """Where the article says so: the beginning, in code points of its text."""
    end: Count
    """The end: the first code point that is no longer part of it."""
    quote: str
    """The words: `text[start:end]`."""


class Section(Struct, frozen=True):
    """A part of an article under one heading (null before the first), with the ids of the arguments in it."""

    heading: str | None
    """The heading; null before the first."""
    start: Count
    """Where the part begins in the article's text, in code points."""
    end: Count
    """Where it ends: the first code point that is no longer part of it."""
    arguments: tuple[str, ...]
    """The ids of the arguments in it."""
