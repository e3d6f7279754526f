"""Who follows whom after a change: only what the change can reach is compared again.

The order of texts is that of one run over everything, and each text depends on earlier leaders alone. So texts are
settled in that order; whenever one begins to lead, ceases to, or leads from another place or in other words, all later
texts that share a key with it are settled too. What comes out is what one run would give.

Where that takes long, what is left waits in the file, so that the lock can be given up and the work be taken up again.
Many new texts are best written first and settled then: each is settled once, for what comes later waits itself.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from agorascope.deduplication.index import homes
from agorascope.deduplication.index.waiting import CHANGED, NEW, REACHED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agorascope.deduplication.index.shelf import Entry, Shelf
    from agorascope.deduplication.index.waiting import Waiting


def settle(waiting: Waiting, shelf: Shelf, least: float, until: float) -> int:
    """Settle texts that wait, one at least, until the clock (`time.monotonic`) says `until`; give how many.

    The rest waits on.
    """
    done = 0
    while waiting:
        number, how = waiting.take()
        entry = shelf.entry(number)
        led = entry.leader is None and not how & NEW
        found = homes.met(shelf, entry)
        home = homes.home(shelf, entry, found, least)
        leads = home is None
        leader, similarity = (home.leader, home.similarity) if home else (None, None)
        shelf.place(entry, leader, similarity, found.full, new=bool(how & NEW))
        if entry.keys and (leads != led or (leads and how)):
            waiting.add(dict.fromkeys(_reached(shelf, entry, how, waiting, led=led), REACHED))
        done += 1
        if time.monotonic() > until:
            break
    return done


def _reached(shelf: Shelf, entry: Entry, how: int, waiting: Waiting, *, led: bool) -> Iterable[int]:
    """Give the later texts whose leader may be another, now that this one begins to lead, ceases to, or leads anew.

    A text that follows the first leader it is near to goes on to follow it when it moves to an earlier place, and with
    the same similarity as long as it has the same words; but that in a crowd not all leaders are looked through.
    """
    mates = shelf.mates(entry, waiting)
    if how & NEW:
        return mates
    stays = led and entry.leader is None and not how & CHANGED
    return mates | (shelf.unsteady_followers(entry) if stays else shelf.followers(entry))
