"""Numbers in a statement: SQLite takes a limited count of question marks at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AT_ONCE = 500
"""Numbers in one statement."""


def marks(numbers: Sequence[int]) -> str:
    """Give a question mark for each of some numbers."""
    return ",".join("?" * len(numbers))


def parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut numbers into parts that one statement takes."""
    return (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE))
