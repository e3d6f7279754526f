"""Where the comments of a plain page begin: the heading that a list of comments follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.readers.facts import heading, site_kind
from agorascope.readers.plain.lines import shown
from agorascope.readers.plain.markers import Marker, marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.readers.plain.lines import Line

CONTROLS = frozenset({"share", "form", "anti-spam"})
BETWEEN = 5
PROSE = 160
POSTS = 2
CERTAIN = 4
FOOT = 4000


class Place(Struct, frozen=True):
    """Line numbers (from 1) of the comment heading and of the first comment, None where there is none."""

    heading: int | None = None
    first: int | None = None
    declared: int | None = None


def place(lines: Sequence[Line]) -> Place:
    """Find the comments of a page.

    A line that only says a count (in the line of the date, or again below the thread) is not the heading:
    numbered or bulleted comments have to follow, or nothing but site lines to the end of the page.
    """
    full = list(shown(lines))
    best, rank = Place(), 0
    for at, mark in _openings(full):
        if rank and not (mark.shape == "numbered" or mark.kind == "post"):
            continue
        if rank >= CERTAIN:
            break
        for found, value in _above(full, at, mark):
            if value > rank:
                best, rank = found, value
    if best.first is None:
        best = _unheaded(full)
    return best if best.first else _uncommented(full)


def _openings(full: Sequence[Line]) -> Iterator[tuple[int, Marker]]:
    """Give the lines that open a list: a marker under a line that is none."""
    inside = False
    for at, line in enumerate(full):
        mark = marker(line)
        if mark is not None and not (inside and mark.shape == "inline"):
            yield at, mark
        inside = mark is not None


def _above(full: Sequence[Line], at: int, mark: Marker) -> Iterator[tuple[Place, int]]:
    for line in reversed(full[max(0, at - BETWEEN) : at]):
        head = heading(line.text)
        if head is not None:
            certain = mark.shape == "numbered" or mark.kind == "post"
            fits = certain or mark.kind == "bullet" or mark.ordinal == 1 or not head.bare
            if fits and head.count != 0:
                value = CERTAIN * certain + 2 * (not head.bare) + 1
                yield Place(line.no, full[at].no, head.count), value
            return
        if site_kind(line.text) not in CONTROLS:
            return


def _unheaded(full: Sequence[Line]) -> Place:
    """Accept comments without a heading only where their numbers can be nothing else."""
    posts = []
    for line in full:
        mark = marker(line)
        if mark is None:
            continue
        if mark.kind == "number" and mark.shape == "numbered" and mark.ordinal == mark.number == 1:
            return Place(first=line.no)
        if mark.kind == "post":
            posts.append(line.no)
    return Place(first=posts[0]) if len(posts) >= POSTS else Place()


def _uncommented(full: Sequence[Line]) -> Place:
    """Find a heading whose comments are missing: below it only short lines follow."""
    found = Place()
    for line in reversed(full[-FOOT:]):
        if len(line.text) > PROSE and site_kind(line.text) is None:
            break
        head = heading(line.text)
        if head is not None and not head.bare:
            found = Place(line.no, None, head.count)
    return found
