"""Elements of a page that may be its comments: groups of one kind, of which one is chosen by what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agorascope.readers.markup.naming import dashed, habits, named, property_of, tokens, type_of, words
from agorascope.readers.markup.parsing import Element

NUMBERED_ID = re.compile(r"^((?:li-|div-)?(?:comment|cmt|reply|response|post|message|msg|c)[-_]?(?:id|item|entry|body)?[-_]?)\d+$", re.IGNORECASE)
ALONE = 400
Kind = tuple[str, str, str]


def grouped(root: Element) -> dict[Kind, list[Element]]:
    """Give the elements of a page by every kind they are of, in the order of the page."""
    groups: dict[Kind, list[Element]] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in {"body", "html", "form", "head"}:
            for kind in set(_kinds(element)):
                groups.setdefault(kind, []).append(element)
    return groups


def _kinds(element: Element) -> Iterator[Kind]:
    if _is_never(element):
        return
    tag = str(element.tag)
    if type_of(element) in habits()["item"]["types"] and "itemscope" in element.attrib:
        yield "", "type", type_of(element)
    if property_of(element) in {"comment", "usercomments"}:
        yield "", "property", "comment"
    match = NUMBERED_ID.match(element.get("id") or "")
    if match:
        yield tag, "id", match[1].lower()
    for token in tokens(element):
        if _is_item(token):
            yield tag, "class", dashed(token)
    if tag == "li" and "commentlist" in "".join(dashed(t) for t in tokens(element.getparent())).replace("-", ""):
        yield tag, "child", "commentlist"


def _is_never(element: Element) -> bool:
    never = habits()["item"]["never"]
    return any(dashed(name) in never or words(name)[-1:] == ("form",) for name in named(element))


def _is_item(token: str) -> bool:
    item = habits()["item"]
    found = words(token)
    if dashed(token) in item["tokens"]:
        return True
    about = [at for at, word in enumerate(found) if word in item["about"]]
    return bool(about) and len(found) <= 4 and found[-1] in item["ends"]  # noqa: PLR2004 -- longer ones are phrases


def is_pingback(element: Element) -> bool:
    """Tell whether an element is another site's notice of a link, which themes put among the comments."""
    return any(word in {"pingback", "trackback"} for token in tokens(element) for word in words(token))
