"""What each step found."""

from __future__ import annotations

from msgspec import Struct

from agorascope.records import (
    Accord,
    Argument,
    Duplicate,
    HeldArgument,
    Label,
    Language,
    Person,
    Section,
    Speaker,
    Thread,
)


class Spoken(Struct, frozen=True):
    """The language of the page and of each comment, in order."""

    page: Language
    comments: tuple[Language, ...]


class Reposts(Struct, frozen=True):
    """What each comment repeats within the thread, and in a few words the campaign it is part of; None for nothing."""

    marked: tuple[Duplicate | None, ...]
    campaigns: tuple[str | None, ...]


class Unjudged(Struct, frozen=True):
    """A thread whose comments are to be judged, what they speak, and the campaign of each, or of none."""

    thread: Thread
    said: Spoken
    campaigns: tuple[str | None, ...]


class Argued(Struct, frozen=True):
    """What the article states, who argues what in it, and what each comment argues; spam argues nothing."""

    thesis: str | None
    article: tuple[HeldArgument, ...]
    comments: tuple[tuple[Argument, ...], ...]


class Attributed(Struct, frozen=True):
    """Who speaks in the article, where speakers agree or differ, its parts, and who is who on the whole page."""

    speakers: tuple[Speaker, ...]
    accords: tuple[Accord, ...]
    sections: tuple[Section, ...]
    people: tuple[Person, ...]


class Sided(Struct, frozen=True):
    """Each comment's stance to its parent and to the thesis; `marginals` are the latter as the reply tree gave them."""

    replies: tuple[Label | None, ...]
    marginals: tuple[Label, ...]
    stances: tuple[Label, ...]


class Toned(Struct, frozen=True):
    """The tone of what the article argues (None without an article) and of each comment."""

    article: Label | None
    comments: tuple[Label, ...]
