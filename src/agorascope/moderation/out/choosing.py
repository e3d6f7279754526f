"""Which decisions of a desk go out: all, those since a moment, those about comments that a site knows by their ids."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agorascope.moderation.out.formats import FORMATS, Notes
from agorascope.moderation.store import decisions

if TYPE_CHECKING:
    from agorascope.moderation.desk import Desk
    from agorascope.records import Decision


def chosen(desk: Desk, to: str, since: float | None = None) -> tuple[list[Decision], Notes]:
    """Give what stands on a desk for one of `FORMATS`, and tell what does not belong in it.

    `since`, in seconds since 1970, leaves out what was decided before. Where the format is a site's own, discussions
    that another site or a page without ids gave are left out: their numbers would name other comments there.
    """
    sources = FORMATS[to].sources
    with desk.reading() as connection:
        formats = dict(connection.execute("SELECT number, format FROM thread"))
        found = [(formats[stored.thread], told) for stored, told in decisions.standing(connection)]
    newer = [(form, told) for form, told in found if since is None or _moment(told.at) >= since]
    kept = [told for form, told in newer if sources is None or form in sources]
    others = len(newer) - len(kept)
    return kept, (f"left out, of discussions whose ids are not the site's: {others:,}",) if others else ()


def _moment(at: str) -> float:
    """Give seconds since 1970; a time that cannot be read is of no time, and never too old."""
    try:
        told = datetime.fromisoformat(at)
    except ValueError:
        return float("inf")
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
