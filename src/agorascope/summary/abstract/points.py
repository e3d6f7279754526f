"""Sentences about key points: the leading one of each side, and the two that meet head on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import SIDES, Sentence
from agorascope.summary.voices import makers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import KeyPoint, Quote, Stance
    from agorascope.summary.abstract.matter import Matter


def argued(matter: Matter) -> Iterator[Sentence]:
    """Tell the leading point for the article, the one against, and the strongest pair on one matter if it is another.

    The leading point is the one that most voices make; of several, the first of the summary.
    """
    found = [leading(matter, side) for side in SIDES]
    for point in filter(None, found):
        words = _led_across(matter, point) if _several(point) else _led(matter, point)
        yield Sentence(point.stance, words, point.comments, (_best(point),))
    pair = _opposed(matter)
    if pair and list(pair) != found:
        yield _clash(matter, *pair)


def leading(matter: Matter, side: Stance) -> KeyPoint | None:
    """Give the point of a side that most voices make, the earlier one of a tie."""
    points = [p for p in matter.summary.key_points if p.stance == side and p.quotes]
    return min(points, key=lambda p: -makers(p, matter.by_id), default=None)


def _best(point: KeyPoint) -> Quote:
    return next((quote for quote in point.quotes if quote.quote == point.text), point.quotes[0])


def _led(matter: Matter, point: KeyPoint) -> str:
    say, n, quote = matter.say, makers(point, matter.by_id), matter.ending(_best(point).quote)
    return {
        ("favor", "article"): say.ngettext(
            "The leading point for the article comes from one voice: %(quote)s",
            "The leading point for the article comes from %(n)s voices: %(quote)s",
            n,
            quote=quote,
        ),
        ("favor", "thesis"): say.ngettext(
            "The leading point for the thesis comes from one voice: %(quote)s",
            "The leading point for the thesis comes from %(n)s voices: %(quote)s",
            n,
            quote=quote,
        ),
        ("against", "article"): say.ngettext(
            "The leading point against the article comes from one voice: %(quote)s",
            "The leading point against the article comes from %(n)s voices: %(quote)s",
            n,
            quote=quote,
        ),
        ("against", "thesis"): say.ngettext(
            "The leading point against the thesis comes from one voice: %(quote)s",
            "The leading point against the thesis comes from %(n)s voices: %(quote)s",
            n,
            quote=quote,
        ),
    }[point.stance, matter.towards]


def _led_across(matter: Matter, point: KeyPoint) -> str:
    """Tell the leading point of a side, which is made in several languages."""
    say, n, quote = matter.say, makers(point, matter.by_id), matter.ending(_best(point).quote)
    languages = matter.languages(point.languages)
    return {
        ("favor", "article"): say.ngettext(
            "The leading point for the article comes from one voice, in %(languages)s: %(quote)s",
            "The leading point for the article comes from %(n)s voices, in %(languages)s: %(quote)s",
            n,
            languages=languages,
            quote=quote,
        ),
        ("favor", "thesis"): say.ngettext(
            "The leading point for the thesis comes from one voice, in %(languages)s: %(quote)s",
            "The leading point for the thesis comes from %(n)s voices, in %(languages)s: %(quote)s",
            n,
            languages=languages,
            quote=quote,
        ),
        ("against", "article"): say.ngettext(
            "The leading point against the article comes from one voice, in %(languages)s: %(quote)s",
            "The leading point against the article comes from %(n)s voices, in %(languages)s: %(quote)s",
            n,
            languages=languages,
            quote=quote,
        ),
        ("against", "thesis"): say.ngettext(
            "The leading point against the thesis comes from one voice, in %(languages)s: %(quote)s",
            "The leading point against the thesis comes from %(n)s voices, in %(languages)s: %(quote)s",
            n,
            languages=languages,
            quote=quote,
        ),
    }[point.stance, matter.towards]


def _several(point: KeyPoint) -> bool:
    return len([code for code in point.languages if code != "und"]) > 1


def _opposed(matter: Matter) -> tuple[KeyPoint, KeyPoint] | None:
    """Find the point and counter-point, for and against, to tell: each other's counter first, then of most voices."""
    by_id = {point.id: point for point in matter.summary.key_points if point.id and point.quotes}
    pairs: dict[tuple[bool, int], tuple[KeyPoint, KeyPoint]] = {}
    for point in by_id.values():
        other = by_id.get(point.counter or "")
        if other and {point.stance, other.stance} == set(SIDES):
            rank = (other.counter != point.id, -makers(point, matter.by_id) - makers(other, matter.by_id))
            pairs.setdefault(rank, (point, other) if point.stance == "favor" else (other, point))
    return pairs[min(pairs)] if pairs else None


def _clash(matter: Matter, favor: KeyPoint, against: KeyPoint) -> Sentence:
    quotes = (_best(favor), _best(against))
    words = matter.say.gettext(
        "Directly opposed are %(favor)s (for) and %(against)s (against).",
        favor=matter.inside(quotes[0].quote),
        against=matter.inside(quotes[1].quote),
    )
    return Sentence("counter", words, tuple(dict.fromkeys((*favor.comments, *against.comments))), quotes)
