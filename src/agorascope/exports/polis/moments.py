"""Moments as Polis writes them: seconds since 1970, and as JavaScript prints a date."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

# strftime would name days in the language of whoever runs the program.
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(published: str | None) -> int:
    """Give the seconds from 1970 to a time in ISO 8601, UTC where it names no zone; 0 where no time is known."""
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return 0
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    return max(0, int(zoned.timestamp()))


def printed(seconds: int) -> str:
    """Print a moment: Wed Nov 13 2024 19:43:55 GMT+0000 (Coordinated Universal Time)."""
    found = datetime.fromtimestamp(seconds, UTC)
    day = f"{DAYS[found.weekday()]} {MONTHS[found.month - 1]} {found.day:02} {found.year}"
    return f"{day} {found:%H:%M:%S} GMT+0000 (Coordinated Universal Time)"
