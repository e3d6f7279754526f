"""The words of a comment on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from agorascope.readers.markup.beside import is_beside
from agorascope.readers.markup.naming import ends_as, is_called, property_of
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.phrases import LONGEST_TIME, is_control, unsaid
from agorascope.readers.markup.rendering import Rendered, rendered
from agorascope.readers.markup.scope import Scope
from agorascope.records import Link

PROPERTIES = frozenset({"text", "commenttext", "reviewbody", "articlebody"})
MOST = 0.5
NEAR = 4
CONTROLS = frozenset({"a", "span", "div", "li", "small", "label", "button", "em", "i", "b", "strong"})
# Whether the element holds the words alone, and how it is known.
TESTS: tuple[tuple[bool, Callable[[Element], bool]], ...] = (
    (True, lambda node: property_of(node) in PROPERTIES),
    (True, lambda node: is_called(node, "body", "sure")),
    (False, lambda node: ends_as(node, "body") and not is_beside(node)),
)


def body(scope: Scope, author_name: str | None = None) -> Rendered:
    """Give the words of a comment: of the element that holds them, else what is left when all else is taken away."""
    found = [node for node in scope.elements if node is not scope.element]
    for sure, test in TESTS:
        best = _fullest([node for node in found if test(node)], scope)
        if best.text:
            return best if sure else _trimmed(best, author_name)
    return _trimmed(rendered(scope.element, lambda inner: _is_not_said(inner, scope)), author_name)


def _is_not_said(inner: Element, scope: Scope) -> bool:
    """Tell whether an element is no words, where nothing marks what are: another comment, a part of one, a control."""
    if scope.is_other(inner) or is_beside(inner) or inner.tag in {"time", "cite"}:
        return True
    return inner.tag in CONTROLS and not _is_in_paragraph(inner) and is_control("".join(inner.itertext()))


def _is_in_paragraph(node: Element) -> bool:
    return any(up.tag in {"p", "blockquote", "pre"} for up in [node, *node.iterancestors()][:NEAR]) or any(
        inner.tag in {"p", "blockquote"} for inner in node.iter()
    )


def _fullest(nodes: Sequence[Element], scope: Scope) -> Rendered:
    """Give the longest text; of elements inside one another the inner, where it holds most of the words."""
    best, chosen = Rendered(""), None
    for node in nodes:
        said = _said(node, scope)
        is_inner = chosen is not None and chosen in node.iterancestors() and len(said.text) > len(best.text) * MOST
        if len(said.text) > len(best.text) or is_inner:
            best, chosen = said, node
    return best


def _said(node: Element, scope: Scope) -> Rendered:
    if node.tag == "meta":
        return Rendered(node.get("content") or "")
    return rendered(node, lambda inner: scope.is_other(inner) or is_beside(inner))


def _trimmed(whole: Rendered, author_name: str | None) -> Rendered:
    """Take the lines of the writer's own name from the beginning of a text that may hold more than the words."""
    start = 0
    for line in re.finditer(r"[^\n]+", whole.text):
        if not _is_byline(line[0], author_name):
            break
        start = line.end()
    kept = whole.text[start:]
    lead = start + len(kept) - len(kept.lstrip())
    kept = kept.strip()
    spans = tuple((a - lead, min(b - lead, len(kept))) for a, b in whole.quoted if a >= lead and a - lead < len(kept))
    links = tuple(
        Link(link.start - lead, min(link.end - lead, len(kept)), link.url)
        for link in whole.links
        if link.start >= lead and link.start - lead < len(kept)
    )
    return Rendered(kept, spans, links=links)


def _is_byline(line: str, author_name: str | None) -> bool:
    """Tell whether a line is only the writer's name, perhaps with a time or a word of the page behind it."""
    if unsaid(f"x {line.strip()}") == "x":
        return True
    if not author_name or not line.startswith(author_name):
        return False
    rest = line[len(author_name) :].strip(" :,·|-–—()")
    is_time = len(rest) <= LONGEST_TIME and any(char.isdigit() for char in rest)
    return not rest or is_control(rest) or is_time or unsaid(f"x {rest}") == "x"
