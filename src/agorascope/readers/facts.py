"""Language facts about pages and the people on them, compiled once for all languages together.

A page may mix languages (an English tag line under a Greek article), so every pattern is tried on every line.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct, field

from agorascope.language import facts
from agorascope.language.folding import fold

LONGEST = 200
GREEK, HAN = re.compile("[α-ω]"), re.compile("[\u3400-\u9fff]")
LETTER = r"[^\W\d_]"
WORD = rf"{LETTER}(?:{LETTER}|[.'-](?={LETTER}))*\.?"
NAME = rf"(?P<name>{WORD}(?: {WORD}){{0,3}})"
KINDS = ("form", "anti-spam", "tags", "share", "navigation", "related", "footer", "caption", "author")


class BylineFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """How a language names the writer, marks a line of facts, and turns a genitive into a nominative."""

    authors: tuple[str, ...]
    marks: tuple[str, ...]
    genitive: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


class LineFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of whole lines: comment headings, and site lines by kind."""

    headings: tuple[str, ...]
    bare: tuple[str, ...]
    none: tuple[str, ...]
    numbers: dict[str, int]
    months: dict[str, int]
    chrome: dict[str, tuple[str, ...]]
    byline: BylineFacts


class PeopleFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """How people greet, sign, and speak of their own article; capitalised words that are no names.

    `nobody` is what stands in the place of a name where nobody gave one.
    """

    greetings: tuple[str, ...]
    salutations: tuple[str, ...]
    after_greetings: tuple[str, ...]
    honorifics: tuple[str, ...]
    particles: tuple[str, ...]
    endearments: tuple[str, ...]
    reply_to: tuple[str, ...]
    closings: tuple[str, ...]
    own_article: tuple[str, ...]
    author_words: tuple[str, ...]
    not_names: tuple[str, ...]
    not_name_endings: tuple[str, ...]
    names: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    surnames: str
    nobody: tuple[str, ...]


class MarkupFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What web pages print around a comment.

    After its writer's name, before it, as controls in lines of their own, as a badge of the article's own author; how
    times are told from now, and what one presses to answer.
    """

    says: tuple[str, ...]
    by: tuple[str, ...]
    controls: tuple[str, ...]
    own: tuple[str, ...]
    ago: tuple[str, ...]
    answer: tuple[str, ...]


class PageFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything `page.toml` says about one language."""

    page: LineFacts
    people: PeopleFacts
    markup: MarkupFacts


@cache
def pages() -> tuple[PageFacts, ...]:
    """Give the facts of every language, in a fixed order."""
    return tuple(facts.load_all("page", PageFacts).values())


def either(patterns: tuple[str, ...] | list[str], **fills: str) -> str:
    """Join folded patterns into one alternative, each `{placeholder}` filled in."""
    return "|".join(_filled(fold(pattern), fills) for pattern in patterns) or r"(?!)"


def _filled(pattern: str, fills: dict[str, str]) -> str:
    for name, fill in fills.items():
        pattern = pattern.replace("{" + name + "}", fill)
    return pattern


@cache
def number_words() -> dict[str, int]:
    """Give the count that a number word stands for, folded."""
    return {fold(word): n for page in pages() for word, n in page.page.numbers.items()}


@cache
def _headings() -> tuple[re.Pattern[str], ...]:
    words = "|".join(sorted(number_words(), key=len, reverse=True))
    count = rf"(?P<n>\d{{1,7}}(?:[.,]\d{{3}})*|{words})"
    return tuple(re.compile(_filled(fold(pattern), {"n": count})) for page in pages() for pattern in page.page.headings)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile("|".join(either(page.page.bare) for page in pages()))


@cache
def _none() -> re.Pattern[str]:
    return re.compile("|".join(either(page.page.none) for page in pages()))


@cache
def _chrome() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def joined(kind: str) -> re.Pattern[str]:
        return re.compile("|".join(either(page.page.chrome[kind]) for page in pages() if kind in page.page.chrome))

    return tuple((kind, joined(kind)) for kind in KINDS)


class Heading(Struct, frozen=True):
    """A line that opens a comment list: the count it gives (None when it gives none), and whether it is bare."""

    count: int | None
    bare: bool


@lru_cache(1 << 14)
def heading(line: str) -> Heading | None:
    """Read a comment heading; None for any other line."""
    if not line or len(line) > LONGEST:
        return None
    text = fold(line).strip(" #*=_-·•♦►▼💬").strip()
    for pattern in _headings():
        match = pattern.fullmatch(text)
        if match:
            return Heading(_count(match["n"]), bare=False)
    if _none().fullmatch(text):
        return Heading(0, bare=False)
    return Heading(None, bare=True) if _bare().fullmatch(text) else None


def _count(printed: str) -> int:
    words = number_words()
    return words[printed] if printed in words else int(re.sub("[.,]", "", printed))


@lru_cache(1 << 14)
def site_kind(line: str) -> str | None:
    """Name the kind of site line (`form`, `tags`, `share`, …) a whole line is; None when no fact says so."""
    if len(line) > 2 * LONGEST:
        return None
    text = fold(line).strip()
    return next((kind for kind, pattern in _chrome() if pattern.fullmatch(text)), None)


def own_words(group: str) -> tuple[str, ...]:
    """Give one list of `PeopleFacts` over all languages."""
    return tuple(word for page in pages() for word in getattr(page.people, group))


def speaks(group: str, folded: str) -> bool:
    """Tell whether a folded text holds one of the patterns of a group of `PeopleFacts`.

    Patterns in letters that the text has none of are not tried, and each alone: one long alternative is twice as slow.
    """
    return any(
        pattern.search(folded)
        for letters, patterns in _by_letters(group)
        if letters is None or letters.search(folded)
        for pattern in patterns
    )


@cache
def _by_letters(group: str) -> tuple[tuple[re.Pattern[str] | None, tuple[re.Pattern[str], ...]], ...]:
    patterns = own_words(group)
    greek = [p for p in patterns if GREEK.search(p)]
    han = [p for p in patterns if HAN.search(p)]
    others = [p for p in patterns if p not in greek and p not in han]
    return tuple(
        (letters, tuple(re.compile(either((pattern,))) for pattern in found))
        for letters, found in ((GREEK, greek), (HAN, han), (None, others))
    )


def markup_words(group: str) -> tuple[str, ...]:
    """Give one list of `MarkupFacts` over all languages."""
    return tuple(word for page in pages() for word in getattr(page.markup, group))
