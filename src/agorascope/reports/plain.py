"""Text of strangers made safe to show: control characters out, long quotes cut, references short."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Protocol

from agorascope.records import LABELS, CommentReport, KeyPoint, StanceCounts
from agorascope.summary.voices import makers

EXCERPT = 160
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """Drop what could steer a terminal or a page: control and direction-override characters, lone surrogates."""
    kept = (
        c if c not in BIDI and (c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}) else "\ufffd" for c in text
    )
    return "".join(kept)


def one_line(text: str, limit: int = EXCERPT) -> str:
    """Put a text on one line of at most `limit` characters, cut at the last space or CJK character before it."""
    line = " ".join(safe(text[: limit * 8]).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 2 // 3 else cut).rstrip("….") + "…"


class Named(Protocol):
    """What a report asks about a comment that it names."""

    def of(self, comment: str) -> str:
        """Name a comment as the reader knows it."""

    def href(self, comment: str) -> str:
        """Give the address of a comment; empty where there is none."""

    def voices(self, point: KeyPoint) -> int:
        """Count the people who make a point."""


class Names:
    """How a report names the comments of one discussion, looked up by id."""

    def __init__(self, comments: Sequence[CommentReport], spot: str = "") -> None:
        """Index the comments once: a report of a long thread refers to them thousands of times.

        Anchors begin with `spot`, which tells them from those of another discussion in the same file.
        """
        self.comments = {c.id: c for c in comments}
        self._places = {c.id: place for place, c in enumerate(comments, start=1)}
        self._spot = spot

    def of(self, comment: str) -> str:
        """Name a comment the way the page does: its printed number, else its id."""
        number = self.comments[comment].number
        return f"#{number}" if number is not None else f"[{safe(comment)}]"

    def voices(self, point: KeyPoint) -> int:
        """Give how many people make a point."""
        return makers(point, self.comments)

    def anchor(self, comment: str) -> str:
        """Give an anchor made of the comment's place in the page: ids are strangers' text."""
        return f"{self._spot}comment-{self._places[comment]}"

    def href(self, comment: str) -> str:
        """Give the address in the same file."""
        return f"#{self.anchor(comment)}"


class Elsewhere:
    """How a report names the comments of several discussions, which stand elsewhere: as `DISCUSSION#ID`."""

    def __init__(self, hrefs: Mapping[str, str]) -> None:
        """Take the addresses of comments by their names; one may have none."""
        self._hrefs = hrefs

    def of(self, comment: str) -> str:
        """Give the name."""
        return safe(comment)

    def href(self, comment: str) -> str:
        """Give the address that was given."""
        return self._hrefs.get(comment, "")

    def voices(self, point: KeyPoint) -> int:
        """Give the voices as they were counted."""
        return point.voices


def shares(stance: StanceCounts) -> list[tuple[str, int, float]]:
    """Give (label, count, share of all) for each stance, in a fixed order; shares are 0 when nothing is counted."""
    counts = [(label, int(getattr(stance, label))) for label in LABELS["stance"]]
    total = sum(n for _, n in counts)
    return [(label, n, n / total if total else 0.0) for label, n in counts]
