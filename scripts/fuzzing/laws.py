"""What is said when a law does not hold."""

from __future__ import annotations


class BrokenLawError(AssertionError):
    """What came out is not what our laws promise."""


def must(truth: object, otherwise: str) -> None:
    """Raise `BrokenLawError` that says what is the case, unless something is true."""
    if not truth:
        raise BrokenLawError(otherwise)
