"""One order and one name for each of several discussions, whatever order they came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from msgspec import json, structs

from agorascope.records import Discussion

SEVERAL = "~"


def names(discussions: Iterable[Discussion]) -> list[str]:
    """Give each discussion a name of its own: the second of one name is `NAME~2`, and so on.

    Which is the second is decided by the source, and where that is the same by what was found: the order of the inputs
    never matters. One discussion at a time is looked at.
    """
    keys = [(one.id, one.source, blake2b(json.encode(one), digest_size=16).digest()) for one in discussions]
    taken = {own for own, *_ in keys}
    seen: Counter[str] = Counter()
    found = [own for own, *_ in keys]
    for place in sorted(range(len(keys)), key=lambda n: keys[n]):
        own = keys[place][0]
        seen[own] += 1
        if seen[own] > 1:
            while (name := f"{own}{SEVERAL}{seen[own]}") in taken:
                seen[own] += 1
            taken.add(name)
            found[place] = name
    return found


def apart(discussions: Sequence[Discussion]) -> list[Discussion]:
    """Give discussions those names, in the order of these."""
    told = zip(names(discussions), discussions, strict=True)
    return sorted((structs.replace(one, id=name) for name, one in told), key=lambda one: one.id)
