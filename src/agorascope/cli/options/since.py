"""`--since`: a moment, or how long ago."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated

import typer

from agorascope.errors import UsageError

SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="WHEN", help="Only newer comments: 2026-11-29, 2026-11-29T18:00+02:00, 24h, 7d."),
]
_AGO = re.compile(r"(\d{1,5})\s*(m|h|d|w)")
_SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def since_of(given: str | None) -> float | None:
    """Give seconds since 1970; a time without a zone is UTC; raises `UsageError`."""
    if given is None:
        return None
    ago = _AGO.fullmatch(given.strip().lower())
    if ago:
        return datetime.now(UTC).timestamp() - int(ago[1]) * _SECONDS[ago[2]]
    try:
        told = datetime.fromisoformat(given.strip())
    except ValueError:
        raise UsageError(f"--since {given}: give a day or a time (2026-11-29, 2026-11-29T18:00), or 24h, 7d") from None
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
