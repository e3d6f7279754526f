"""Voices by side over time: in spans as fine as the thread is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from agorascope.records import CommentReport, Period
from agorascope.summary.voices import counted, stance_of_voices
from agorascope.summary.whole.moments import Moment, moments

MOST = 60  # spans from the first comment to the last: what a reader can take in at a glance
WEEK, YEAR = 7, 12


def periods(comments: Sequence[CommentReport]) -> tuple[Period, ...]:
    """Count voices by side for every span of time in which somebody spoke, in order; comments without a time are out.

    A span is an hour where all comments are of two days and have a time of day, else a day; a week (from Monday), a
    month or a year where the finer ones would be more than sixty from the first to the last. Somebody who speaks in
    two spans has a voice in both.
    """
    heard = counted(comments)
    dated = [(moment, comment) for moment, comment in zip(moments(heard), heard, strict=True) if moment]
    if not dated:
        return ()
    start = _starts([moment for moment, _ in dated])
    spans: dict[str, list[CommentReport]] = {}
    for moment, comment in sorted(dated, key=lambda pair: start(pair[0].at)):  # a stable sort: page order in a span
        spans.setdefault(start(moment.at), []).append(comment)
    return tuple(Period(at, stance_of_voices(said), tuple(c.id for c in said)) for at, said in spans.items())


def _starts(when: Sequence[Moment]) -> Callable[[datetime], str]:
    """Choose the span: a function from a moment to the ISO 8601 start of its span; starts sort as times do."""
    first, last = min(moment.at for moment in when).date(), max(moment.at for moment in when).date()
    if (last - first).days <= 1 and all(moment.clock for moment in when):
        return _hour
    if (last - first).days < MOST:
        return _day
    if (_monday(last) - _monday(first)).days < MOST * WEEK:
        return lambda at: _monday(at.date()).isoformat()
    if (last.year - first.year) * YEAR + last.month - first.month < MOST:
        return lambda at: at.date().replace(day=1).isoformat()
    return lambda at: at.date().replace(month=1, day=1).isoformat()


def _hour(at: datetime) -> str:
    return at.replace(minute=0).isoformat(timespec="minutes")


def _day(at: datetime) -> str:
    return at.date().isoformat()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
