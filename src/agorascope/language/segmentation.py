"""Where sentences begin and end: one linear pass over the text, with each language's marks as data.

spaCy's own sentencizer knows marks but neither abbreviations, paragraphs nor emoji, and it needs every
token first. Here one regular expression finds the places where a sentence could end, and
`_Marks.ends_at` decides about each. `spacy_pipelines` gives the same offsets to spaCy documents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from agorascope.language import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = "\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\u20e3"
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_WORD = re.compile(f"[^\\W_]|[{_EMOJI}]")
_NEWLINE = re.compile(f"\r\n|[{_BREAK}]")
# Straight quotes close only where they touch the mark; the others may stand after a space: « Ναι. »
_CLOSERS = re.compile("[\"'’”»›)\\]}」』】）》〉]*(?:[^\\S\r\n]?[”»」』】）])*")
_TAIL = re.compile(
    f"(?:[^\\S{_BREAK}]{{0,3}}(?:[{_EMOJI}]+|[:;=8xX][-'^]?[)(DPp3|/\\\\]+(?!\\w)|[<&]3(?!\\w)|\\^_*\\^))+"
)
_LIST_LINE = re.compile(
    r"[-*+•·–—▪◦●○■□►▶➤✓✔✅→]\s|[(\[（]?(?:\d{1,3}|[a-zα-ω])[.)\]）](?=\s)|[（(]?[\d一二三四五六七八九十]{1,3}[)）、]"
    r"|[\u2460-\u249b]|#{1,6}\s"
)
_NUMBERING = re.compile(r"\s*[(\[（]?(?:\d{1,3}|[^\W\d_])", re.UNICODE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LAST_WORD = re.compile(r"[^\s\"'’“”«»()\[\]{}/,;:!?]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[xX]?[0-9a-fA-F]+)\Z")
_LOOK_BACK = 24
_TWO_LINES = 2


class SentenceFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's sentence marks, and the words after which a full stop ends no sentence (see the TOML files)."""

    marks: str
    abbreviations: frozenset[str]
    references: frozenset[str]
    endings: frozenset[str]
    starters: frozenset[str]


def sentences(text: str, code: str) -> list[tuple[int, int]]:
    """Give the sentences of `text` as (start, end) in code points, in order.

    No sentence begins or ends with white space, none is empty, none crosses a blank line, and together they
    hold every character that is not white space. `code` is a BCP 47 code; a language without facts of its
    own (and `und`) is cut with the general marks.
    """
    return list(_trimmed(text, _ends(text, _marks(facts.serving(code)))))


@cache
def _marks(code: str) -> _Marks:
    return _Marks(facts.load(code, "language", SentenceFacts))


def _trimmed(text: str, ends: Iterator[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in ends:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            yield left, right
        start = end


def _ends(text: str, marks: _Marks) -> Iterator[int]:
    """Give every place where a sentence ends, the end of the text last."""
    start = checked = 0
    worded = False
    quoting = text.startswith(">")
    for found in marks.candidate.finditer(text):
        if found.start() < start:
            continue
        worded = worded or _WORD.search(text, checked, found.start()) is not None
        checked = found.end()
        end: int | None
        if found["line"] is not None:
            end, quoting = _line_end(text, found.start(), found.end(), quoting=quoting)
        else:
            end = marks.ends_at(text, start, found.start(), found.end()) if worded else None
        if end is not None:
            yield end
            start, checked, worded = end, end, False
    yield len(text)


def _line_end(text: str, left: int, right: int, *, quoting: bool) -> tuple[int | None, bool]:
    """Tell whether white space with a line break ends a sentence, and whether the next line is quoted ('>')."""
    quotes = text.startswith(">", right)
    breaks = "\u2029" in text[left:right] or len(_NEWLINE.findall(text, left, right)) >= _TWO_LINES
    if breaks or quotes != quoting or _LIST_LINE.match(text, right):
        return right, quotes
    return None, quotes


class _Marks:
    """The compiled marks of one language, and the judgement about one place in a text."""

    def __init__(self, known: SentenceFacts) -> None:
        self.known = known
        self.candidate = re.compile(f"(?P<line>[{_BREAK}]\\s*)|[{re.escape(known.marks)}]+")

    def ends_at(self, text: str, start: int, left: int, right: int) -> int | None:
        """Give the end of the sentence that the marks `text[left:right]` close, or `None` if they close none."""
        run = text[left:right]
        closed = _match_end(_CLOSERS, text, right)
        end = _match_end(_TAIL, text, closed)
        if end < len(text) and not text[end].isspace() and end == closed and not _joined(text, run, left, end):
            return None
        following = _next_word(text, end)
        if text[following : following + 1].islower() and (closed > right or run[-1] == "…" or run.endswith("..")):
            return None
        if set(run) <= {";", "\u037e"}:
            return end if left > start and _asks(text, left) else None
        if run in {".", "．"} and end == closed and not self._stops(text, start, left, end):
            return None
        return end

    def _stops(self, text: str, start: int, left: int, end: int) -> bool:
        """Tell whether a single full stop at `left` ends the sentence: not after a number, initial, abbreviation."""
        if _NUMBERING.fullmatch(text, start, left):
            return False
        word = _LAST_WORD.search(text, max(start, left - _LOOK_BACK), left)
        if word is None:
            return True
        following = _next_word(text, end)
        follower = text[following : following + 1]
        last = word[0].lower()
        if last in self.known.abbreviations or (last in self.known.references and follower.isdecimal()):
            return end == len(text)
        if last in self.known.endings:
            return not follower.islower()
        opening = _FIRST_WORD.match(text, following)
        if opening is not None and _INITIALS.fullmatch(word[0]) and last != word[0].upper():
            return opening[0].lower() in self.known.starters
        return True


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return at if found is None else found.end()


_OPENERS = re.compile("[\\s\"'‘“«‹(\\[{「『【（《〈¿¡]*")


def _next_word(text: str, at: int) -> int:
    return _match_end(_OPENERS, text, at)


def _asks(text: str, left: int) -> bool:
    """Tell whether a Greek question mark after `text[left - 1]` is one: ' ;' and '»;' are, ':-;' and ' ;)' are not."""
    before, after = text[left - 1], text[left + 1 : left + 2]
    if before.isalnum():
        return _ENTITY.search(text, max(0, left - _LOOK_BACK), left) is None
    return before in "\"'’”»)]" or (before.isspace() and (not after or after.isspace()))


def _joined(text: str, run: str, left: int, end: int) -> bool:
    """Tell whether marks end a sentence though no space follows: '。', 'Ναι!Όχι', '好!我', not in an address."""
    after = text[end]
    if any(mark in "。！？｡" for mark in run):
        return after not in "，、；：,;:》〉" and not (text[end - 1] in "》〉" and _CJK.match(after))
    if _CJK.match(after):
        return after not in "，、；：。！？》〉" and _CJK.match(text[left - 1]) is not None and run[0] != "…"
    if not after.isupper() or not text[left - 1].isalpha():
        return False
    if run == ".":
        return after > "\u024f" and text[left - 1].islower()
    token = text[max(0, left - 200) : left].rsplit(maxsplit=1)[-1]
    return "/" not in token and "www." not in token
