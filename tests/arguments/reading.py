"""An article read without models: every attributed region is a claim of its holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.arguments.attribution.told import Attributed, attributed
from agorascope.arguments.speaking.holders import held
from agorascope.records import Article, HeldArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.records import Offsets


def claims(text: str, code: str, headings: Sequence[Offsets] = ()) -> tuple[HeldArgument, ...]:
    """Give the attributed regions of a text as arguments a1, a2 and so on."""
    regions = held(text, code, headings)[1]
    return tuple(
        HeldArgument(f"a{n}", r.start, r.end, text[r.start : r.end], "claim", r.holder, None, 1.0)
        for n, r in enumerate(regions, 1)
    )


def read(text: str, code: str, headings: Sequence[Offsets] = ()) -> Attributed:
    """Read who speaks in a text, how they stand to each other, in which parts."""
    article = Article(text=text, headings=tuple(headings))
    return attributed(article, code, claims(text, code, headings), None, None)


def holders(text: str, code: str, words: str) -> list[str]:
    """Give the holders of the regions that hold most of `words`."""
    start = text.index(words)
    end = start + len(words)
    regions = held(text, code)[1]
    return [r.holder for r in regions if min(r.end, end) - max(r.start, start) >= len(words) // 2]
