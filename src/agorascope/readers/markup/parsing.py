"""HTML to a tree, whatever its state; what is nested beyond all sense is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from lxml import etree, html

Element = html.HtmlElement
TAG = re.compile(r"<[^<>]*>")
# Control signs, typed or as references: libxml2 gives them, and lxml refuses them with a ValueError.
NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])|x0*(?:[0-8bcef]|1[\da-f]|fff[ef]))(?![\da-f]);?",
    re.IGNORECASE,
)


class TooDeepError(ValueError):
    """Elements nested more than 2,048 deep, which libxml2 does not follow."""


def document(page: str) -> Element | None:
    """Parse a page; None where there is no element in it. Raises `TooDeepError`."""
    return _parsed(page, lambda data, parser: html.document_fromstring(data, parser=parser))


def fragment(text: str) -> Element | None:
    """Parse a piece of HTML under a `div` of its own. Raises `TooDeepError`."""
    return _parsed(text, lambda data, parser: html.fragment_fromstring(data, create_parent="div", parser=parser))


def _parsed(text: str, parse: Callable[[bytes, html.HTMLParser], Element]) -> Element | None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    data = NOT_TEXT.sub(" ", text).encode("utf-8", "replace")
    found: Element | None = None
    with suppress(etree.ParserError, etree.XMLSyntaxError, AssertionError):
        found = parse(data, parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise TooDeepError
    return found


def without_tags(text: str) -> str:
    """Give the text of markup that cannot be parsed."""
    return TAG.sub(" ", text)
