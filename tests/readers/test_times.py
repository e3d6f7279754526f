"""Times as exports and pages in our languages write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.readers.notation.times import iso_time


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-10-05T08:55:00Z", "2021-10-05T08:55:00+00:00"),
        ("2021-10-05 08:55", "2021-10-05T08:55:00"),
        ("20211005", "2021-10-05"),
        (1633424100, "2021-10-05T08:55:00+00:00"),
        ("1633424100", "2021-10-05T08:55:00+00:00"),
        (1633424100000, "2021-10-05T08:55:00+00:00"),
        ("1633424100000000", "2021-10-05T08:55:00+00:00"),
        ("Tue, 05 Oct 2021 13:52:00 +0000", "2021-10-05T13:52:00+00:00"),
        ("Tue Oct 05 13:52:00 +0800 2021", "2021-10-05T13:52:00+08:00"),
        ("5 Οκτωβρίου 2021 στις 10:15 πμ", "2021-10-05T10:15:00"),
        ("Τρίτη, 5 Οκτωβρίου 2021, 10:15 μ.μ.", "2021-10-05T22:15:00"),
        ("Οκτ 5, 2021 @ 22:15", "2021-10-05T22:15:00"),
        ("05/10/2021 - 10:15", "2021-10-05T10:15:00"),
        ("10/05/2021 10:15 AM", "2021-10-05T10:15:00"),
        ("25/10/2021 10:15 pm", "2021-10-25T22:15:00"),
        ("Oct 5, 2021, 10:15 PM", "2021-10-05T22:15:00"),
        ("5th October 2021 at 12:05 am", "2021-10-05T00:05:00"),
        ("2021年10月5日 下午3:15", "2021-10-05T15:15:00"),
        ("发表于 2021-10-5 9:05", "2021-10-05T09:05:00"),
        ("3 days ago", None),
        ("πριν από 2 ώρες", None),
        ("昨天 22:17", None),
        ("Mon, 1 Jan 99999999999 00:00:00", None),
        ("", None),
        (True, None),
        (None, None),
        (1e300, None),
    ],
)
def test_times(written: object, meant: str | None) -> None:
    """Each way of writing is the moment it means; what is told from now is none."""
    assert iso_time(written) == meant


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 -- bounds
def test_moments_survive(moment: datetime) -> None:
    """ISO 8601 and seconds since 1970 give the same moment back."""
    assert datetime.fromisoformat(iso_time(moment.isoformat()) or "") == moment
    whole = moment.replace(microsecond=0)
    assert datetime.fromisoformat(iso_time(int(whole.timestamp())) or "") == whole


@given(st.one_of(st.text(), st.floats(), st.integers(), st.binary()))
def test_nothing_raises(value: object) -> None:
    """Whatever stands in the place of a time, it is one or none."""
    found = iso_time(value)
    assert found is None or datetime.fromisoformat(found)
