"""Dates as pages print them, as ISO dates; `3/4/21` is the third of April."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from agorascope.language.folding import fold
from agorascope.readers.facts import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

CENTURY = 100
THIS_CENTURY = 70
MONTHS = 12


@cache
def _months() -> dict[str, int]:
    return {fold(name): month for page in pages() for name, month in page.page.months.items()}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    day, year = r"(?P<d>\d{1,2})", r"(?P<y>(?:19|20)\d\d)"
    return (
        re.compile(rf"(?<!\d){year}\s?[-/.年]\s?(?P<m>\d{{1,2}})\s?[-/.月]\s?{day}(?!\d)"),
        re.compile(rf"(?<!\d){day}(?:st|nd|rd|th|η|ησ)?\.?(?: of)?[ -]?(?P<w>{names})\.?,?[ -]?{year}"),
        re.compile(rf"(?<!\w)(?P<w>{names})\.? {day}(?:st|nd|rd|th)?,? {year}"),
        re.compile(rf"(?<!\d){day}[/.-](?P<m>\d{{1,2}})[/.-](?P<y>(?:19|20)\d\d|\d\d)(?!\d)"),
    )


def published(text: str) -> str | None:
    """Give the first date of a line as `YYYY-MM-DD`; None when there is none."""
    return next((found.isoformat() for found, _ in dates(text)), None)


def dates(text: str) -> Iterator[tuple[date, tuple[int, int]]]:
    """Give the dates of a line with their offsets, the surest way of writing first."""
    folded = fold(text)
    for pattern in _patterns():
        for match in pattern.finditer(folded):
            found = _date(match.groupdict())
            if found is not None:
                yield found, match.span()


def _date(parts: dict[str, str | None]) -> date | None:
    year, day = int(parts["y"] or 0), int(parts["d"] or 0)
    month = _months()[word] if (word := parts.get("w")) else int(parts.get("m") or 0)
    if year < CENTURY:
        year += 2000 if year < THIS_CENTURY else 1900
    if month > MONTHS >= day:
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        return None
