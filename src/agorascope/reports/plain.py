"""Text of strangers made safe to show: control characters out, long quotes cut, references short."""

from __future__ import annotations

import unicodedata

from agorascope.records import CommentReport, Discussion, StanceCounts

EXCERPT = 160
SIDES = ("favor", "against", "none")
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
    return (cut[:space] if space > limit * 2 // 3 else cut) + "…"


def reference(comment: CommentReport | str, discussion: Discussion) -> str:
    """Name a comment the way the page does: its printed number, else its id."""
    found = comment if isinstance(comment, CommentReport) else numbered(discussion).get(comment)
    number = found.number if found else None
    return f"#{number}" if number is not None else f"[{safe(found.id if found else str(comment))}]"


def numbered(discussion: Discussion) -> dict[str, CommentReport]:
    """Index the comments by id."""
    return {c.id: c for c in discussion.comments}


def shares(stance: StanceCounts) -> list[tuple[str, int, float]]:
    """Give (label, count, share of all) for each stance, in a fixed order; shares are 0 when nothing is counted."""
    counts = [(label, int(getattr(stance, label))) for label in SIDES]
    total = sum(n for _, n in counts)
    return [(label, n, n / total if total else 0.0) for label, n in counts]
