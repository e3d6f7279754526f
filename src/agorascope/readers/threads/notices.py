"""What a reader has to say about a source, in bounded memory: the first of each kind, then how many more."""

from __future__ import annotations

from collections import Counter

from agorascope.records import Notice

SHOWN = 100


class Notices:
    """Notices of one source in the order they came; beyond 100 of a code they are counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: list[Notice] = []
        self._count: Counter[str] = Counter()

    def add(self, code: str, message: str, where: str = "") -> None:
        """Take a notice."""
        self._count[code] += 1
        if self._count[code] <= SHOWN:
            self._kept.append(Notice(code, message, where))

    def handed_over(self) -> tuple[Notice, ...]:
        """Give what was said so far, and begin again."""
        more = [
            Notice(code, f"{count - SHOWN:,} more of the kind", "")
            for code, count in self._count.items()
            if count > SHOWN
        ]
        found = (*self._kept, *more)
        self._kept, self._count = [], Counter()
        return found
