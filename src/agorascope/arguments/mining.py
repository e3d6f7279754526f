"""Claims and premises of comments: sentences, or clauses where the parts of a sentence play different roles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.clauses import clauses, long_enough, trimmed
from agorascope.arguments.roles import Weighed, aside, weigh
from agorascope.arguments.statements import statements
from agorascope.records import Argument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.inference import Models
    from agorascope.records import Label, Offsets

LONGEST = 50_000
LEAST = 0.4


class Region(NamedTuple):
    """Words that may state something: offsets, the sentence they stand in, and what is known beforehand."""

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


def mine(text: str, code: str, models: Models, *, context: str = "") -> tuple[Argument, ...]:
    """Find the claims and premises of a comment, as spans of `text` in order, with ids a1, a2 and so on.

    `code` is a BCP 47 code; `context` is the text the comment answers, kept for models that read it. Lines
    quoted with '>', sentences that are nothing but a quotation, links and greetings are no arguments of the
    writer. Only the first 50,000 characters are read, and 2,000 of a sentence. Raises `ModelError`.
    """
    del context
    return mine_all((text,), (code,), models)[0]


def mine_all(texts: Sequence[str], codes: Sequence[str], models: Models) -> list[tuple[Argument, ...]]:
    """Do what `mine` does for many comments, with one pass through the model; a result per text, in order."""
    regions = [list(comment_regions(t, c)) for t, c in zip(texts, codes, strict=True)]
    sets = decide(texts, codes, regions, models)
    return [tuple(_arguments(t, found)) for t, found in zip(texts, sets, strict=True)]


def _arguments(text: str, found: Sequence[Found]) -> Iterator[Argument]:
    for number, (start, end, weighed) in enumerate(found, 1):
        yield Argument(f"a{number}", start, end, text[start:end], weighed.role, round(weighed.score, 4))


def comment_regions(text: str, code: str) -> Iterator[Region]:
    """Give the sentences of a comment that may argue, each with its clauses."""
    text = text[:LONGEST]
    for statement in statements(text, code):
        start, end = statement.start, statement.end
        words = text[start:end]
        if words.startswith((">", "＞")) or aside(words, code) or _quotes_only(words, statement.quotes, start):
            continue
        region = region_of(text, start, end, code)
        if region is not None:
            yield region


def region_of(
    text: str, start: int, end: int, code: str, *, finding: bool = False, sure: bool = False
) -> Region | None:
    """Trim a region and cut it into clauses; `None` if nothing of it is long enough to state something."""
    whole = trimmed(text, start, end, code)
    parts = tuple(clauses(text, *whole, code))
    if not parts and not long_enough(text, whole, code):
        return None
    return Region(*whole, parts, finding, sure)


def _quotes_only(words: str, quotes: Sequence[Offsets], start: int) -> bool:
    inside = sum(b - a for a, b in quotes)
    rest = [c for i, c in enumerate(words, start) if c.isalnum() and not any(a <= i < b for a, b in quotes)]
    return inside > 0 and not rest


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
