"""Whom a text follows: of the earlier leaders that it shares most keys with, the first that it is near to.

The rule is that of `buckets.most_shared` and `leaders.best`; here the leaders come out of the index.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.comparing.leaders import Followed, best, least_shared
from agorascope.deduplication.index.crowds import is_full
from agorascope.deduplication.signatures.buckets import LOOKED_THROUGH, most_shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agorascope.deduplication.index.shelf import Entry, Shelf


class Met(Struct, frozen=True):
    """The texts that lead and share keys with a text, in no order by key; of crowded keys only how many are earlier."""

    leaders: dict[int, list[int]]
    crowds: dict[int, int]

    @property
    def full(self) -> list[int]:
        """The keys that get a crowd when the text leads too."""
        return [key for key, found in self.leaders.items() if is_full(found)]


def met(shelf: Shelf, entry: Entry) -> Met:
    """Look up the keys of a text."""
    if not entry.keys:
        return Met({}, {})
    crowds = shelf.crowds.earlier(entry)
    return Met(shelf.leading(entry, [key for key in entry.keys if key not in crowds]), crowds)


def home(shelf: Shelf, entry: Entry, found: Met, least: float) -> Followed | None:
    """Give whom a text follows, or None where it leads."""
    if not found.leaders and not any(found.crowds.values()):
        return None
    compared = chosen(shelf, entry, found)
    forms = ((place, shelf.form(number)) for place, number in enumerate(compared))
    nearest = best(shelf.form(entry.number), forms, least)
    return nearest and Followed(compared[nearest.leader], nearest.similarity)


def chosen(shelf: Shelf, entry: Entry, found: Met) -> list[int]:
    """Give the earlier leaders that a text is compared with, in their order."""
    needed = least_shared(shelf.form(entry.number))
    if any(found.crowds.values()):
        lists, order, needed = _looked_through(shelf, entry, found, needed)
    else:
        lists = list(found.leaders.values())
        times = Counter(chain.from_iterable(lists))
        order = shelf.earlier((number for number, count in times.items() if count >= needed), entry)
    places = {number: place for place, number in enumerate(order)}
    return [order[place] for place in sorted(most_shared(_placed(lists, places), needed))]


def _placed(lists: Iterable[Sequence[int]], places: dict[int, int]) -> list[list[int]]:
    placed = (sorted(places[number] for number in found if number in places) for found in lists)
    return [found for found in placed if found]


def _looked_through(shelf: Shelf, entry: Entry, found: Met, needed: int) -> tuple[list[list[int]], list[int], int]:
    """Give the lists that are looked through, each in order, all texts in them in order, and how many lists are enough.

    As `most_shared` does it: where they hold too many, the shortest, and one is enough.
    """
    earlier = shelf.earlier(set(chain.from_iterable(found.leaders.values())), entry)
    places = {number: place for place, number in enumerate(earlier)}
    plain = {
        key: [earlier[n] for n in sorted(places[m] for m in met if m in places)] for key, met in found.leaders.items()
    }
    sizes = {key: found.crowds.get(key, len(plain.get(key, ()))) for key in entry.keys}
    ranks: dict[int, bytes] = {}
    lists: list[list[int]] = []
    left = LOOKED_THROUGH
    for key in sorted(sizes, key=sizes.__getitem__):
        if left <= 0:
            break
        if key in found.crowds:
            ranked = shelf.crowds.first(key, entry, left)
            ranks.update(ranked)
            lists.append([number for number, _ in ranked])
        else:
            lists.append(plain.get(key, [])[:left])
        left -= sizes[key]
    taken = set(chain.from_iterable(lists))
    ranks.update(shelf.ranks(taken - set(ranks)))
    return lists, shelf.in_order(ranks), 1 if sum(sizes.values()) > LOOKED_THROUGH else needed
