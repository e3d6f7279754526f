"""Times as exports and pages write them, as ISO 8601; what says no zone gets none."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, tzinfo
from email.utils import parsedate_to_datetime

from agorascope.readers.notation.dates import dates

EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}|\d{16}")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
CLOCK = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})[:.時时点](?P<m>[0-5]\d)(?:[:.分](?P<s>[0-5]\d))?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?|[πμΠΜ]\.?\s?[μΜ]\b\.?)?",
    re.IGNORECASE,
)
MAILED = re.compile(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{2,4} \d{1,2}:\d\d")
AMERICAN = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/\d{2,4}")
AFTERNOON = re.compile(r"下午|晚上|傍晚|中午")
NOON = MONTHS = 12
YEAR_2500 = 16_725_225_600


def iso_time(value: object) -> str | None:
    """Give a moment in ISO 8601: from seconds, milliseconds or microseconds since 1970, ISO, RFC 2822, or words.

    None for what is no moment ('2 days ago').
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int | float):
        return since_1970(value)
    text = " ".join(str(value).split())
    if EPOCH.fullmatch(text):
        return since_1970(float(text))
    return _iso(text) or _mail(text) or _words(text)


def since_1970(number: float, zone: tzinfo = UTC) -> str | None:
    """Give the moment so many seconds (or milli- or microseconds, by their size) after 1970 began."""
    for unit in (1, 1e3, 1e6):
        if abs(number) < YEAR_2500 * unit:
            try:
                return datetime.fromtimestamp(number / unit, zone).isoformat()
            except (ValueError, OverflowError, OSError):
                return None
    return None


def _iso(text: str) -> str | None:
    compact = COMPACT.fullmatch(text)
    if compact:
        text = "-".join(compact.groups())
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return text[:10] if len(text) == len("2021-10-05") else found.isoformat()


def _mail(text: str) -> str | None:
    """Read RFC 2822, and the order of Twitter and Weibo: Tue Oct 05 13:52:00 +0800 2021."""
    try:
        return datetime.strptime(text, "%a %b %d %H:%M:%S %z %Y").isoformat()
    except ValueError:
        pass
    if not MAILED.match(text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> str | None:
    """Read a date in the words of one of our languages, with the time of day behind or before it."""
    if len(text) > 200:  # noqa: PLR2004 -- no printed date is a paragraph
        return None
    found = next(iter(dates(text)), None)
    if found is None:
        return None
    day, (start, end) = found
    clock = CLOCK.search(text, end) or CLOCK.search(text[:start])
    hour = _time(clock, afternoon=bool(AFTERNOON.search(text))) if clock else None
    turned = AMERICAN.search(text) if clock and (clock["half"] or "")[:1] in {"A", "P", "a", "p"} else None
    if turned and int(turned[1]) <= MONTHS and int(turned[2]) <= MONTHS:
        day = day.replace(month=day.day, day=day.month)  # who writes AM and PM writes the month first
    return day.isoformat() if hour is None else datetime.combine(day, hour).isoformat()


def _time(clock: re.Match[str], *, afternoon: bool) -> time | None:
    hour, half = int(clock["h"]), (clock["half"] or "").casefold()
    if (afternoon or half[:1] in {"p", "μ"}) and hour < NOON:
        hour += NOON
    if half[:1] in {"a", "π"} and hour == NOON:
        hour = 0
    try:
        return time(hour, int(clock["m"]), int(clock["s"] or 0))
    except ValueError:
        return None
