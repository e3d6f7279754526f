"""The parts of an article under its headings, with the arguments that stand in each."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from agorascope.records import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import Article, HeldArgument, Offsets

_LINE = re.compile("[^\n]*")
_GAP = re.compile("\\s*")
_BRACKETED = re.compile("[(（\\[【〔].{1,80}[)）\\]】〕]\\s*")


def sections(article: Article, arguments: Sequence[HeldArgument]) -> tuple[Section, ...]:
    """Cut an article at its headings: what stands before the first is a part without one.

    The parts are in order and leave nothing out; a part begins with its heading. A bracketed line right under a
    heading ('(Reason 1: …)') belongs to it, and `heading` has the lines with a space between. An article without
    text has no parts.
    """
    text = article.text
    found = list(_headings(article))
    starts = [start for start, _ in found]
    cuts = [*([0] if text[: starts[0] if starts else None].strip() else []), *starts, len(text)]
    places = sorted(arguments, key=lambda a: (a.start, a.end))
    begins = [a.start for a in places]
    named = {start: " ".join(text[start:end].split()) for start, end in found}
    return tuple(
        Section(
            named.get(start),
            start,
            end,
            tuple(a.id for a in places[bisect_left(begins, start) : bisect_left(begins, end)]),
        )
        for start, end in pairwise(cuts)
    )


def _headings(article: Article) -> Iterator[Offsets]:
    """Give the headings in order, each with the bracketed lines right under it."""
    text, done = article.text, -1
    for start, end in sorted(article.headings, key=lambda span: (span[0], -span[1])):
        if start <= done or not text[start:end].strip():
            continue
        done = end
        while (below := _bracketed(text, done)) is not None:
            done = below
        yield start, done


def _bracketed(text: str, end: int) -> int | None:
    """Give the end of a bracketed line that nothing but white space parts from `end`."""
    gap = _GAP.match(text, end)
    start = gap.end() if gap else end
    line = _LINE.match(text, start)
    if line is None or "\n" not in text[end:start] or _BRACKETED.fullmatch(line[0]) is None:
        return None
    return start + len(line[0].rstrip())
