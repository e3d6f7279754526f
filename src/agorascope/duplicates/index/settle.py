"""Who follows whom after a change: only what the change can reach is compared again.

The order of texts is that of one run over everything, and each text depends on earlier leaders alone. So texts are
settled in that order; whenever one begins to lead, ceases to, or leads from another place or in other words, all later
texts that share a key with it are settled too. What comes out is what one run would give.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from agorascope.duplicates.buckets import VERIFIED
from agorascope.duplicates.leaders import best, least_shared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agorascope.duplicates.index.shelf import Entry, Shelf
    from agorascope.duplicates.leaders import Followed


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
            for other in shelf.mates(entry, leading=False):
                rank = shelf.entry(other).rank
                if other not in queued and rank > entry.rank:
                    queued.add(other)
                    heapq.heappush(waiting, (rank, other))
    return moved


def _home(shelf: Shelf, entry: Entry, least: float) -> Followed | None:
    form = shelf.form(entry.number)
    if not entry.keys:
        return None
    met = shelf.mates(entry, leading=True)
    shared = least_shared(form)
    ranked = sorted(
        (-times, shelf.entry(number).rank, number)
        for number, times in met.items()
        if times >= shared and shelf.entry(number).rank < entry.rank
    )[:VERIFIED]
    in_order = sorted((rank, number) for _, rank, number in ranked)
    places = {place: number for place, (_, number) in enumerate(in_order)}
    found = best(form, ((place, shelf.form(number)) for place, number in places.items()), least)
    return found and type(found)(places[found.leader], found.similarity)
