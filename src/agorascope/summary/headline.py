"""The headline: the debate in one sentence of counted facts, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agorascope.phrases import Phrases
    from agorascope.records import Counts, StanceCounts


def headline(counts: Counts, stance: StanceCounts, say: Phrases) -> str:
    """Tell how many voices take which side, and what was not counted; figures of nought are left out.

    `say` are the messages of the room `summary`.
    """
    if not counts.comments:
        return say.gettext("Nobody has commented on the article.")
    told, aside = _told(counts, stance, say), _aside(counts, say)
    return say.gettext("%(told)s %(aside)s", told=told, aside=aside) if told and aside else told or aside


def _told(counts: Counts, stance: StanceCounts, say: Phrases) -> str:
    if not counts.voices:
        return ""
    sides = (
        (stance.favor, say.ngettext("one agrees with the article", "%(n)s agree with the article", stance.favor)),
        (stance.against, say.ngettext("one disagrees", "%(n)s disagree", stance.against)),
        (stance.none, say.ngettext("one takes no side", "%(n)s take no side", stance.none)),
    )
    voices = say.ngettext("One voice", "%(n)s voices", counts.voices)
    return say.gettext("%(voices)s: %(sides)s.", voices=voices, sides=_listed(sides, say))


def _aside(counts: Counts, say: Phrases) -> str:
    parts = (
        (counts.spam, say.ngettext("one spam comment", "%(n)s spam comments", counts.spam)),
        (counts.duplicates, say.ngettext("one re-post", "%(n)s re-posts", counts.duplicates)),
    )
    listed = _listed(parts, say)
    return say.gettext("Not counted: %(parts)s.", parts=listed) if listed else ""


def _listed(parts: tuple[tuple[int, str], ...], say: Phrases) -> str:
    return say.gettext(", ").join(words for n, words in parts if n)
