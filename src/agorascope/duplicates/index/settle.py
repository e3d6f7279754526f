"""Who follows whom after a change: only what the change can reach is compared again.

The order of texts is that of one run over everything, and each text depends on earlier leaders alone. So texts are
settled in that order; whenever one begins to lead, ceases to, or leads from another place or in other words, all later
texts that share a key with it are settled too. What comes out is what one run would give.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from agorascope.duplicates.buckets import most_shared
from agorascope.duplicates.leaders import Followed, best, least_shared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agorascope.duplicates.index.shelf import Entry, Shelf


def settle(shelf: Shelf, changed: Iterable[int], least: float) -> set[int]:
    """Settle texts that are new, or whose copies or first posts changed; give all whose place changed by it."""
    touched = set(changed)
    waiting = [(shelf.entry(number).rank, number) for number in touched]
    queued, moved = set(touched), set[int]()
    heapq.heapify(waiting)
    while waiting:
        _, number = heapq.heappop(waiting)
        entry = shelf.entry(number)
        was = (entry.leader, entry.similarity)
        home = _home(shelf, entry, least)
        leader, similarity = (home.leader, home.similarity) if home else (None, None)
        if number in touched or (leader, similarity) != was:
            shelf.place(entry, leader, similarity)
            moved.add(number)
        if (leader is None) != (was[0] is None) or (number in touched and leader is None):
            for other in shelf.mates(entry):
                rank = shelf.entry(other).rank
                if other not in queued and rank > entry.rank:
                    queued.add(other)
                    heapq.heappush(waiting, (rank, other))
    return moved


def _home(shelf: Shelf, entry: Entry, least: float) -> Followed | None:
    form = shelf.form(entry.number)
    if not entry.keys:
        return None
    earlier = shelf.earlier_leaders(entry)
    order = sorted({number for found in earlier for number in found}, key=lambda number: shelf.entry(number).rank)
    places = {number: place for place, number in enumerate(order)}
    chosen = most_shared([[places[number] for number in found] for found in earlier], least_shared(form))
    found = best(form, ((place, shelf.form(order[place])) for place in chosen), least)
    return found and Followed(order[found.leader], found.similarity)
