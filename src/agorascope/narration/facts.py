"""What a narrator is given of a discussion: figures, points, quotes with their ids."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from agorascope.records import Counts, StanceCounts


class Said(Struct, frozen=True):
    """Words of a comment."""

    comment: str
    quote: str


class Side(Struct, frozen=True, omit_defaults=True):
    """How many voices stand on a side, as a number and in whole per cent, and some of their comments."""

    voices: int
    percent_of_voices: str = ""
    percent_of_those_who_take_a_side: str = ""
    comments: tuple[str, ...] = ()


class Point(Struct, frozen=True, omit_defaults=True):
    """A key point; `voices` is left out where they were not counted."""

    side: str
    quotes: tuple[Said, ...]
    comments: tuple[str, ...]
    voices: int = 0
    percent_of_those_who_take_a_side: str = ""
    counter: Said | None = None


class Voice(Struct, frozen=True, omit_defaults=True):
    """Somebody who speaks in the article, and what they claim there."""

    name: str
    side: str = ""
    claims: tuple[str, ...] = ()


class Objected(Struct, frozen=True, omit_defaults=True):
    """An objection to the article, and the comments in which its author answers."""

    comment: str
    quote: str = ""
    answers: tuple[str, ...] = ()


class Turned(Struct, frozen=True):
    """Where the thread turned, with the voices on each side before and from there on."""

    comment: str
    before: StanceCounts
    after: StanceCounts


class Facts(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Everything that is sent of a discussion; `left_out` counts what did not fit, by kind."""

    title: str = ""
    thesis: str = ""
    headline: str = ""
    counts: Counts
    sides: dict[str, Side] = {}
    voices_who_take_a_side: int = 0
    points: tuple[Point, ...] = ()
    speakers: tuple[Voice, ...] = ()
    objections_made: int = 0
    objections_answered: int = 0
    objections: tuple[Objected, ...] = ()
    turn: Turned | None = None
    left_out: dict[str, int] = {}


def encoded(value: object) -> str:
    """Write a value as JSON in which no `<` stands."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


def named(facts: Facts) -> frozenset[str]:
    """Give the ids of the comments that the facts name; a narrator has heard of no others."""
    return frozenset(_named(facts))


def _named(facts: Facts) -> Iterator[str]:
    for side in facts.sides.values():
        yield from side.comments
    for point in facts.points:
        yield from point.comments
        yield from (said.comment for said in point.quotes)
        yield from (point.counter.comment,) if point.counter else ()
    for objected in facts.objections:
        yield from (objected.comment, *objected.answers)
    yield from (facts.turn.comment,) if facts.turn else ()
