"""Comments whose parts stand side by side: a line for the author, then the words, then the next author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import html
from msgspec import Struct

from agorascope.readers.markup.parsing import Element

LONGEST = 12
NAME = re.compile(r"[A-Za-z_][\w.-]*")


class Run(Struct, frozen=True):
    """Copies of neighbours under one element, which carries the first one's attributes; and the originals."""

    whole: Element
    parts: Sequence[Element]


def runs(items: Sequence[Element]) -> list[Run]:
    """Put each element together with what follows it up to the next; none where that would put much together."""
    chosen = set(items)
    found = [_run(item, chosen) for item in items]
    return [run for run in found if run is not None] if all(run is not None for run in found) else []


def _run(item: Element, chosen: set[Element]) -> Run | None:
    parts = [item]
    after = item.getnext()
    while after is not None and after not in chosen:
        if len(parts) >= LONGEST or any(node in chosen for node in after.iter()):
            break
        parts.append(after)
        after = after.getnext()
    if len(parts) == 1:
        return None
    whole = html.Element("div", _attributes(item))
    for part in parts:
        copied = deepcopy(part)
        copied.tail = None
        whole.append(copied)
    return Run(whole, parts)


def _attributes(item: Element) -> dict[str, str]:
    """Give an element's attributes; those whose names no element could be given stand in broken markup (`{x`)."""
    return {name: value for name, value in item.attrib.items() if NAME.fullmatch(name)}
