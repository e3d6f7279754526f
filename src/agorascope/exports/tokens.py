"""Texts as tokens: which of our tokenizers takes a language, and none of their memory kept from part to part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from agorascope.language import pipeline
from agorascope.language.facts import LANGUAGES

if TYPE_CHECKING:
    from spacy.language import Language

ANY: Final = "xx"


def tokenizer_of(code: str) -> str:
    """Name the tokenizer of a BCP 47 code: el, en, zh, or xx for Greek in Latin letters and all other languages."""
    return code if code in LANGUAGES else ANY


@contextmanager
def tokenizers() -> Iterator[Callable[[str], Language]]:
    """Give tokenizers by name; at the end every document of theirs is gone, with the words that only it had."""
    open_ones: dict[str, Language] = {}
    with ExitStack() as zones:

        def named(name: str) -> Language:
            if name not in open_ones:
                open_ones[name] = pipeline(name)
                zones.enter_context(open_ones[name].memory_zone())
            return open_ones[name]

        yield named
