"""The line about the article: who wrote it, when, how often it was read."""

from __future__ import annotations

import re
from functools import cache

from agorascope.language.folding import fold
from agorascope.readers.facts import LONGEST, NAME, pages
from agorascope.readers.notation.dates import dates, published
from agorascope.readers.persons.names import is_han, is_han_name, is_personal, leading
from agorascope.readers.plain.width import width

COUNT = r"\d[\d.,]*"
SEPARATOR = re.compile(r"\s*[|｜·•→/♥💬─—–>»]\s*|,\s+|，|\s{2,}|\u3000+| - ")
FULL_STOP = re.compile(r"[.。!！]['\"”»)]?$")


@cache
def _marks() -> re.Pattern[str]:
    marks = [fold(mark).replace("{n}", COUNT) for page in pages() for mark in page.page.byline.marks]
    return re.compile("|".join(rf"(?<!\w)(?:{mark})" for mark in marks))


@cache
def _authors() -> tuple[re.Pattern[str], ...]:
    named = [fold(p).replace("{name}", NAME) for page in pages() for p in page.page.byline.authors]
    return tuple(re.compile(rf"(?<!\w){pattern}") for pattern in named)


def is_byline(line: str) -> bool:
    """Say whether a line gives facts about the article: a date, a writer, counts; a sentence does not."""
    if len(line) > LONGEST:
        return False
    sentence = FULL_STOP.search(line) and not SEPARATOR.search(line.rstrip("."))
    if sentence:
        return False
    if published(line) or _marks().search(fold(line)):
        return True
    return bool(_introduced(line)) and width(line) < LONGEST // 2 and _begins(line)


def _begins(line: str) -> bool:
    return any(pattern.match(fold(line)) for pattern in _authors())


def author_of(line: str) -> str | None:
    """Give the writer's name: after a word that introduces it, else the one part that looks like a full name."""
    introduced = _introduced(line)
    if introduced:
        return introduced
    parts = [part.strip() for part in SEPARATOR.split(_undated(line)) if part and part.strip()]
    return next((part for part in parts if is_personal(part)), None)


def _undated(line: str) -> str:
    for _, (start, end) in dates(line):
        line = line[:start] + " " * (end - start) + line[end:]
    return line


def _introduced(line: str) -> str | None:
    text = _undated(line)
    for pattern in _authors():
        for match in pattern.finditer(fold(text)):
            start, end = match.span("name")
            name = _name(text[start:end])
            if name and text[start + len(name) :].lstrip()[:1] not in {":", "："}:
                return _nominative(name, match[0][: start - match.start()].split())
    return None


def _name(text: str) -> str:
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if is_han(first):
        return first if is_han_name(first) or len(first) <= 3 else ""  # noqa: PLR2004 -- a pen name after 作者
    upper = text.isupper() and is_personal(text)
    return text if upper else leading(text)


def _nominative(name: str, before: list[str]) -> str:
    """Turn the genitive after 'του' or 'της' back, word by word, where the language facts have its ending."""
    tables = [page.page.byline.genitive for page in pages() if page.page.byline.genitive]
    endings = next((table[before[-1]] for table in _folded(tables) if before and before[-1] in table), ())
    return " ".join(_turned(word, endings) for word in name.split()) if endings else name


def _folded(
    tables: list[dict[str, tuple[tuple[str, str], ...]]],
) -> list[dict[str, tuple[tuple[str, str], ...]]]:
    return [{fold(key): value for key, value in table.items()} for table in tables]


def _turned(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    fitting = [pair for pair in endings if word.endswith(pair[0])]
    if not fitting:
        return word
    old, new = max(fitting, key=lambda pair: len(pair[0]))
    return word[: -len(old)] + new
