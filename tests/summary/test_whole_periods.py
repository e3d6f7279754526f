"""Voices by side over time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agorascope.records import CommentReport, Duplicate, StanceCounts
from agorascope.summary.whole.periods import periods
from tests.making import comment


def _at(*times: str | None) -> list[CommentReport]:
    return [comment(str(n), stance="favor", published=time) for n, time in enumerate(times, start=1)]


def _starts(*times: str | None) -> list[str]:
    return [period.start for period in periods(_at(*times))]


def test_a_day_each_in_order() -> None:
    """Each day in which somebody spoke has its voices, by side, and the comments in page order."""
    comments = [
        comment("1", author="Ada", stance="favor", published="2021-10-07T09:00:00"),
        comment("2", author="Bo", stance="against", published="2021-10-05"),
        comment("3", author="Ada", stance="favor", published="2021-10-07T08:00:00"),
        comment("4", author="Ada", stance="none", published="2021-10-05T23:59:59"),
    ]
    found = [(p.start, p.stance, p.comments) for p in periods(comments)]
    assert found == [
        ("2021-10-05", StanceCounts(against=1, none=1), ("2", "4")),
        ("2021-10-07", StanceCounts(favor=1), ("1", "3")),
    ]


def test_hours_where_all_are_of_two_days() -> None:
    """A short thread is told by the hour, across midnight too; a third day makes it days."""
    assert _starts("2021-10-05T23:10:00", "2021-10-06T00:05:09") == ["2021-10-05T23:00", "2021-10-06T00:00"]
    assert _starts("2021-10-05T23:10:00", "2021-10-07T00:05:09") == ["2021-10-05", "2021-10-07"]


def test_no_hours_where_a_time_of_day_is_missing() -> None:
    """A comment of which only the day is known was not written at midnight."""
    assert _starts("2021-10-05", "2021-10-05T13:00:00") == ["2021-10-05"]


@pytest.mark.parametrize(
    ("days", "start"),
    [(59, "2021-01-06"), (60, "2021-01-04"), (800, "2021-01-01"), (6000, "2021-01-01")],
    ids=["day", "week", "month", "year"],
)
def test_longer_threads_have_coarser_spans(days: int, start: str) -> None:
    """Sixty spans at the most: then a week from Monday, a month, a year."""
    first = date(2021, 1, 6)
    found = _starts(first.isoformat(), (first + timedelta(days)).isoformat())
    assert found[0] == start
    assert len(found) == 2


def test_years_are_whole() -> None:
    """What is told by the year is in the year it was written in, whatever the month."""
    assert _starts("2001-12-31", "2021-06-06", "2021-01-01") == ["2001-01-01", "2021-01-01"]


def test_offsets_are_on_one_clock() -> None:
    """One offset stays as written; several are brought to UTC, and times without one have the offset of the others."""
    assert _starts("2021-10-05T01:30:00+03:00", "2021-10-05T02:00:00") == [
        "2021-10-05T01:00+03:00",
        "2021-10-05T02:00+03:00",
    ]
    assert _starts("2021-10-05T01:30:00+03:00", "2021-10-05T06:30:00+08:00") == ["2021-10-04T22:00+00:00"]


@pytest.mark.parametrize(
    "time", [None, "", "2 days ago", "1970-01-01T00:00:00+00:00", "0001-01-01", "9999-12-31", "\x00"]
)
def test_what_is_no_time_is_left_out(time: str | None) -> None:
    """No time, words, and what exports write for 'not known' date nothing; alone, they give no periods."""
    assert _starts(time) == []
    assert _starts("2021-10-05", time) == ["2021-10-05"]


def test_only_voices_are_counted() -> None:
    """A re-post is in no period, and its time makes none."""
    comments = [
        comment("1", published="2021-10-05"),
        comment("2", published="2021-11-05", duplicate=Duplicate("d1", "1", "exact", 1.0)),
    ]
    assert [(p.start, p.comments) for p in periods(comments)] == [("2021-10-05", ("1",))]
