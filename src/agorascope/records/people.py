"""Who is named, who speaks: people with the forms of their names, an article's speakers and what they agree on."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from agorascope.records.found import Label


class Variant(Struct, frozen=True):
    """A form of somebody's name: where it first stands, and the reason why it is the same person.

    `comment` is null for the article. `start`:`end` are offsets in that text; both are null where the form is the name
    that a comment (or the article) is published under. Reasons: `full-name`, `part-of-name`, `title`, `case`,
    `transliteration`, `short-form`, `signature`, `addressed`, `article-author`.
    """

    form: str
    comment: str | None
    start: int | None
    end: int | None
    reason: str


class Person(Struct, frozen=True):
    """Somebody who writes, is named or is addressed, with every form of the name and the comments they wrote."""

    name: str
    variants: tuple[Variant, ...]
    comments: tuple[str, ...]


class Speaker(Struct, frozen=True):
    """Somebody whose claims an article reports; `members` are the people of a group ('三位讨论者'), else empty.

    `name` is the `holder` of the `claims` (ids of the article's arguments). `stance` is towards the article's thesis,
    null where the article states none.
    """

    name: str
    members: tuple[str, ...]
    claims: tuple[str, ...]
    stance: Label | None


class Accord(Struct, frozen=True):
    """Where an article says that its speakers agree or differ: the words, who, and about which claims."""

    kind: Literal["agree", "differ"]
    speakers: tuple[str, ...]
    claims: tuple[str, ...]
    start: int
    end: int
    quote: str


class Section(Struct, frozen=True):
    """A part of an article under one heading (null before the first), with the ids of the arguments in it."""

    heading: str | None
    start: int
    end: int
    arguments: tuple[str, ...]
