"""Turns examples into numbers: pieces, label numbers for every head, a tag for every piece of a text with spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.tasks.examples import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference.inputs import Layout
    from scripts.tasks.examples import Example, Span

HEADS = tuple(LABELS)
TAGS = ("O", "B-claim", "I-claim", "B-premise", "I-premise")
UNKNOWN = -100


@dataclass(frozen=True)
class Numbers:
    """One example as numbers; `tags` has one for each piece, `UNKNOWN` where nothing is taught."""

    ids: tuple[int, ...]
    labels: tuple[int, ...]
    tags: tuple[int, ...] | None


def numbers(example: Example, layout: Layout) -> Numbers:
    """Lay an example out."""
    row = layout.row(example.reading)
    labels = tuple(LABELS[head].index(example.labels[head]) if head in example.labels else UNKNOWN for head in HEADS)
    if example.spans is None:
        return Numbers(row.ids, labels, None)
    after = len(row.ids) - row.first - len(row.offsets)
    tags = tags_of(row.offsets, example.reading.text, example.spans)
    return Numbers(row.ids, labels, (*[UNKNOWN] * row.first, *tags, *[UNKNOWN] * after))


def tags_of(offsets: Sequence[tuple[int, int]], text: str, spans: Sequence[Span]) -> list[int]:
    """Tag each piece by the span that its first visible character lies in."""
    tags = [0] * len(offsets)
    for first, last, role in spans:
        begun = False
        for at, (start, end) in enumerate(offsets):
            seen = start + len(text[start:end]) - len(text[start:end].lstrip())
            if first <= seen < last and seen < end:
                tags[at] = TAGS.index(f"{'I' if begun else 'B'}-{role}")
                begun = True
    return tags
