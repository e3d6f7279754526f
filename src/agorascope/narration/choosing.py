"""Chooses what a narrator is given of a discussion, within a number of characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct, structs

from agorascope.inference.inputs import encodable
from agorascope.narration.facts import Facts, Objected, Point, Said, Side, Turned, Voice, encoded
from agorascope.phrases import phrases
from agorascope.records import ArticleReport, Discussion, KeyPoint, Objection

BUDGET = 12_000  # characters of all facts together
LONGEST = 400  # characters of one text; a quote cut there is still the comment's own
IDS = 12  # ids named for one side or point
LONGEST_ID = 100  # characters of an id as it is sent; longer ones cannot be cited
FRAME = 300  # characters around the items, and of what is left out
QUOTES = 4  # quotes of one point
CLAIMS = 4  # claims of one speaker
Item = TypeVar("Item", bound=Struct)


def facts(discussion: Discussion) -> Facts:
    """Choose what is sent: figures first, then the points that most voices make, speakers, objections, more quotes.

    What does not fit into `BUDGET` characters of JSON is left out and counted.
    """
    base, ranked = _figures(discussion), _ranked(discussion)
    room = BUDGET - FRAME - len(encoded(base))
    by_id = {point.id: point for point in ranked if point.id}
    points, room = _fitting((_point(point, by_id.get(point.counter or "")) for point in ranked), room)
    speakers, room = _fitting(_voices(discussion.article), room)
    objections, room = _fitting(map(_objected, discussion.summary.whole.objections), room)
    points = _with_quotes(points, ranked, room)
    left_out = {
        "points": len(ranked) - len(points),
        "quotes": sum(len(p.quotes) for p in ranked) - sum(len(p.quotes) for p in points.values()),
        "speakers": len(discussion.article.speakers) - len(speakers),
        "objections": len(discussion.summary.whole.objections) - len(objections),
    }
    return structs.replace(
        base,
        points=tuple(points.values()),
        speakers=tuple(speakers.values()),
        objections=tuple(objections.values()),
        left_out={kind: n for kind, n in left_out.items() if n},
    )


def _figures(discussion: Discussion) -> Facts:
    summary, article = discussion.summary, discussion.article
    turn = summary.whole.turn
    return Facts(
        title=_cut(article.title),
        thesis=_cut(article.thesis),
        headline=_cut(summary.headline),
        counts=summary.counts,
        sides=_sides(discussion),
        voices_who_take_a_side=summary.stance.favor + summary.stance.against,
        objections_made=len(summary.whole.objections),
        objections_answered=sum(bool(one.answers) for one in summary.whole.objections),
        turn=Turned(turn.comment, turn.before, turn.after) if turn and _names([turn.comment]) else None,
    )


def _sides(discussion: Discussion) -> dict[str, Side]:
    stance, shown = discussion.summary.stance, _shown(discussion)
    everybody, sided = stance.favor + stance.against + stance.none, stance.favor + stance.against
    return {
        side: Side(n, _percent(n / everybody), _percent(n / sided) if side != "none" else "", shown.get(side, ()))
        for side, n in structs.asdict(stance).items()
        if n
    }


def _shown(discussion: Discussion) -> dict[str, tuple[str, ...]]:
    """Choose comments that stand for a side: those with points and those without, none of which is spam."""
    summary = discussion.summary
    voiced = {comment for point in summary.key_points for comment in point.comments} | set(summary.unmatched)
    found: dict[str, list[str]] = {}
    for comment in discussion.comments:
        if comment.id in voiced and comment.stance.label:
            found.setdefault(comment.stance.label, []).append(comment.id)
    return {side: _names(ids) for side, ids in found.items()}


def _percent(share: float) -> str:
    """Write a share in whole per cent, as all reports do."""
    return phrases("narration", "en").percent(share)


def _names(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(encodable(one) for one in ids if len(encoded(one)) <= LONGEST_ID)[:IDS]


def _cut(text: str | None) -> str:
    return encodable((text or "").strip()[:LONGEST])


def _ranked(discussion: Discussion) -> list[KeyPoint]:
    """Put the points that most voices make first; where voices were not counted, most comments."""
    points = [point for point in discussion.summary.key_points if point.quotes]
    return sorted(points, key=lambda point: -(point.voices or len(point.comments)))


def _point(point: KeyPoint, counter: KeyPoint | None) -> Point:
    counted = _percent(point.prevalence) if point.prevalence else ""
    other = _said(counter)[0] if counter else None
    return Point(point.stance, _said(point)[:1], _names(point.comments), point.voices, counted, other)


def _said(point: KeyPoint) -> tuple[Said, ...]:
    return tuple(Said(encodable(quote.comment), encodable(quote.quote[:LONGEST])) for quote in point.quotes)


def _voices(article: ArticleReport) -> Iterator[Voice]:
    said = {argument.id: argument.quote for argument in article.arguments}
    for speaker in article.speakers:
        claims = tuple(_cut(said[one]) for one in speaker.claims[:CLAIMS] if one in said)
        yield Voice(_cut(speaker.name), (speaker.stance.label or "") if speaker.stance else "", claims)


def _objected(one: Objection) -> Objected:
    return Objected(encodable(one.comment), _cut(one.quote.quote) if one.quote else "", _names(one.answers))


def _fitting(items: Iterable[Item], room: int) -> tuple[dict[int, Item], int]:
    """Take the items that fit one after the other, by their place; give what room is left."""
    taken: dict[int, Item] = {}
    for place, item in enumerate(items):
        if (size := len(encoded(item)) + 1) <= room:
            taken[place], room = item, room - size
    return taken, room


def _with_quotes(points: dict[int, Point], ranked: Sequence[KeyPoint], room: int) -> dict[int, Point]:
    """Add second quotes to all points, then third ones, while they fit."""
    found = dict(points)
    for place, said in _more(points, ranked):
        if (size := len(encoded(said)) + 1) <= room:
            found[place] = structs.replace(found[place], quotes=(*found[place].quotes, said))
            room -= size
    return found


def _more(points: Iterable[int], ranked: Sequence[KeyPoint]) -> Iterator[tuple[int, Said]]:
    for rank in range(1, QUOTES):
        for place in points:
            yield from ((place, said) for said in _said(ranked[place])[rank : rank + 1])
