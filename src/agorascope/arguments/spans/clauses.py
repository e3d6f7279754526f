"""Spans: from a region of text to the words of one claim or premise, without frame, quotation marks and full stop."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from agorascope.arguments.rules import anywhere, opening, rules_of
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from agorascope.records import Offsets

_PAIRS = {"“": "”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’", "(": ")", "（": "）"}
_CLOSING = {v: k for k, v in _PAIRS.items()}
_EDGE_LEFT = " \t\r\n\u00a0\u3000,，;；:：、.。…·—–-*•>"
_EDGE_RIGHT = " \t\r\n\u00a0\u3000,，;；:：、.。…·—–-!！"
_STRONG = re.compile("[;；]|(?<!\\d)[:：](?!\\d|//)|\\s[—–-]\\s|——|(?<=\\s)·|[·](?=\\s)|…\\s|[)）]\\s?")
_WORDS = re.compile("[^\\W_]+(?:[-'’][^\\W_]+)*")
_LEAST_WORDS, _LEAST_CHARACTERS = 3, 5
_ROUNDS = 4


def size(text: str, start: int, end: int, code: str) -> int:
    """Count words, or letters where words are not spaced."""
    if rules_of(code).spaced:
        return sum(1 for _ in _WORDS.finditer(text, start, end))
    return sum(1 for c in text[start:end] if c.isalnum())


def long_enough(text: str, span: Offsets, code: str) -> bool:
    """Tell whether a span has enough words to state something."""
    return size(text, *span, code) >= (_LEAST_WORDS if rules_of(code).spaced else _LEAST_CHARACTERS)


def trimmed(text: str, start: int, end: int, code: str) -> Offsets:
    """Cut from both ends what is not the statement: marks, quotation marks around it, 'I think that', 'but'."""
    for _ in range(_ROUNDS):
        before = (start, end)
        start, end = _bare(text, start, end)
        found = _frame(code).match(fold(text[start : min(end, start + 60)]))
        if found and size(text, start + found.end(), end, code) >= _LEAST_WORDS:
            start += found.end()
        if (start, end) == before:
            break
    return start, max(start, end)


def _bare(text: str, start: int, end: int) -> Offsets:
    while start < end and (text[start] in _EDGE_LEFT or _unpaired(text, start, end, start)):
        start += 1
    while start < end and (text[end - 1] in _EDGE_RIGHT or _unpaired(text, start, end, end - 1)):
        end -= 1
    first, last = text[start : start + 1], text[end - 1 : end]
    if first in _PAIRS and last == _PAIRS[first] and not any(q in text[start + 1 : end - 1] for q in (first, last)):
        return start + 1, end - 1
    return start, end


def _unpaired(text: str, start: int, end: int, at: int) -> bool:
    """Tell whether the quotation mark or bracket at `at` has no partner in the span."""
    mark = text[at]
    if mark == '"':
        return text.count('"', start, end) == 1
    partner = _PAIRS.get(mark) or _CLOSING.get(mark)
    return partner is not None and text.find(partner, start, end) < 0


@cache
def _frame(code: str) -> re.Pattern[str]:
    rules = rules_of(code)
    frame = opening((*rules.own_frames, *rules.leads), spaced=rules.spaced).pattern
    return re.compile(f"{frame}\\s*[,，:：]?\\s*")


@cache
def _joints(code: str) -> re.Pattern[str]:
    rules = rules_of(code)
    words = anywhere((*rules.contrast, *rules.causal), spaced=rules.spaced).pattern
    return re.compile(f"[,，]\\s*(?={words})")


def clauses(text: str, start: int, end: int, code: str) -> list[Offsets]:
    """Cut a region at its strong marks and before ', but', ', because': trimmed clauses, each long enough, in order.

    A region that has no such place, or only parts too short to state something, is one clause.
    """
    folded = fold(text[start:end])
    cuts = sorted(
        {start + m.end() for m in _STRONG.finditer(folded)} | {start + m.end() for m in _joints(code).finditer(folded)}
    )
    kept, left = [], start
    for right in [*(c for c in cuts if not _inside_quote(text, start, c)), end]:
        span = trimmed(text, left, right, code)
        if long_enough(text, span, code):
            kept.append(span)
        left = right
    return kept


def _inside_quote(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    straight = before.count('"') % 2 == 1
    return straight or any(before.count(a) > before.count(b) for a, b in _PAIRS.items() if a != b)
