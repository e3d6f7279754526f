"""Sentences about what is left over: what has no voice, and sides without an argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import Sentence
from agorascope.summary.voices import REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.summary.abstract.matter import Matter


def left_over(matter: Matter) -> Iterator[Sentence]:
    """Tell how many take a side outside the key points, and what the sides would be were every comment counted."""
    say, unmatched = matter.say, matter.summary.unmatched
    if unmatched:
        words = say.ngettext(
            "One comment takes a side without making any of the points listed.",
            "%(n)s comments take a side without making any of the points listed.",
            len(unmatched),
        )
        yield Sentence("unmatched", words, unmatched)
    aside = tuple(c.id for c in matter.comments if c.spam.is_spam or c.duplicate or c.site_status in REMOVED)
    if aside:
        yield Sentence("aside", _aside(matter, len(aside)), aside)


def _aside(matter: Matter, n: int) -> str:
    say, raw = matter.say, matter.summary.stance_raw
    return say.ngettext(
        "One comment was set aside; had every comment counted, it would be %(favor)s for and %(against)s against.",
        "%(n)s comments were set aside; had every comment counted, it would be %(favor)s for and %(against)s against.",
        n,
        favor=say.number(raw.favor),
        against=say.number(raw.against),
    )
