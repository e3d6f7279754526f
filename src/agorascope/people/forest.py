"""Sets that grow together: who is found to be one person."""

from __future__ import annotations


class Forest:
    """Disjoint sets of names, after Galler and Fischer (1964); a set is known by its smallest member."""

    def __init__(self) -> None:
        """Begin with every name alone."""
        self._above: dict[str, str] = {}

    def root(self, member: str) -> str:
        """Give the name that a set is known by."""
        path = []
        while (above := self._above.get(member, member)) != member:
            path.append(member)
            member = above
        self._above.update(dict.fromkeys(path, member))
        return member

    def join(self, one: str, other: str) -> None:
        """Make two sets one."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._above[second] = first
