"""A discussion as a conversation of Polis: statements, participants, and how each voted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from agorascope.exports.polis.moments import moment
from agorascope.exports.polis.people import may_vote, person
from agorascope.exports.results import Results, Row, grouped

VOTES: Final = {"agree": 1, "disagree": -1, "neutral": 0}
OWN, SIDED, UNSIDED = 2, 1, 0
"""Which of the things that somebody said of a statement counts: the point itself, an answer with a side, any answer."""


class Statement(Struct, frozen=True):
    """A key point: its number, who made it and when."""

    number: int
    text: str
    author: int
    moment: int


class Vote(Struct, frozen=True):
    """1 agrees, -1 disagrees, 0 passes."""

    statement: int
    voter: int
    vote: int
    moment: int


class Voice(Struct, frozen=True):
    """A comment as far as it can vote."""

    comment: str
    answers: str | None
    who: int
    moment: int
    side: str | None
    reply: str | None
    counts: bool


class Conversation(Struct, frozen=True):
    """A discussion with its statements, and the last word of every participant on each they spoke of."""

    discussion: str
    topic: str
    url: str
    description: str
    statements: tuple[Statement, ...]
    votes: tuple[Vote, ...]


def conversations(results: Results) -> Iterator[Conversation]:
    """Give every discussion, in the order of the corpus."""
    for part in range(results.parts):
        comments = results.rows("comments", part)
        found = [results.beside(name, part, comments) for name in ("spam", "duplicates", "stance")]
        joined = [
            {"comment": own, "spam": spam, "duplicate": duplicate, "stance": stance, "in": own["discussion_id"]}
            for own, spam, duplicate, stance in zip(comments, *found, strict=True)
        ]
        threads, summaries = grouped(joined, "in"), results.about("summaries", part)
        for article in results.rows("articles", part):
            name = article["discussion_id"]
            voices = {voice.comment: voice for voice in _voices(threads.get((name,), ()))}
            points = summaries[name]["key_points"] if name in summaries else None
            if points is None or any(own not in voices for point in points for own in point["comment_ids"]):
                raise results.other("summaries", part)
            yield _conversation(article, summaries[name], voices)


def _voices(rows: Sequence[Row]) -> Iterator[Voice]:
    """Give the comments of a discussion; its persons are numbered as they come."""
    numbers: dict[str, int] = {}
    for row in rows:
        own, stance = row["comment"], row["stance"]
        yield Voice(
            comment=own["comment_id"],
            answers=own["parent_comment_id"],
            who=numbers.setdefault(person(own), len(numbers)),
            moment=moment(own["published"]),
            side=stance["label"],
            reply=stance["reply"],
            counts=may_vote(own, row["spam"], row["duplicate"]),
        )


def _conversation(article: Row, summary: Row, voices: Mapping[str, Voice]) -> Conversation:
    points = summary["key_points"]
    return Conversation(
        discussion=article["discussion_id"],
        topic=article["title"] or "",
        url=article["url"] or "",
        description=summary["thesis"] or "",
        statements=tuple(_statement(number, point, voices) for number, point in enumerate(points)),
        votes=tuple(vote for number, point in enumerate(points) for vote in cast(number, point, voices)),
    )


def _statement(number: int, point: Row, voices: Mapping[str, Voice]) -> Statement:
    """Give a key point as a statement of the person whose words it is in."""
    said = (quote["comment_id"] for quote in point["quotes"] if quote["quote"] == point["text"])
    first = voices[next(said, point["comment_ids"][0])]
    return Statement(number, point["text"], first.who, first.moment)


def cast(number: int, point: Row, voices: Mapping[str, Voice]) -> list[Vote]:
    """Give the votes on a key point, one for each participant, in the order of their numbers."""
    makers = frozenset(point["comment_ids"])
    best: dict[int, tuple[int, Vote]] = {}
    for voice in voices.values():
        weight, vote = _vote(voice, point["stance"], makers)
        if vote is not None and weight >= best.get(voice.who, (UNSIDED, None))[0]:
            best[voice.who] = weight, Vote(number, voice.who, vote, voice.moment)
    return [best[who][1] for who in sorted(best)]


def _vote(voice: Voice, side: str, makers: frozenset[str]) -> tuple[int, int | None]:
    if not voice.counts:
        return UNSIDED, None
    if voice.comment in makers and voice.side == side:
        return OWN, VOTES["agree"]
    if voice.answers in makers and voice.reply is not None:
        vote = VOTES[voice.reply]
        return SIDED if vote else UNSIDED, vote
    return UNSIDED, None
