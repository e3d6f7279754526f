"""What a page tells of a summary, be it of a discussion or of a debate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agorascope.pages.charts import figures
from agorascope.pages.points import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agorascope.pages.links import Links
    from agorascope.records import KeyPoint, Summary

MOST = 200  # rows of a list; how many are beyond them is told


def told(summary: Summary, links: Links, sides: Mapping[str, str] | None, locale: str) -> dict[str, Any]:
    """Give what the templates of a summary's sections ask for; `sides` are those of people, where they are known."""
    whole = summary.whole
    return {
        "s": summary,
        "links": links,
        "most": MOST,
        "columns": columns(summary.key_points),
        "point_tag": _point_tag(links),
        "answered": [o for o in whole.objections if o.answers],
        "unanswered": [o for o in whole.objections if not o.answers],
        **figures.over_time(whole.by_time, whole.turn, links, locale),
        **figures.between(whole.between, sides, locale),
    }


def present(summary: Summary, found: Mapping[str, Any]) -> dict[str, bool]:
    """Tell which sections about a summary have something to say, in their order."""
    return {
        "brief": len(summary.abstract) > 1,
        "stance": bool(summary.counts.comments),
        "points": bool(summary.key_points or summary.unmatched or summary.loose),
        "course": bool(found["spans"] or found["turn"]),
        "between": bool(found["between"]),
        "objections": bool(summary.whole.objections),
    }


def untold(thesis: str | None, summary: Summary) -> str | None:
    """Give the thesis where the abstract does not say it: it stands at the top of the page then, and once is enough."""
    return None if thesis and any(thesis in one.text for one in summary.abstract[1:]) else thesis


def _point_tag(links: Links) -> Callable[[KeyPoint], str | None]:
    def tag(point: KeyPoint) -> str | None:
        return links.tag(point.quotes[0].comment) if point.quotes else None

    return tag
