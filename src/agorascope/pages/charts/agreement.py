"""Who agrees with whom as a chart: people in a column, an arc from everybody who answers to whom they answer."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from agorascope.pages.charts.drawing import Spec, label
from agorascope.summary.voices import voices
from agorascope.summary.whole.shown import heard, shown_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.records import Between, CommentReport

MOST = 14  # people in the chart; the table beside it has all
NAME = 18
STEP, NAMES, WIDTH = 26, 150, 340
_SIDES = ("favor", "none", "against", "unknown")
_SIGNS = {"favor": "+", "against": "−", "none": "=", "unknown": ""}
_FILLS = ["var(--favor-fill)", "var(--none-fill)", "var(--against-fill)", "var(--none-fill)"]
_POINTS = 24


class Person(NamedTuple):
    """Somebody in the chart, the side they take, and how many answers they gave or got."""

    name: str
    side: str
    answers: int


def people(between: Sequence[Between], sides: Mapping[str, str] | None) -> tuple[Person, ...]:
    """Give the people most answers go to or come from, those of one side together; `sides` may not be known."""
    weight: Counter[str] = Counter()
    for pair in between:
        if pair.speaker != pair.answered:
            count = pair.agree + pair.disagree
            weight.update({pair.speaker: count, pair.answered: count})
    busiest = sorted((n for n in weight if weight[n]), key=lambda n: (-weight[n], n))[:MOST]
    found = [Person(name, "unknown" if sides is None else sides.get(name, "none"), weight[name]) for name in busiest]
    return tuple(sorted(found, key=lambda p: (_SIDES.index(p.side), -p.answers, p.name)))


def sides_of(comments: Sequence[CommentReport], author: str | None) -> dict[str, str]:
    """Give the side of everybody, by the names that `Between` has: who takes both has none; `author`: the byline."""
    held: dict[str, set[str]] = {}
    for who, stance in voices(comments):
        held.setdefault(who, set()).add(stance)
    names = shown_names(heard(comments), author)
    return {names[who]: next(iter(found)) for who, found in held.items() if who in names and len(found) == 1}


def chart(found: Sequence[Person], between: Sequence[Between]) -> Spec:
    """Draw people and arcs: agreement is a solid line, disagreement a broken one, both thicker for more answers."""
    at = {person.name: place for place, person in enumerate(found)}
    height = STEP * len(found)
    drawn = [b for b in between if b.speaker in at and b.answered in at and b.speaker != b.answered]
    return {
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "none"},
        "padding": 0,
        "layer": [
            *_arcs([(at[b.speaker], at[b.answered], b.agree) for b in drawn if b.agree], "favor", [1, 0], height),
            *_arcs(
                [(at[b.speaker], at[b.answered], b.disagree) for b in drawn if b.disagree], "against", [5, 4], height
            ),
            *_column(found, height),
        ],
    }


def _at(field: str, most: int) -> Spec:
    domain = [0, most] if field == "x" else [most, 0]
    return {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": domain, "nice": False, "zero": False},
    }


def _column(found: Sequence[Person], height: int) -> list[Spec]:
    rows = [
        {"x": NAMES, "y": _middle(place), "name": label(p.name, NAME), "sign": _SIGNS[p.side], "side": p.side}
        for place, p in enumerate(found)
    ]
    where = {"x": _at("x", WIDTH), "y": _at("y", height)}
    colour = {"field": "side", "type": "nominal", "legend": None, "scale": {"domain": list(_SIDES), "range": _FILLS}}
    name = {"type": "text", "align": "right", "dx": -14, "dy": 1, "fontSize": 13, "color": "var(--ink)", "limit": 0}
    sign = {"type": "text", "fontSize": 13, "fontWeight": 700, "dy": 1, "color": "white"}
    return [
        {"data": {"values": rows}, "mark": {"type": "circle", "size": 220, "opacity": 1},
         "encoding": {**where, "color": colour}},
        {"data": {"values": rows}, "mark": sign, "encoding": {**where, "text": {"field": "sign"}}},
        {"data": {"values": rows}, "mark": name, "encoding": {**where, "text": {"field": "name"}}},
    ]  # fmt: skip


def _arcs(pairs: Sequence[tuple[int, int, int]], colour: str, dash: list[int], height: int) -> list[Spec]:
    """Draw half ellipses to the right of the column, with a triangle where each arrives."""
    if not pairs:
        return []
    rows = [point for number, pair in enumerate(pairs) for point in _arc(number, *pair)]
    ends = [{"x": NAMES + 15, "y": _middle(to)} for to in sorted({to for _, to, _ in pairs})]
    where = {"x": _at("x", WIDTH), "y": _at("y", height)}
    line = {"type": "line", "color": f"var(--{colour})", "strokeDash": dash, "opacity": 0.85}
    width = {
        "field": "n",
        "type": "quantitative",
        "legend": None,
        "scale": {"domain": [1, 6], "range": [1.6, 5], "clamp": True},
    }
    order = {"detail": {"field": "arc"}, "order": {"field": "t"}, "strokeWidth": width}
    arrow = {"type": "point", "shape": "triangle-left", "filled": True, "size": 45, "opacity": 1,
             "color": f"var(--{colour})"}  # fmt: skip
    return [
        {"data": {"values": rows}, "mark": line, "encoding": {**where, **order}},
        {"data": {"values": ends}, "mark": arrow, "encoding": where},
    ]


def _arc(number: int, start: int, end: int, count: int) -> list[Spec]:
    """Give the points of an arc; answers that go up lie a little further out than those that go down."""
    reach = WIDTH - NAMES - 30
    bulge = min(reach, 18 + 15 * abs(start - end) + (8 if start > end else 0))
    centre, radius = (_middle(start) + _middle(end)) / 2, (_middle(start) - _middle(end)) / 2
    return [
        {"arc": number, "t": step, "n": count,
         "x": round(NAMES + 13 + bulge * math.sin(turn), 1), "y": round(centre + radius * math.cos(turn), 1)}
        for step in range(_POINTS + 1)
        for turn in (math.pi * step / _POINTS,)
    ]  # fmt: skip


def _middle(place: int) -> float:
    return STEP * place + STEP / 2
