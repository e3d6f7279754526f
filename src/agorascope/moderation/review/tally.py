"""How many comments wait, without counting a long queue for every page."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from msgspec import structs

from agorascope.moderation.store.queue import Wanted

if TYPE_CHECKING:
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.store.queue import Counts

FEW: Final = 10_000
"""Comments of a desk that are counted anew for every page."""
_REST: Final = 10  # counting takes one part of so many of the time


class Tally:
    """Counts of a desk: exact where it has few comments; else how many wait is exact, the rest some seconds old."""

    def __init__(self, desk: Desk, few: int = FEW) -> None:
        """Count once."""
        self._desk, self._few = desk, few
        self._busy = threading.Lock()
        self._count()

    def counts(self) -> Counts:
        """Give the counts; where they are old, they are counted anew beside what the page does."""
        last = self._last
        if last.open + sum(last.verdicts.values()) <= self._few:
            return self._count()
        if time.monotonic() - self._at > self._took * _REST and self._busy.acquire(blocking=False):
            threading.Thread(target=self._recount, name="counting", daemon=True).start()
        return structs.replace(last, open=self._desk.size(Wanted()))

    def _recount(self) -> None:
        try:
            self._count()
        finally:
            self._busy.release()

    def _count(self) -> Counts:
        begun = time.monotonic()
        last = self._desk.counts()
        self._at = time.monotonic()
        self._took, self._last = self._at - begun, last
        return last
