"""A debate told again in another language."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from agorascope.records import Debate, Discussion
from agorascope.together.comments import joined, marked
from agorascope.together.naming import apart
from agorascope.together.words import worded


def retold(debate: Debate, discussions: Sequence[Discussion], locale: str) -> Debate:
    """Give the same debate with its headline and abstract in one of `phrases.LOCALES`; `KeyError` for another.

    `discussions` are those it was told from, in any order; raises `ValueError` for others.
    """
    ordered = apart(discussions)
    if [one.id for one in ordered] != [strand.id for strand in debate.strands]:
        raise ValueError(f"debate {debate.id!r} was told from other discussions")
    comments = marked(joined(ordered, [strand.relation for strand in debate.strands]), debate.duplicates)
    lead = _lead(debate, ordered)
    told = worded(debate.summary, comments, lead, debate.strands, locale)
    return structs.replace(debate, summary=told, locale=locale)


def _lead(debate: Debate, ordered: Sequence[Discussion]) -> Discussion:
    """Find the discussion that the debate is called after."""
    own = debate.id if len(ordered) == 1 else debate.id.rpartition("+")[0]
    return next(one for one in ordered if one.id == own)
