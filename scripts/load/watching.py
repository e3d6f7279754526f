"""A process watched from outside: memory, open files, threads, processor; and what a row of figures says."""

from __future__ import annotations

import random
import time
from pathlib import Path
from statistics import fmean, linear_regression
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EVERY: Final = 5.0  # seconds
MEGABYTE: Final = 1024  # kilobytes, as /proc tells them
_TICKS: Final = 100  # a second
_SHARES: Final = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "most": 1.0}
_MINUTE, _BLOCK, _DRAWS = 60.0, 5, 2000


class Sample(NamedTuple):
    """One look: seconds since the first one, megabytes of memory (and its share of what is shared), counts."""

    at: float
    rss: float
    pss: float
    files: int
    threads: int


class Watched:
    """A process; a look costs it nothing."""

    def __init__(self, pid: int) -> None:
        """Look at /proc/PID, on Linux."""
        self._place, self._begun = Path("/proc") / str(pid), time.monotonic()
        self.samples: list[Sample] = []
        self._ticks = 0

    def look(self) -> None:
        """Take a sample where the last one is long enough ago."""
        at = time.monotonic() - self._begun
        if self.samples and at - self.samples[-1].at < EVERY:
            return
        try:
            status = _figures(self._place / "status")
            shared = _figures(self._place / "smaps_rollup")
            fields = (self._place / "stat").read_text().rpartition(") ")[2].split()
            files = len(list((self._place / "fd").iterdir()))
        except (FileNotFoundError, ProcessLookupError):
            return
        self._ticks = int(fields[11]) + int(fields[12])
        self.samples.append(Sample(at, status["VmRSS"] / MEGABYTE, shared["Pss"] / MEGABYTE, files, status["Threads"]))

    def at(self, minutes: Iterable[float]) -> dict[str, float]:
        """Give the resident memory after so many minutes, the mean of half a minute before and after."""
        near = {m: [s.rss for s in self.samples if abs(s.at - m * _MINUTE) <= _MINUTE / 2] for m in minutes}
        return {f"{minute:g}": round(fmean(found), 1) for minute, found in near.items() if found}

    def most(self) -> dict[str, float]:
        """Give the most of everything."""
        columns = zip(*self.samples, strict=True)
        return {
            name: round(max(column), 1) for name, column in zip(Sample._fields, columns, strict=True) if name != "at"
        }

    def busy(self) -> float:
        """Give how much of one processor was used."""
        return round(self._ticks / _TICKS / max(1.0, self.samples[-1].at), 3) if self.samples else 0.0


def slope(samples: Sequence[Sample], seed: int, warm: int) -> dict[str, Any] | None:
    """Give the growth of resident memory an hour after so many minutes, and its interval; None for too few after."""
    minutes: dict[int, list[float]] = {}
    for sample in samples:
        minutes.setdefault(int(sample.at // _MINUTE), []).append(sample.rss)
    points = [(minute / 60, fmean(found)) for minute, found in sorted(minutes.items()) if minute >= warm]
    if len(points) < 3 * _BLOCK:
        return None
    draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    line = linear_regression(*zip(*points, strict=True))
    left = [y - line.slope * x - line.intercept for x, y in points]
    found = sorted(_again(points, line.slope, left, draw) for _ in range(_DRAWS))
    low, high = found[int(0.025 * _DRAWS)], found[int(0.975 * _DRAWS)]
    return {"mb": round(line.slope, 1), "low": round(low, 1), "high": round(high, 1), "minutes": len(points)}


def _again(points: Sequence[tuple[float, float]], rise: float, left: Sequence[float], draw: random.Random) -> float:
    """Give the slope where what is left of it is put together anew, a block of minutes at a time."""
    drawn: list[float] = []
    while len(drawn) < len(points):
        at = draw.randrange(len(left) - _BLOCK + 1)
        drawn += left[at : at + _BLOCK]
    return linear_regression(
        [x for x, _ in points], [rise * x + e for (x, _), e in zip(points, drawn, strict=False)]
    ).slope


def shares(found: Iterable[float]) -> dict[str, float]:
    """Give figures by the share of all that are no larger."""
    ranked = sorted(found)
    at = {name: min(len(ranked) - 1, int(share * len(ranked))) for name, share in _SHARES.items()}
    return {name: round(ranked[place], 2) for name, place in at.items()} if ranked else {}


def _figures(path: Path) -> dict[str, int]:
    lines = (line.split() for line in path.read_text().splitlines())
    return {words[0].rstrip(":"): int(words[1]) for words in lines if len(words) > 1 and words[1].isdigit()}
