"""The charts of a page, each with its words for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agorascope.pages.charts import agreement, course
from agorascope.pages.charts.drawing import drawn
from agorascope.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.pages.links import Links
    from agorascope.records import Between, Period, Turn


def over_time(periods: Sequence[Period], turn: Turn | None, links: Links, locale: str) -> dict[str, Any]:
    """Draw the voices over time, once for wide and once for narrow screens; nothing where there are no two spans."""
    spans = course.spans(periods, locale)
    told: dict[str, Any] = {"spans": spans, "turn": turn, "time_wide": "", "time_narrow": ""}
    if len(spans) < 2:  # noqa: PLR2004 -- one span has no course
        return told | {"spans": ()}
    say = phrases("pages", locale)
    title = say.gettext("Voices over time")
    described = say.gettext(
        "From %(first)s to %(last)s: %(favor)s for, %(against)s against.",
        first=spans[0].label,
        last=spans[-1].label,
        favor=say.number(sum(s.stance.favor for s in spans)),
        against=say.number(sum(s.stance.against for s in spans)),
    )
    at = next(
        ((place, links.name(turn.comment)) for place, s in enumerate(spans) if turn and turn.comment in s.comments),
        None,
    )
    for name, wide in (("time_wide", True), ("time_narrow", False)):
        told[name] = drawn(course.chart(spans, at, wide=wide), name.replace("_", "-"), title, described)
    return told


def between(pairs: Sequence[Between], sides: Mapping[str, str] | None, locale: str) -> dict[str, Any]:
    """Draw who agrees with whom, those who answer most first; no chart where nobody agrees or disagrees."""
    ordered = sorted(pairs, key=lambda b: (-b.agree - b.disagree, -b.neutral, b.speaker, b.answered))
    people = agreement.people(ordered, sides)
    told: dict[str, Any] = {"between": ordered, "between_chart": ""}
    if not people:
        return told
    say = phrases("pages", locale)
    described = say.gettext(
        "%(people)s people: %(agree)s, %(disagree)s.",
        people=say.number(len(people)),
        agree=say.ngettext("%(n)s answer that agrees", "%(n)s answers that agree", sum(b.agree for b in ordered)),
        disagree=say.ngettext("%(n)s that disagrees", "%(n)s that disagree", sum(b.disagree for b in ordered)),
    )
    chart = drawn(agreement.chart(people, ordered), "arcs", say.gettext("Who agrees with whom"), described)
    return told | {"between_chart": chart}
