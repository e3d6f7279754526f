"""Which `1.`, `2.`, … are the numbers of comments and which are a list that a commenter wrote."""

from __future__ import annotations

GAP = 20
STEP = 2


class Sequence:
    """Follows the numbers down a page: comments go on counting, a writer's own list starts at 1 again."""

    def __init__(self, first: int) -> None:
        """Start with the number of the first comment."""
        self.top = self.last = first
        self.inner: tuple[int, int, bool] | None = None

    def accepts(self, ordinal: int, indent: int, base: int, *, blank: bool) -> bool:
        """Say whether a number opens a comment; `blank` tells of a blank line above it."""
        deeper = indent >= base + STEP
        if self.inner is not None and ordinal == self.inner[0] + 1 and self._goes_on(indent, blank=blank):
            self.inner = (ordinal, indent, blank)
            return False
        counts_on = ordinal == self.last + 1 or (not deeper and ordinal == self.top + 1)
        skips = not deeper and blank and self.top < ordinal <= self.top + GAP
        if counts_on or skips:
            self._count(ordinal, deeper=deeper)
            return True
        if ordinal == 1:
            self.inner = (1, indent, blank)
        return False

    def _goes_on(self, indent: int, *, blank: bool) -> bool:
        """Say whether a writer's list goes on: it keeps its indentation and its spacing."""
        _, inner_indent, inner_blank = self.inner or (0, 0, False)
        return indent >= inner_indent and (inner_blank or not blank)

    def _count(self, ordinal: int, *, deeper: bool) -> None:
        self.last = ordinal
        self.top = self.top if deeper else ordinal
        self.inner = None
