"""Which of the lines at the top of a page is the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agorascope.language.folding import fold
from agorascope.readers.plain.width import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.readers.plain.lines import Line

FULL_STOP = re.compile(r"[.。][\"”’»)）]?$")
PIPED = re.compile(r"\s[|>»›/·]\s")
SHORT = 18
LONGEST = 240
HIGHEST = 40


def chosen_title(lines: Sequence[Line], kinds: Sequence[str | None], start: int) -> int | None:
    """Choose among the unexplained lines above `start`, where the text begins; None when there are none.

    A title stands right above the text, or right above or below the line of facts; the site's name
    comes first, is short, and comes again.
    """
    free = [at for at in range(min(start, len(lines), HIGHEST)) if kinds[at] is None and len(lines[at].text) <= LONGEST]
    free = [at for at in free if len(free) == 1 or not _is_repeated(lines, at)] or free
    if not free:
        return None
    scores = {at: _score(lines, kinds, at, free) for at in free}
    return max(free, key=lambda at: (scores[at], -at))


def _score(lines: Sequence[Line], kinds: Sequence[str | None], at: int, free: Sequence[int]) -> float:
    text = lines[at].text
    above, below = kinds[at - 1] if at else None, kinds[at + 1] if at + 1 < len(kinds) else None
    score = 3.0 * (below == "byline")
    score += 2.0 * (at == max((other for other in free if not _is_small(lines[other].text)), default=at))
    score += 1.0 * (above in {"byline", "heading", "share"})
    score += 1.0 * (width(text) >= SHORT)
    score -= 1.0 * (at == 0 and len(free) > 1)
    score -= 2.0 * bool(PIPED.search(text))
    score -= 2.0 * _is_small(text)
    return score - 2.0 * bool(FULL_STOP.search(text))


def _is_small(text: str) -> bool:
    return text[:1].islower()


def _is_repeated(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line stands again in the trail to the page or in the footer, as the site's name does."""
    name = fold(lines[at].text)
    return any(
        name in fold(line.text)
        for line in (*lines[:at], *lines[at + 1 : at + 12], *lines[-12:])
        if line.no != lines[at].no
    )
