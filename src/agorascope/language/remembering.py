"""Remembers what was found out about words: most words of a site come again, and a process may run for months.

A cache that is filled for days looks like a leak to whoever watches over the process, so each is small; and what
nobody would write twice is not kept, for a word may be as long as the text it stands in.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS: Final = 1 << 12
"""Words that are remembered, the last ones."""
LETTERS: Final = 40
"""Letters of a word that is remembered."""
Given = ParamSpec("Given")
Told = TypeVar("Told")


def remembering(most: int, longest: int) -> Callable[[Callable[Given, Told]], Callable[Given, Told]]:
    """Make a decorator: what a function told of its last `most` texts is told again; it must tell the same of the same.

    Texts of more than `longest` characters are not kept. For functions whose arguments are given by place.
    """

    def remembered(find: Callable[Given, Told]) -> Callable[Given, Told]:
        known = cast("Callable[Given, Told]", lru_cache(most)(find))

        @wraps(find)
        def told(*texts: Given.args, **more: Given.kwargs) -> Told:
            for text in texts:
                if isinstance(text, str) and len(text) > longest:
                    return find(*texts, **more)
            return known(*texts, **more)

        return told

    return remembered


def remembered(find: Callable[Given, Told]) -> Callable[Given, Told]:
    """Remember what a function told of the last `WORDS` words of at most `LETTERS` letters."""
    return remembering(WORDS, LETTERS)(find)
