"""What the languages know about names: titles, short forms, how letters sound, how names end."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.language import facts
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable


class PeopleFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The facts of one language; the TOML files explain each list."""

    titles: tuple[str, ...]
    title_suffixes: tuple[str, ...]
    familiar_prefixes: tuple[str, ...]
    particles: tuple[str, ...]
    equivalents: tuple[tuple[str, ...], ...]
    short_forms: dict[str, tuple[str, ...]]
    sounds: dict[str, str]
    endings: dict[str, str]


@cache
def known() -> tuple[PeopleFacts, ...]:
    """Give the facts of all languages: names of all kinds meet on one page."""
    return tuple(facts.load_all("people", PeopleFacts).values())


@cache
def particles() -> frozenset[str]:
    """Give the small words within names, folded."""
    return frozenset(fold(word) for one in known() for word in one.particles)


@cache
def titles() -> re.Pattern[str]:
    """Compile the titles that stand before a name, over folded text; each with its full stop and what follows."""
    words = _longest_first(word for one in known() for word in one.titles)
    return re.compile(rf"(?<!\w)(?:(?:{'|'.join(map(re.escape, words))})(?:\.\s*|\s+))+")


@cache
def title_suffixes() -> tuple[str, ...]:
    """Give the titles that stand behind a name, the longest first."""
    return tuple(_longest_first(word for one in known() for word in one.title_suffixes))


@cache
def familiar_prefixes() -> frozenset[str]:
    """Give the characters that make a familiar form of a surname."""
    return frozenset(word for one in known() for word in one.familiar_prefixes)


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
