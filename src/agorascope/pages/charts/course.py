"""The course of a discussion as a chart: who was for and against in each span of time, and where it turned."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from agorascope.pages.charts.drawing import Spec, label
from agorascope.records import Period, StanceCounts

MOST = 60  # bars
WIDE, NARROW = 640, 320
_LABELS = {True: 6, False: 3}
_SIGNED = "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + abs(datum.value)"
_WEEK, _MONTHS = timedelta(days=7), timedelta(days=400)
_SKELETONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # of CLDR: in full, and short
    "hour": (("yMMMd", "Hm"), ("Hm",)),
    "day": (("yMMMd",), ("MMMd",)),
    "week": (("yMMMd",), ("MMMd",)),
    "month": (("yMMM",), ("yMMM",)),
    "year": (("y",), ("y",)),
}


class Span(NamedTuple):
    """Voices in one span of time, its name in full and its short one."""

    label: str
    short: str
    stance: StanceCounts
    comments: tuple[str, ...]


def spans(periods: Sequence[Period], locale: str) -> tuple[Span, ...]:
    """Give the periods in order, with empty ones where nobody spoke, so that bars are as far apart as the times are.

    Where a start is no time, or there would be more than `MOST`, the periods stand one after the other.
    """
    if not periods:
        return ()
    try:
        known = {datetime.fromisoformat(p.start): p for p in periods}
        starts = sorted(known)
    except (TypeError, ValueError):  # no time, or some with an offset and some without
        return tuple(Span(p.start, label(p.start, 12), p.stance, p.comments) for p in periods)
    unit = _unit(starts, hours=any("T" in p.start for p in periods))
    return tuple(_span(start, known.get(start), unit, locale) for start in _filled(starts, unit))


def _unit(starts: Sequence[datetime], *, hours: bool) -> str:
    """Tell the length of the periods, which only their starts show: years, months and weeks are for long threads."""
    if hours:
        return "hour"
    days = [s.day == 1 for s in starts]
    if all(days) and starts[-1] - starts[0] > _MONTHS:
        return "year" if all(s.month == 1 for s in starts) and (starts[-1] - starts[0]).days > MOST * 28 else "month"
    return "week" if all(s.weekday() == 0 for s in starts) and starts[-1] - starts[0] >= 8 * _WEEK else "day"


def _filled(starts: Sequence[datetime], unit: str) -> list[datetime]:
    """Name every span from the first to the last, or only those given where these would be too many or do not fit."""
    step = _STEPS[unit]
    found = [starts[0]] if starts else []
    while found and found[-1] < starts[-1] and len(found) < MOST:
        found.append(step(found[-1]))
    return found if set(starts) <= set(found) else list(starts)


def _month(now: datetime) -> datetime:
    return (now.replace(day=1) + timedelta(days=32)).replace(day=1)


_STEPS: dict[str, Callable[[datetime], datetime]] = {
    "hour": lambda now: now + timedelta(hours=1),
    "day": lambda now: now + timedelta(days=1),
    "week": lambda now: now + _WEEK,
    "month": _month,
    "year": lambda now: now.replace(year=now.year + 1),
}


def _span(start: datetime, period: Period | None, unit: str, locale: str) -> Span:
    from babel.dates import format_skeleton

    def said(skeletons: tuple[str, ...]) -> str:
        return " ".join(str(format_skeleton(s, start, tzinfo=start.tzinfo, locale=locale)) for s in skeletons)

    long, short = map(said, _SKELETONS[unit])
    return Span(long, short, period.stance if period else StanceCounts(), period.comments if period else ())


def chart(found: Sequence[Span], turn: tuple[int, str] | None, *, wide: bool) -> Spec:
    """Draw bars upwards for those in favour and downwards for those against.

    `turn` is the place of the span in which the discussion turned, and the name of the comment where it did.
    """
    rows = [
        {"at": at, "side": side, "n": sign * getattr(span.stance, side)}
        for at, span in enumerate(found)
        for side, sign in (("favor", 1), ("against", -1))
    ]
    return {
        "width": (WIDE if wide else NARROW) - 40,
        "height": 150,
        "autosize": {"type": "none"},
        "padding": {"left": 30, "right": 10, "top": 20, "bottom": 24},
        "data": {"values": rows},
        "encoding": {"x": _x(found, wide=wide)},
        "layer": [_bars(found), *(_turn(*turn) if turn else ())],
    }


def _x(found: Sequence[Span], *, wide: bool) -> Spec:
    shown = range(0, len(found), max(1, -(-len(found) // _LABELS[wide])))
    names = json.dumps({str(at): found[at].short for at in shown}, ensure_ascii=True)
    return {
        "field": "at",
        "type": "ordinal",
        "scale": {"domain": list(range(len(found))), "paddingInner": 0.25, "paddingOuter": 0.1},
        "axis": {
            "values": list(shown),
            "labelExpr": f"({names})[datum.value]",
            "labelAngle": 0,
            "labelAlign": "center",
            "ticks": False,
            "domain": False,
        },
    }


def _bars(found: Sequence[Span]) -> Spec:
    most, least = max(s.stance.favor for s in found), max(s.stance.against for s in found)
    axis = {"labelExpr": _SIGNED, "tickMinStep": 1, "tickCount": 4, "domain": False, "ticks": False}
    scale = {"domain": [-max(least, 1), max(most, 1)], "nice": True}
    colours = {"domain": ["favor", "against"], "range": ["var(--favor-fill)", "var(--against-fill)"]}
    return {
        "mark": {"type": "bar", "cornerRadiusEnd": 2, "width": {"band": 1}},
        "encoding": {
            "y": {"field": "n", "type": "quantitative", "stack": None, "scale": scale, "axis": axis},
            "color": {"field": "side", "type": "nominal", "scale": colours, "legend": None},
        },
    }


def _turn(at: int, name: str) -> list[Spec]:
    data = {"values": [{"at": at, "name": label(name, 12)}]}
    rule = {"type": "rule", "color": "var(--ink)", "strokeDash": [3, 3], "strokeWidth": 1.5}
    text = {"type": "text", "color": "var(--ink)", "fontSize": 12, "fontWeight": 700, "y": -8}
    return [{"data": data, "mark": rule}, {"data": data, "mark": text, "encoding": {"text": {"field": "name"}}}]
