"""Claims and premises of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.arguments.spans.regions import Found, Region, decide, region_of
from agorascope.arguments.spans.roles import aside
from agorascope.arguments.spans.statements import statements
from agorascope.records import Argument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.inference import Models
    from agorascope.records import Offsets

LONGEST_COMMENT = 50_000  # characters


def mine(text: str, code: str, models: Models) -> tuple[Argument, ...]:
    """Find the claims and premises of a comment, as spans of `text` in order, with ids a1, a2 and so on.

    `code` is a BCP 47 code. Lines quoted with '>', sentences that are nothing but a quotation, links and greetings are
    no arguments of the writer. Only the first 50,000 characters are read, and 2,000 of a sentence. Raises `ModelError`.
    """
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
    text = text[:LONGEST_COMMENT]
    for statement in statements(text, code):
        start, end = statement.start, statement.end
        words = text[start:end]
        if words.startswith((">", "＞")) or aside(words, code) or _quotes_only(words, statement.quotes, start):
            continue
        region = region_of(text, start, end, code)
        if region is not None:
            yield region


def _quotes_only(words: str, quotes: Sequence[Offsets], start: int) -> bool:
    inside = sum(b - a for a, b in quotes)
    rest = [c for i, c in enumerate(words, start) if c.isalnum() and not any(a <= i < b for a, b in quotes)]
    return inside > 0 and not rest
