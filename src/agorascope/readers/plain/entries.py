"""The list of comments on a plain page: which lines open a comment, whom it answers, what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.readers.facts import heading, site_kind
from agorascope.readers.plain.lines import Line
from agorascope.readers.plain.markers import DOTS, Marker, marker
from agorascope.readers.plain.sequence import Sequence as Ordinals
from agorascope.records import Chrome

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_CONTROL = 40
FARTHEST = 500
ALIGNED = 1


class Entry(Struct):
    """A comment while it is read: the number printed, the entry it answers, its lines."""

    number: int | None
    parent: int | None
    lines: list[Line]


class Listed(Struct, frozen=True):
    """The entries of a page in page order, the lines below them, and the marks and controls set aside."""

    entries: list[Entry]
    below: list[Line]
    chrome: list[Chrome]


def listed(lines: Sequence[Line]) -> Listed:
    """Read a comment list from its first line, which must open a comment, to the end of the page."""
    reading = _Reading(lines)
    for line in lines:
        if line.text:
            reading.take(line)
        reading.blank = not line.text
    return reading.finished()


class _Reading:
    """Reads line by line; `waiting` holds lines that are below the list unless another comment follows."""

    def __init__(self, lines: Sequence[Line]) -> None:
        first = marker(lines[0])
        if first is None:
            raise ValueError(lines[0])
        self.top: Marker = first
        self.base = lines[0].indent
        self.bullets = _bullet_signs(lines, first)
        self.indented = _is_indented(lines, first)
        self.ordinals = Ordinals(first.ordinal or 1)
        self.numbers: set[int] = set()
        self.last = 0
        self.open: list[tuple[int, int]] = []
        self.entries: list[Entry] = []
        self.waiting: list[Line] = []
        self.chrome: list[Chrome] = []
        self.blank = True

    def take(self, line: Line) -> None:
        mark = marker(line)
        if mark is not None and self._opens(line, mark):
            self._resume()
            self._start(line, mark)
        elif self.waiting or (self.indented and line.indent <= self.base):
            self.waiting.append(line)
        else:
            self.entries[-1].lines.append(line)

    def finished(self) -> Listed:
        below = self.waiting
        if not self.indented:
            below = self._cut_tail() + below
        for entry in self.entries:
            self._set_control_aside(entry)
        return Listed(self.entries, below, self.chrome)

    def _opens(self, line: Line, mark: Marker) -> bool:
        if not self.entries:
            return True
        if self.top.shape == "numbered":
            return self._opens_numbered(line, mark)
        if mark.kind == "bullet":
            at_top = self.top.kind == "bullet" and line.indent <= self.base
            shaped = self.top.kind != "bullet" or mark.shape == self.top.shape
            dash = mark.sign == "-" and self.top.kind != "bullet" and line.indent <= self.base
            return mark.sign in self.bullets and shaped and not (at_top and self.waiting) and not dash
        if mark.kind != self.top.kind or mark.sign != self.top.sign:
            return False
        if mark.kind == "post":
            return mark.number not in self.numbers
        shaped = mark.shape == self.top.shape
        return shaped and self.ordinals.accepts(mark.ordinal or 0, line.indent, self.base, blank=self.blank)

    def _opens_numbered(self, line: Line, mark: Marker) -> bool:
        number = mark.number or 0
        near = abs(number - self.last) <= FARTHEST and number not in self.numbers
        return mark.shape == "numbered" and near and line.indent >= self.base - len(mark.mark)

    def _start(self, line: Line, mark: Marker) -> None:
        top = line.indent <= self.base + ALIGNED * (mark.kind != "bullet") and mark.kind == self.top.kind
        while self.open and (top or self.open[-1][0] >= line.indent):
            self.open.pop()
        parent = self.open[-1][1] if self.open else None
        self.open.append((-1 if top and mark.kind != "bullet" else line.indent, len(self.entries)))
        if mark.number is not None:
            self.numbers.add(mark.number)
            self.last = mark.number
        rest = [Line(line.no, line.indent, mark.rest)] if mark.rest else []
        self.entries.append(Entry(mark.number, parent, rest))
        self.chrome.append(Chrome(line.no, "number", mark.mark))

    def _resume(self) -> None:
        """Give lines that turned out to stand inside the list to the comment above, unless they are the site's."""
        for line in self.waiting:
            kind = _below_kind(line)
            if kind is None:
                self.entries[-1].lines.append(line)
            else:
                self.chrome.append(Chrome(line.no, kind, line.text))
        self.waiting = []

    def _cut_tail(self) -> list[Line]:
        """Where text is not indented only the words of a line tell that the list is over."""
        lines = self.entries[-1].lines
        cut = next((at for at, line in enumerate(lines) if at and _below_kind(line)), None)
        if cut is None:
            return []
        short = self.top.shape == "inline" and all(len(entry.lines) == 1 for entry in self.entries[:-1])
        cut = 1 if short and len(self.entries) > 1 else cut
        self.entries[-1].lines = lines[:cut]
        return lines[cut:]

    def _set_control_aside(self, entry: Entry) -> None:
        """Take 'Reply' and its like off the end of a comment that says something before it."""
        if len(entry.lines) > 1:
            last = entry.lines[-1]
            if len(last.text) <= LONGEST_CONTROL and site_kind(last.text) == "share":
                self.chrome.append(Chrome(last.no, "control", last.text))
                entry.lines.pop()


def _below_kind(line: Line) -> str | None:
    head = heading(line.text)
    return "heading" if head is not None and not head.bare else site_kind(line.text)


def _bullet_signs(lines: Sequence[Line], top: Marker) -> frozenset[str]:
    """Choose the signs that open replies: round ones where the page has any, so that a writer's dashes stay text."""
    if top.kind == "bullet" and top.sign not in DOTS:
        return frozenset(top.sign)
    seen = {line.text[0] for line in lines if line.text} & (DOTS | {"*", "-"})
    return frozenset(seen & DOTS) or frozenset(seen & {"*"}) or frozenset("-")


def _is_indented(lines: Sequence[Line], top: Marker) -> bool:
    """Say whether the text of comments stands further in than the marks of the top level."""
    base = lines[0].indent
    texts = (line for line in lines[1:] if line.text and marker(line) is None)
    if top.shape == "inline":
        return any(line.indent > base for line in texts)
    first = next(texts, None)
    return first is not None and first.indent > base
