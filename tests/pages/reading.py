"""A page as a reader's program sees it."""

from __future__ import annotations

from typing import Any

from lxml import html


def parsed(page: str) -> html.HtmlElement:
    """Parse a page; what stands in inert templates is part of the tree."""
    return html.document_fromstring(page.encode())


def found(tree: html.HtmlElement, path: str) -> list[Any]:
    """Find elements or values by XPath."""
    result = tree.xpath(path)
    assert isinstance(result, list)
    return result


def has_class(name: str) -> str:
    """Write the XPath test for a class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def words(element: html.HtmlElement) -> str:
    """Give the text of an element as it is."""
    return str(element.text_content())


def comment_text(tree: html.HtmlElement, place: int) -> str:
    """Give the text shown of the comment at a place of the page."""
    [shown] = found(tree, f"//*[@id='comment-{place}']/div[{has_class('text')}]")
    return words(shown)


def offset_of(anchor: html.HtmlElement) -> int:
    """Count the characters of a text before an anchor in it."""
    before = found(anchor, f"preceding::text()[ancestor::div[{has_class('text')}]]")
    own = next(one for one in anchor.iterancestors("div") if "text" in (one.get("class") or "").split())
    inside = {id(part) for part in own.iter()}
    return sum(len(text) for text in before if _holder(text, own, inside))


def _holder(text: Any, own: html.HtmlElement, inside: set[int]) -> bool:
    """Tell whether a text stands in an element: as its text, or behind a part of it that is not itself."""
    parent = text.getparent()
    return id(parent) in inside and not (text.is_tail and parent is own)
