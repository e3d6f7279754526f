"""What web pages print around comments in our languages: 'says:', 'by', 'Reply', 'two days ago'."""

from __future__ import annotations

import re
from functools import cache

from agorascope.language.folding import fold
from agorascope.readers.facts import either, markup_words
from agorascope.readers.notation.times import iso_time

LONGEST_CONTROL = 60
LONGEST_TIME = LONGEST_CONTROL // 2


def unsaid(line: str) -> str:
    """Give a name without 'by' before it and 'says:' behind it."""
    before, after = _says()
    start = found.end() if (found := before.match(fold(line))) and found.end() < len(line) else 0
    line = line[start:]
    end = found.start() if (found := after.search(fold(line))) and found.start() > 0 else len(line)
    return line[:end]


def is_introduced(line: str) -> bool:
    """Tell whether a line begins with a word that introduces a name."""
    return bool(_says()[0].match(fold(line)))


@cache
def _says() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = either(markup_words("by")), either(markup_words("says"))
    opening = re.compile(rf"(?:{before})\s*[:：]?\s+|(?:{before})[:：]\s*")
    return opening, re.compile(rf"[\s(]+(?:{after})\s*[.…:：]*\)?$|[:：]$")


def is_control(line: str) -> bool:
    """Tell whether a whole line is a control of the page, or a time alone."""
    text = fold(line).strip()
    if len(text) > LONGEST_CONTROL:
        return False
    return not text or bool(_controls().fullmatch(text)) or (len(text) < LONGEST_TIME and iso_time(line) is not None)


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(markup_words('controls'))})\W*")


def tells_age(text: str) -> bool:
    """Tell whether a short text says when something was written, or offers to answer it."""
    folded = fold(text)
    return len(text) <= LONGEST_CONTROL and bool(_ago().search(folded) or _answers().fullmatch(folded))


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(either(markup_words("ago")))


@cache
def _answers() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{either(markup_words('answer'))})\W*(?:\d+\W*)?")


@cache
def badges() -> frozenset[str]:
    """Give what a page writes beside the name of its article's author, folded."""
    return frozenset(fold(word) for word in markup_words("own"))
