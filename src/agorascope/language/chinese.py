"""Simplified and traditional characters: which of the two a Chinese text uses, and folding one into the other."""

from __future__ import annotations

from functools import cache

import msgspec

from agorascope.language import facts


class Characters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`traditional[i]` is written `simplified[i]`; `hans` are the characters that exist in simplified text only."""

    traditional: str
    simplified: str
    hans: str


@cache
def characters() -> Characters:
    """Read the table of characters."""
    known: Characters = facts.load("zh", "characters", Characters)
    return known


@cache
def _exclusive() -> tuple[frozenset[str], frozenset[str]]:
    known = characters()
    shared = set(known.simplified)
    return frozenset(known.hans), frozenset(c for c in known.traditional if c not in shared)


# Written in both scripts, in traditional text mostly for another character of simplified text ('慰藉', '憑藉'). They
# tell nothing of the script and are no part of OpenCC's one-to-one table; for a comparison they are folded too.
_SHARED = dict(zip("於瞭乾覆徵藉夥麽舖", "于了干复征借伙么铺", strict=True))


@cache
def _folding() -> dict[int, str]:
    known = characters()
    pairs = [*zip(known.traditional, known.simplified, strict=True), *_SHARED.items()]
    return {ord(old): new for old, new in pairs}


def script(text: str) -> str:
    """Give `Hans` or `Hant` by the characters that exist in one script only, `Hani` where they do not tell."""
    hans, hant = _exclusive()
    simplified = sum(map(hans.__contains__, text))
    traditional = sum(map(hant.__contains__, text))
    if simplified == traditional:
        return "Hani"
    return "Hans" if simplified > traditional else "Hant"


def to_simplified(text: str) -> str:
    """Replace every traditional character by its simplified one, for comparison; the length stays the same."""
    return text.translate(_folding())
