"""Compares what a page shows with what was printed."""

from __future__ import annotations

import re
from itertools import zip_longest

_DECIMAL = re.compile(r"(?<![\w.])-?\d+\.\d+(?![\w.]*\w)")


def same(shown: str, printed: str) -> bool:
    """Tell whether a text is the one that is shown.

    `…` stands for anything; spaces and line breaks are all one, so that a page may break a long line; decimals may
    differ by one in the last digit that is shown, for another processor rounds otherwise.
    """
    pattern, numbers = _pattern(" ".join(shown.split()))
    found = re.fullmatch(pattern, " ".join(printed.split()))
    return found is not None and all(_near(a, b) for a, b in zip_longest(numbers, found.groups()))


def _pattern(shown: str) -> tuple[str, list[str]]:
    """Give a pattern with a group for each decimal, and the decimals."""
    parts: list[str] = []
    numbers: list[str] = []
    for piece in (one.strip() for one in shown.split("…")):
        last = 0
        made = ""
        for number in _DECIMAL.finditer(piece):
            made += re.escape(piece[last : number.start()]) + r"(-?\d+\.\d+)"
            numbers.append(number[0])
            last = number.end()
        parts.append(made + re.escape(piece[last:]))
    return ".*?".join(parts), numbers


def _near(shown: str | None, printed: str | None) -> bool:
    """Compare two decimals as whole numbers of their last place."""
    if shown is None or printed is None:
        return False
    places = [len(number.partition(".")[2]) for number in (shown, printed)]
    ours, theirs = (int(number.replace(".", "")) for number in (shown, printed))
    return places[0] == places[1] and abs(ours - theirs) <= 1
