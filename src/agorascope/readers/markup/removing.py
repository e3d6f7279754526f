"""Takes the comments and all around them out of a page, so that none of them is taken for the article."""

from __future__ import annotations

from agorascope.readers.markup.comments import Found
from agorascope.readers.markup.naming import habits, named, words
from agorascope.readers.markup.parsing import Element

KEPT = frozenset({"body", "html", "main"})
LONGEST = 3


def without_comments(page: Element, found: Found) -> None:
    """Remove the comments' elements, their common region where it is theirs alone, and forms for new ones."""
    known: dict[Element, Element | None] = {}
    for element in found.elements:
        region = _outermost(element, known)
        _remove(element if region is None else region)
    for node in list(page.iter("div", "section", "ol", "ul", "form", "aside", "h2", "h3", "h4")):
        if node.getparent() is not None and _is_region(node) and not _holds_article(node):
            is_form = next(node.iter("textarea", "input"), None) is not None
            if found.elements or is_form or not node.text_content().strip():
                _remove(node)


def _outermost(element: Element, known: dict[Element, Element | None]) -> Element | None:
    """Give the outermost element around a comment that is called after comments and holds nothing like an article.

    `known` keeps the answers: a page has many comments and few regions.
    """
    path = [up for up in element.iterancestors() if up.tag not in KEPT]
    above: Element | None = None
    for up in reversed(path):
        if up not in known:
            known[up] = above if above is not None else up if _is_region(up) and not _holds_article(up) else None
        above = known[up]
    return above


def _is_region(node: Element) -> bool:
    if node.tag in KEPT:
        return False
    region = habits()["region"]["words"]
    return any(found[0] in region and len(found) <= LONGEST for name in named(node) if (found := words(name)))


def _holds_article(node: Element) -> bool:
    """Tell whether an element holds the page's title or the marked text of an article."""
    return any(inner.tag == "h1" or (inner.get("itemprop") or "").lower() == "articlebody" for inner in node.iter())


def _remove(node: Element) -> None:
    if node.getparent() is not None:
        node.drop_tree()
