"""One order and one name for each of several discussions, whatever order they came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from msgspec import json, structs

from agorascope.records import Discussion

SEVERAL = "~"


def names(discussions: Iterable[Discussion]) -> list[str]:
    """Give each discussion a name of its own: the second of one name is `NAME~2`, and so on.

    Which is the second is decided by the source, and where that is the same by what was found: the order of the inputs
    never matters. One discussion at a time is looked at.
    """
    keys = [(one.id, one.source, _digest(one)) for one in discussions]
    places = sorted(range(len(keys)), key=lambda n: keys[n])
    told = dict(zip(places, numbered([keys[n][0] for n in places]), strict=True))
    return [told[n] for n in range(len(keys))]


def _digest(found: Discussion) -> bytes:
    try:
        written = json.encode(found)
    except UnicodeEncodeError:  # the name of its file is no text
        written = repr(found).encode("utf-8", "surrogatepass")
    return blake2b(written, digest_size=16).digest()


def numbered(ids: Sequence[str]) -> Iterator[str]:
    """Give the names that discussions of these ids will have; which is whose, `names` can tell when they are told."""
    taken = set(ids)
    seen: Counter[str] = Counter()
    for own in ids:
        name = own
        seen[own] += 1
        if seen[own] > 1:
            while (name := f"{own}{SEVERAL}{seen[own]}") in taken:
                seen[own] += 1
            taken.add(name)
        yield name


def apart(discussions: Sequence[Discussion]) -> list[Discussion]:
    """Give discussions those names, in the order of these."""
    told = zip(names(discussions), discussions, strict=True)
    return sorted((structs.replace(one, id=name) for name, one in told), key=lambda one: one.id)
