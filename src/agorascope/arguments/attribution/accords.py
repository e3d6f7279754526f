"""Where an article says that its speakers agree or differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import Accord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agorascope.arguments.attribution.relations import Relation


def accords(text: str, relations: Iterable[Relation]) -> tuple[Accord, ...]:
    """Give every statement of an article by which its speakers are set side by side, in text order.

    Three ways are read: an accord with its subject and the other one, named or the last to speak ('X agrees',
    'Η Ψ διαφωνεί με τον Χ', 不同意这种看法); a comparison ('Unlike X, Y says'); what several claim as one ('All three
    argue', 三位讨论者都认同). Of a group its people are told where they are known. Accord with the writer is left
    out, and so is whatever does not say plainly who the other one is. Quotations are not read: who agrees in one is
    quoted.
    """
    rows = (
        Accord(r.kind, tuple(dict.fromkeys((*r.who, *r.whom))), r.claims, r.start, r.end, text[r.start : r.end])
        for r in relations
        if r.whom
    )
    return tuple(dict.fromkeys(rows))
