"""The article on a plain page: its title, its text, and the site lines around and inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.readers.facts import LONGEST, heading, site_kind
from agorascope.readers.notation.dates import published
from agorascope.readers.plain.byline import author_of, is_byline
from agorascope.readers.plain.lines import joined, shown
from agorascope.readers.plain.markers import marker
from agorascope.readers.plain.titles import chosen_title
from agorascope.readers.plain.width import width
from agorascope.records import Article, Chrome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.readers.plain.lines import Line

LONG = 110
SENTENCE = 40
STOP = re.compile(r"[.。!！…;；:：，,]['\"”’»)）]?$")
FULL_STOP = re.compile(r"[.。][\"”’»)）]?$")
QUESTION = re.compile(r"[?？!！;][\"”’»)）]?$")
TOP = 24
EDGE = 20_000
PARTS = 3
MENU_WORD = 4
MENU_PART = 32
STRAY = 6
NEARBY = 6
HEADING = 84
QUESTION_HEADING = 56
STRONG = frozenset({"tags", "related", "form", "anti-spam", "footer", "author", "share", "navigation"})
BETWEEN = re.compile(r"\s*[|｜·•→›>»/]\s*|\s{2,}|\u3000+")
INSIDE = frozenset({"share", "related", "caption"})


class Parted(Struct, frozen=True):
    """An article cut out of a page, and every other line that stood there."""

    article: Article
    chrome: list[Chrome]


class _Sorted(Struct, frozen=True):
    """The non-blank lines of the article's part of the page, with the kind each has by the facts."""

    lines: list[Line]
    kinds: list[str | None]


def parted(lines: Sequence[Line]) -> Parted:
    """Part the lines above the comments into article and site lines; text is never changed."""
    full = list(shown(lines))
    middle = range(EDGE, len(full) - EDGE)  # what stands so deep inside is text, whatever its words
    found = _Sorted(full, [None if at in middle else _kind(line, at) for at, line in enumerate(full)])
    start = _body_start(found)
    title = chosen_title(full, found.kinds, start)
    first = start if title is None else _first_below(found, start, title)
    cut = _body_end(found, first)
    return _parted(found, title, first, cut)


def _kind(line: Line, at: int) -> str | None:
    kind = site_kind(line.text)
    if at >= TOP or len(line.text) > LONGEST or (kind is not None and kind != "author"):
        return kind
    if is_byline(line.text):
        return "byline"
    head = heading(line.text)
    if head is not None and not head.bare:
        return "heading"
    return "navigation" if _is_menu(line.text) else kind


def _is_menu(text: str) -> bool:
    """Say whether a line is several short parts between signs or wide gaps, or short Chinese words."""
    parts = [part for part in BETWEEN.split(text) if part]
    if len(parts) >= PARTS:
        return max(map(width, parts)) <= MENU_PART and ", " not in text and not STOP.search(text)
    words = text.split(" ")
    return len(words) > PARTS and _is_han(text) and all(1 < len(word) <= MENU_WORD for word in words)


def _is_han(text: str) -> bool:
    return bool(re.fullmatch(r"[\u3400-\u9fff ]+", text))


def is_prose(text: str) -> bool:
    """Say whether a line is running text: long, or a sentence with its full stop."""
    columns = width(text[:400])
    return columns >= LONG or (columns >= SENTENCE and bool(FULL_STOP.search(text)))


def _body_start(found: _Sorted) -> int:
    """Find the first line of running text that no line of facts follows closely."""
    lines, kinds = found.lines, found.kinds
    for at, line in enumerate(lines):
        if kinds[at] is None and (is_prose(line.text) or marker(line) is not None):
            later = kinds[at + 1 : at + 1 + NEARBY]
            if "byline" in later and len(line.text) < LONG and at + 1 < TOP:
                continue
            return at
    return len(lines)


def _first_below(found: _Sorted, start: int, title: int) -> int:
    """Find where the text begins below the title; a stray caption or line of facts is not its beginning."""
    for at in range(title + 1, start):
        if found.kinds[at] is None and not _is_stray(found.lines[at].text):
            return at
    return max(start, title + 1)


def _is_stray(text: str) -> bool:
    """Say whether a line is a caption whose picture is gone: few words, a small initial, no full stop."""
    return text[:1].islower() and len(text.split()) <= STRAY and not STOP.search(text)


def _body_end(found: _Sorted, first: int) -> int:
    """Find the site line below which no running text comes any more, or hardly any."""
    weights = [len(line.text) if _is_body(found, at) else 0 for at, line in enumerate(found.lines)]
    total = sum(weights[first:])
    passed = 0
    for at in range(first, len(found.lines)):
        strong = found.kinds[at] in STRONG and not is_prose(found.lines[at].text)
        if strong and passed >= (total - passed) * 3 and passed:
            return at
        passed += weights[at]
    return len(found.lines)


def _is_body(found: _Sorted, at: int) -> bool:
    return found.kinds[at] is None and is_prose(found.lines[at].text)


def _parted(found: _Sorted, title: int | None, first: int, cut: int) -> Parted:
    chrome, body = [], []
    for at, line in enumerate(found.lines):
        if at == title:
            continue
        if first <= at < cut and not _is_inset(found, at):
            body.append(line)
        else:
            chrome.append(Chrome(line.no, _chrome_kind(found, at, title, first), line.text))
    top = [line.text for line, kind in zip(found.lines[:TOP], found.kinds[:TOP], strict=True) if kind == "byline"]
    article = Article(
        title=None if title is None else found.lines[title].text,
        author=next(filter(None, map(author_of, top)), None),
        published=next(filter(None, map(published, top)), None),
        text=joined(body),
        headings=_headings(body),
    )
    return Parted(article, chrome)


def _is_inset(found: _Sorted, at: int) -> bool:
    return found.kinds[at] in INSIDE and not is_prose(found.lines[at].text)


def _chrome_kind(found: _Sorted, at: int, title: int | None, first: int) -> str:
    kind = found.kinds[at]
    if kind is not None:
        return kind
    if title is not None and title < at < first and _is_stray(found.lines[at].text):
        return "caption"
    return "site-before" if at < first else "site-after"


def _headings(body: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Give the offsets of subheadings in the joined text."""
    found = []
    offset, last = 0, 0
    for at, line in enumerate(body):
        offset += 0 if not at else 1 if line.no == last + 1 else 2
        if _is_heading(body, at):
            found.append((offset, offset + len(line.text)))
        offset, last = offset + len(line.text), line.no
    return tuple(found)


def headings_among(body: Sequence[Line]) -> list[Line]:
    """Give the lines of a text, none of them blank, that are its subheadings."""
    return [line for at, line in enumerate(body) if _is_heading(body, at)]


def _is_heading(body: Sequence[Line], at: int) -> bool:
    """Say whether a line is short and has no full stop, with running text or a heading below it."""
    text = body[at].text
    if text.startswith(("## ", "### ", "# ")):
        return True
    if at + 1 >= len(body) or len(text) > HEADING or marker(body[at]) is not None:
        return False
    asks = bool(QUESTION.search(text))
    short = width(text) <= (QUESTION_HEADING if asks else HEADING)
    return short and (asks or not STOP.search(text)) and _has_text_below(body, at)


def _has_text_below(body: Sequence[Line], at: int) -> bool:
    below = body[at + 1 : at + 3]
    return any(width(line.text[:400]) > width(body[at].text) and is_prose(line.text) for line in below)
