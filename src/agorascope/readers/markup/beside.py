"""Elements inside a comment that are not its words: the author's line, links to answer, votes."""

from __future__ import annotations

import re

from agorascope.readers.markup.moments import moment
from agorascope.readers.markup.naming import ends_as, habits, is_called, tokens, words
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.phrases import is_control

REPLY_LINK = re.compile(r"replytocom|#respond|#reply|javascript:", re.IGNORECASE)
OF_TEXT = frozenset({"p", "blockquote", "pre", "em", "strong", "b", "i", "code"})
NEAR = 6


def is_beside(node: Element) -> bool:
    """Tell whether an element inside a comment is not its words.

    Paragraphs and stressed words are, unless they are called a part of a comment or hold a time.
    """
    if node.tag == "a" and is_reply_link(node) and is_control("".join(node.itertext())):
        return True
    if is_called(node, "beside", "whole"):
        return True
    if node.tag in OF_TEXT:
        known = habits()["beside"]["ends"]
        parts = [found for token in tokens(node) if (found := words(token)) and found[-1] in known]
        return any("comment" in found for found in parts) or (bool(parts) and moment(node) is not None)
    return ends_as(node, "beside") and not is_called(node, "body", "sure")


def is_reply_link(node: Element) -> bool:
    """Tell whether a link is there to answer."""
    return bool(REPLY_LINK.search(node.get("href") or ""))


def is_in_body(node: Element) -> bool:
    """Tell whether an element stands among the words of a comment."""
    around = [node, *node.iterancestors()][:NEAR]
    return any(up.tag in {"p", "blockquote", "pre"} or is_called(up, "body", "sure") for up in around)


def is_among_words(node: Element) -> bool:
    """Tell whether an element stands inside what is called the words of a comment."""
    around = [node, *node.iterancestors()][:NEAR]
    return any(is_called(up, "body", "sure") for up in around)
