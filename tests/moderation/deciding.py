"""Decisions for tests, also those of people who mean harm."""

from __future__ import annotations

from typing import Any, Final

from agorascope.records import Decision

HOSTILE: Final = (
    "12; touch pwned", "$(touch pwned)", "`touch pwned`", "13\ntouch pwned", "14\r", "15 ", " 16", "17'", '18"', "19\\",
    "20|touch pwned", "21>pwned", "--force", "-1", "+1", "0", "007", "١٢", "１２", "²", "1e3", "1_000", "22\0", "#23",
    "24#",
    "*", "~", "!25", "99999999999999999999999", "", "\u202e26", "\ud800", "=27", "éè", "28,29", "30 31",
)  # fmt: skip
"""What strangers may put in the place of an id."""


def decision(identity: str = "c1", verdict: str = "spam", **changes: Any) -> Decision:
    """Make a decision; whatever is not said is plain."""
    fields: dict[str, Any] = {
        "thread": "7",
        "id": identity,
        "verdict": verdict,
        "who": "anna",
        "at": "2026-11-30T10:00:00+00:00",
        "author": "Bob",
        "published": "2026-11-29T10:00:00+00:00",
        "text": f"The words of {identity}.",
    }
    return Decision(**(fields | changes))
