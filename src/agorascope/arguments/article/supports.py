"""Which claim a premise (or a further claim) supports, from roles, voices and nearness."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Row(NamedTuple):
    """An argument as this module sees it; the holder is empty for the article's own voice."""

    role: str
    holder: str
    paragraph: int
    claim: float


def supported(rows: Sequence[Row], main: int | None = None) -> list[int | None]:
    """Give for each argument the index of the claim it supports, or `None`.

    The article's own arguments support its main claim (`main`, else the surest of its claims, the earliest of
    equals), unless a claim of its own stands right before or after a premise in the same paragraph. A person's
    premises support that person's nearest claim, failing that the main claim; whether a person's claim is for
    or against the article is a question of stance, so it supports nothing here.
    """
    claims = [i for i, row in enumerate(rows) if row.role == "claim"]
    if main is None:
        main = max((i for i in claims if not rows[i].holder), key=lambda i: (rows[i].claim, -i), default=None)
    voices: dict[str, list[int]] = {}
    for i in claims:
        voices.setdefault(rows[i].holder, []).append(i)
    return [_aim(rows, at, voices, main) for at in range(len(rows))]


def _aim(rows: Sequence[Row], at: int, voices: dict[str, list[int]], main: int | None) -> int | None:
    row = rows[at]
    if row.role == "claim":
        return None if row.holder or at == main else main
    near = voices.get(row.holder)
    nearest = _nearest(near, at) if near else None
    if nearest is None or row.holder:
        return main if nearest is None else nearest
    return nearest if abs(nearest - at) == 1 and rows[nearest].paragraph == row.paragraph else main


def _nearest(places: Sequence[int], at: int) -> int:
    after = bisect_left(places, at)
    return min(places[max(0, after - 1) : after + 1], key=lambda i: (abs(i - at), i))
