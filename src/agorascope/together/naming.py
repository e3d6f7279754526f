"""One order and one name for each of several discussions, whatever order they came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import json, structs

from agorascope.records import Discussion

SEVERAL = "~"


def apart(discussions: Iterable[Discussion]) -> list[Discussion]:
    """Put discussions in the order of their names; of those with one name the second is called `NAME~2`, and so on.

    Where name and source are the same, what was found decides, so that the order of the inputs never matters.
    """
    given = list(discussions)
    places = Counter((one.id, one.source) for one in given)
    ordered = sorted(given, key=lambda one: (one.id, one.source, _told(one) if places[one.id, one.source] > 1 else b""))
    taken = {one.id for one in ordered}
    seen: Counter[str] = Counter()
    return [_named(one, seen, taken) for one in ordered]


def _told(discussion: Discussion) -> bytes:
    return json.encode(discussion)


def _named(discussion: Discussion, seen: Counter[str], taken: set[str]) -> Discussion:
    own = discussion.id
    seen[own] += 1
    if seen[own] == 1:
        return discussion
    while (name := f"{own}{SEVERAL}{seen[own]}") in taken:
        seen[own] += 1
    taken.add(name)
    return structs.replace(discussion, id=name)
