"""When comments were written, on one clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timezone

from msgspec import Struct, structs

from agorascope.records import CommentReport

YEARS = range(1971, 2100)  # the first second of 1970, the year 1 and the year 9999 stand for 'not known' in exports


class Moment(Struct, frozen=True):
    """A moment as written; without a `clock` only the day is known, and `at` is its beginning."""

    at: datetime
    clock: bool


def moments(comments: Sequence[CommentReport]) -> list[Moment | None]:
    """Give the moment of each comment, None where none is known; all have the same offset, or all have none.

    That offset is the one that is written, where it is one; where there are several, it is that of UTC. A time without
    one beside others that have it is taken to have this offset.
    """
    read = [_read(comment.published) for comment in comments]
    offsets = {offset for moment in read if moment and (offset := moment.at.utcoffset()) is not None}
    if not offsets:
        return read
    zone = timezone(offsets.pop()) if len(offsets) == 1 else UTC
    return [moment and structs.replace(moment, at=_on(zone, moment.at)) for moment in read]


def _on(zone: timezone, at: datetime) -> datetime:
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def _read(published: str | None) -> Moment | None:
    text = (published or "").strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Moment(at, not _is_day(text)) if at.year in YEARS else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
