"""A text as its blocks, and which of them, at its ends, are the page's and not the writer's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from agorascope.readers.facts import site_kind
from agorascope.readers.markup.page_facts import same
from agorascope.readers.notation.times import iso_time
from agorascope.readers.plain.byline import author_of, is_byline
from agorascope.records import Chrome, Offsets

EDGE = 8
BETWEEN = 2


class Block(Struct, frozen=True):
    """A paragraph, or a heading."""

    text: str
    is_heading: bool = False


class Trimmed(Struct, frozen=True):
    """The blocks of the text itself; the lines set aside, with a name and a time that stood in them."""

    blocks: tuple[Block, ...]
    chrome: tuple[Chrome, ...] = ()
    author: str | None = None
    published: str | None = None


def joined(blocks: Iterable[Block]) -> tuple[str, tuple[Offsets, ...]]:
    """Give the text with a blank line between blocks, and the offsets of its headings."""
    parts, spans, at = [], [], 0
    for block in blocks:
        if block.is_heading:
            spans.append((at, at + len(block.text)))
        at += len(block.text) + BETWEEN
        parts.append(block.text)
    return "\n\n".join(parts), tuple(spans)


def trimmed(blocks: Sequence[Block], title: str | None) -> Trimmed:
    """Set aside the title repeated, the line of facts and the site's own lines at both ends of a text."""
    kinds = [_kind(block, title) for block in blocks]
    start = _edge(kinds)
    end = len(blocks) - _edge([kind if kind != "title" else None for kind in reversed(kinds[start:])])
    aside = [*range(start), *range(end, len(blocks))]
    facts = [blocks[at].text for at in range(start) if kinds[at] == "byline"]
    return Trimmed(
        tuple(blocks[start:end]),
        tuple(Chrome(0, kinds[at] or "site", blocks[at].text) for at in aside),
        next((name for line in facts if (name := author_of(line))), None),
        next((moment for line in facts if (moment := iso_time(line))), None),
    )


def _edge(kinds: Sequence[str | None]) -> int:
    """Count the blocks from an end that are the page's: the first words of the text stop it."""
    for at, kind in enumerate(kinds[:EDGE]):
        if kind is None:
            return at
    return min(EDGE, len(kinds)) if any(kind is None for kind in kinds) else 0


def _kind(block: Block, title: str | None) -> str | None:
    lines = [line for line in block.text.split("\n") if line.strip()]
    if title and same(block.text, title):
        return "title"
    kinds = {_line_kind(line) for line in lines}
    return kinds.pop() if len(kinds) == 1 and not block.is_heading else None


def _line_kind(line: str) -> str | None:
    return site_kind(line) or ("byline" if is_byline(line) else None)
