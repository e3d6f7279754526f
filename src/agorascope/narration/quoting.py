"""Quotations in a narrator's sentence: where they stand, and whether a comment says so, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from agorascope.narration.verdict import Dropped
from agorascope.narration.words import words
from agorascope.records import CommentReport, Quote

MOVED = ",."  # marks that American typesetting puts inside the quotation marks
_IDEOGRAPHS = 0x2E80  # scripts from here on write no spaces: any place is the edge of a word


class Span(NamedTuple):
    """The words between two quotation marks; `closed` is false where the second is missing."""

    start: int
    end: int
    closed: bool


class Quoted(Struct, frozen=True):
    """A sentence whose quotations all hold, with the slices of comments that they are."""

    text: str
    quotes: tuple[Quote, ...]


def quotations(text: str) -> list[Span]:
    """Find the outermost quotations, in the marks of English, Greek and Chinese; one that is not closed goes on."""
    found: list[Span] = []
    at = 0
    while at < len(text):
        end = _end(text, at)
        if end is not None:
            found.append(Span(at + 1, end, closed=end < len(text)))
            at = end
        at += 1
    return found


def outside(text: str) -> str:
    """Blank the quotations of a text: what is left, in its place, are the writer's own words."""
    for span in quotations(text):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


@cache
def _closers() -> dict[str, str]:
    """Give for every opening mark the marks that close it."""
    found: dict[str, str] = {mark: mark for mark in words().straight}
    for pair in words().quotation:
        found[pair[0]] = found.get(pair[0], "") + pair[1]
    return found


def _end(text: str, at: int) -> int | None:
    """Find where the quotation that begins at a mark ends; None where there is no such mark."""
    mark = text[at]
    for pair in words().apostrophes:
        if mark == pair[0]:
            return _around(text, at, *pair)
    closers, depth = _closers().get(mark), 1
    if not closers:
        return None
    for place in range(at + 1, len(text)):
        if text[place] in closers:
            depth -= 1
        elif text[place] == mark:
            depth += 1
        if not depth:
            return place
    return len(text)


def _around(text: str, at: int, opening: str, closing: str) -> int | None:
    """Find the end of words in marks that may be apostrophes, which stand in words, before them or behind.

    Of several ends before the next beginning the last is taken: the others may be apostrophes.
    """
    if not _begins(text, at):
        return None
    end = None
    for place in range(at + 2, len(text)):
        if text[place] == closing and not text[place - 1].isspace() and not _letter(text, place + 1):
            end = place
        elif text[place] == opening and _begins(text, place):
            break
    return end


def _begins(text: str, at: int) -> bool:
    return not _in_word(text, at) and at + 1 < len(text) and not text[at + 1].isspace()


def _in_word(text: str, at: int) -> bool:
    return at > 0 and _letter(text, at - 1)


def _letter(text: str, at: int) -> bool:
    """Tell whether a letter or digit of a script with spaces stands there."""
    return 0 <= at < len(text) and text[at].isalnum() and ord(text[at]) < _IDEOGRAPHS


def verified(text: str, cited: Sequence[CommentReport]) -> Quoted:
    """Find every quotation of a sentence in one of the comments it cites, the first of them in page order.

    A comma or full stop of the writer inside the marks is moved outside. Raises `Dropped`: `altered-quote` where no
    cited comment has the words, as whole words; `borrowed-quote` where one only quotes them from somebody else.
    """
    quotes: list[Quote] = []
    for span in quotations(text):
        quote = text[span.start : span.end]
        found = _found(quote, cited)
        if not found and span.closed and quote[-1:] in MOVED and (found := _found(quote[:-1], cited)):
            text = text[: span.end - 1] + text[span.end] + quote[-1] + text[span.end + 1 :]
        if not found:
            raise Dropped("altered-quote")
        quotes.append(found)
    return Quoted(text, tuple(dict.fromkeys(quotes)))


def _found(quote: str, cited: Sequence[CommentReport]) -> Quote | None:
    """Give the first slice of a comment that says so in its writer's own words."""
    borrowed = False
    for comment in cited:
        for start in _places(quote, comment.text):
            end = start + len(quote)
            if not any(first <= start and end <= last for first, last in comment.quoted):
                return Quote(comment.id, start, end, quote)
            borrowed = True
    if borrowed:
        raise Dropped("borrowed-quote")
    return None


def _places(quote: str, text: str) -> Iterator[int]:
    """Find where words stand in a text, and not as a part of longer words."""
    at = text.find(quote) if quote.strip() else -1
    while at >= 0:
        end = at + len(quote)
        if not (_letter(quote, 0) and _in_word(text, at)) and not (_in_word(quote, len(quote)) and _letter(text, end)):
            yield at
        at = text.find(quote, at + 1)
