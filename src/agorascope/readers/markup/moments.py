"""When a comment was written, as its page says it to machines or prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agorascope.readers.markup.naming import ends_as, habits, is_called, property_of
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.phrases import tells_age
from agorascope.readers.markup.scope import Scope
from agorascope.readers.notation.times import iso_time

LONGEST_META = 300
PROPERTIES = frozenset({"datecreated", "datepublished", "commenttime", "dateposted", "uploaddate"})
PERMALINK = re.compile(r"#(?:comment|c|cmt|reply|post|issuecomment)[-_]?\d")
OWN_ATTRIBUTES = ("data-created", "data-date", "data-time", "data-timestamp")


def published(scope: Scope) -> str | None:
    """Give the time printed with a comment, from what machines read before what people do."""
    found = scope.elements
    timed = [node for node in found if _is_time(node)]
    called = [node for node in found if ends_as(node, "time") and not _is_time(node)]
    linked = [node for node in found if node.tag == "a" and PERMALINK.search(node.get("href") or "")]
    around = [node for node in found if node is not scope.element and _is_around(node)]
    for node in (*timed, *called, *linked, *around):
        found_time = moment(node)
        if found_time:
            return found_time
    return _attribute_time(scope.element, OWN_ATTRIBUTES)


def _is_time(node: Element) -> bool:
    return node.tag == "time" or property_of(node) in PROPERTIES or is_called(node, "time", "ends")


def _is_around(node: Element) -> bool:
    return ends_as(node, "time", "around") or node.tag in {"abbr", "small", "header", "footer"}


def moment(node: Element) -> str | None:
    """Give the time that an element tells, in its attributes or its text."""
    text = " ".join("".join(node.itertext()).split())
    told = _attribute_time(node, habits()["time"]["attributes"])
    return told or (iso_time(text) if len(text) <= LONGEST_META else None)


def _attribute_time(node: Element, names: Iterable[str]) -> str | None:
    ordered = sorted(names, key=lambda name: (name != "datetime", name))
    values = [value for name in ordered if (value := node.get(name))]
    return next((found for value in values if (found := iso_time(value) or iso_time(value.split(",")[0]))), None)


def is_dated(scope: Scope) -> bool:
    """Tell whether a comment shows its age, be it 'two days ago', or offers to answer it."""
    shown = (node for node in scope.elements if len(node) == 0 or node.tag == "a")
    return any(tells_age(text) for node in shown if (text := " ".join("".join(node.itertext()).split())))
