"""A text in statements: sentences that are kept whole around what they quote, with their quotations marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.rules import rules_of
from agorascope.language import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.records import Offsets

_QUOTED = re.compile(
    '“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|「[^「」\n]*」|『[^『』\n]*』|"[^"\n]*"|(?<!\\w)‘[^‘’\n]*’(?!\\w)'
)
_WORD = re.compile("\\w+(?:[-'’.,]\\w+)*")
_FULL_STOPS = frozenset(".!?。！？")
LONGEST_STATEMENT = 2_000  # characters
_SPOKEN_WORDS = 4
_SPOKEN_CHARACTERS = 7


class Statement(NamedTuple):
    """A sentence, or several that one quotation holds together; `quotes` are the insides of its longer quotations."""

    start: int
    end: int
    paragraph: int
    quotes: tuple[Offsets, ...]


def statements(text: str, code: str, skipped: Sequence[Offsets] = ()) -> list[Statement]:
    """Cut `text` into statements in order, leaving out those that begin inside `skipped` (headings).

    Of a statement without end only the first 2,000 characters are kept.
    """
    quotes = [(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    spoken = [q for q in quotes if _spoken(text[q[0] + 1 : q[1] - 1], code)]
    kept: list[Statement] = []
    paragraph = position = at_quote = 0
    for start, end in _joined(sentences(text, code), quotes):
        paragraph += text.count("\n", position, start)
        position = start
        inside = []
        while at_quote < len(spoken) and spoken[at_quote][0] < end:
            if spoken[at_quote][0] >= start:
                inside.append((spoken[at_quote][0] + 1, spoken[at_quote][1] - 1))
            at_quote += 1
        read = min(end, start + LONGEST_STATEMENT)
        kept.append(Statement(start, read, paragraph, tuple(q for q in inside if q[1] < read)))
    headings = sorted(skipped)
    return [s for s in kept if not _inside(s.start, headings)]


def _inside(at: int, spans: Sequence[Offsets]) -> bool:
    nearest = bisect_right(spans, at, key=lambda s: s[0]) - 1
    return nearest >= 0 and at < spans[nearest][1]


def _joined(cuts: Sequence[Offsets], quotes: Sequence[Offsets]) -> list[Offsets]:
    """Undo every cut inside a quotation."""
    joined: list[Offsets] = []
    at = 0
    for start, end in cuts:
        while at < len(quotes) and quotes[at][1] <= start:
            at += 1
        if joined and at < len(quotes) and quotes[at][0] < start < quotes[at][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _spoken(inside: str, code: str) -> bool:
    """Tell a quoted utterance from a quoted word."""
    whole = bool(inside) and inside.rstrip()[-1:] in _FULL_STOPS
    if rules_of(code).spaced:
        return sum(1 for _ in _WORD.finditer(inside)) >= (_SPOKEN_WORDS - 1 if whole else _SPOKEN_WORDS)
    return len(inside.strip()) >= _SPOKEN_CHARACTERS
