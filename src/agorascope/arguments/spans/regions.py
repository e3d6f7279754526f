"""Claims and premises of regions: a region whole, or its clauses where these play different roles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.spans.clauses import clauses, long_enough, trimmed
from agorascope.arguments.spans.roles import Weighed, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models
    from agorascope.records import Label, Offsets

LEAST = 0.4  # probability that a region states anything, from which it is told


class Region(NamedTuple):
    """Words that may state something, and their clauses.

    `finding` tells that they report something found or measured, `sure` that they are told however unlikely.
    """

    start: int
    end: int
    parts: tuple[Offsets, ...]
    finding: bool = False
    sure: bool = False


class Found(NamedTuple):
    """A span with the role it was given."""

    start: int
    end: int
    weighed: Weighed


def region_of(
    text: str, start: int, end: int, code: str, *, finding: bool = False, sure: bool = False
) -> Region | None:
    """Trim a region and cut it into clauses; `None` if nothing of it is long enough to state something."""
    whole = trimmed(text, start, end, code)
    parts = tuple(clauses(text, *whole, code))
    if not parts and not long_enough(text, whole, code):
        return None
    return Region(*whole, parts, finding, sure)


def decide(
    texts: Sequence[str], codes: Sequence[str], regions: Sequence[Sequence[Region]], models: Models
) -> list[list[Found]]:
    """Give each text's spans: a region whole where its parts agree, else cut where the role changes."""
    wanted = [
        (number, span)
        for number, rows in enumerate(regions)
        for r in rows
        for span in dict.fromkeys([(r.start, r.end), *r.parts])
    ]
    labels = models.roles(texts, wanted)
    known = dict(zip(wanted, labels, strict=True))
    return [[f for r in rows for f in _settle(texts[n], codes[n], n, r, known)] for n, rows in enumerate(regions)]


def _settle(text: str, code: str, number: int, region: Region, known: dict[tuple[int, Offsets], Label]) -> list[Found]:
    def found(span: Offsets) -> Found:
        words = text[span[0] : span[1] + 1]
        return Found(*span, weigh(known[number, span], words, code, finding=region.finding))

    whole = found((region.start, region.end))
    parts = [found(p) for p in region.parts]
    chosen = [whole] if len({_shown(p, region) for p in parts}) <= 1 else _merged(parts, region)
    return [f for f in chosen if _kept(f, region)]


def _shown(found: Found, region: Region) -> str:
    return found.weighed.role if _kept(found, region) else "none"


def _kept(found: Found, region: Region) -> bool:
    return region.sure or 1 - found.weighed.neither >= LEAST


def _merged(parts: list[Found], region: Region) -> list[Found]:
    """Join neighbours of one role again, keeping the surer judgement."""
    joined = [parts[0]]
    for _, part in pairwise(parts):
        last = joined[-1]
        if _shown(last, region) == _shown(part, region):
            surer = max(last, part, key=lambda f: f.weighed.score)
            joined[-1] = Found(last.start, part.end, surer.weighed)
        else:
            joined.append(part)
    return joined
