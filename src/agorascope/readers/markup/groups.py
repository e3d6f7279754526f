"""Elements of a page that may be its comments: groups of one kind, of which one is chosen by what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from agorascope.readers.facts import heading
from agorascope.readers.markup.naming import (
    dashed,
    habits,
    is_called,
    is_item_name,
    named,
    property_of,
    tokens,
    type_of,
    words,
)
from agorascope.readers.markup.parsing import Element

NUMBERED_ID = re.compile(
    r"^((?:li-|div-)?(?:comment|cmt|reply|response|c|ugccmt-comment|msg)[-_]?(?:id|item|entry|body)?[-_]?)\d+$",
    re.IGNORECASE,
)
NOT_ITEMS = frozenset({
    "body", "html", "form", "head", "script", "style", "button", "input", "textarea", "select", "option", "label",
    "img", "svg", "br", "hr", "time", "main", "a", "span", "i", "em", "b", "strong", "small", "cite", "abbr", "sup",
    "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
REPEATED = frozenset({
    "li", "div", "article", "section", "tr", "dd", "dt", "p", "blockquote", "table",
})  # fmt: skip
PINGBACK = re.compile(r"\W*(?:pingback|trackback)\b", re.IGNORECASE)
Kind = tuple[str, str, str]
# How a kind was told: by what a page says of it (sure), by where it stands (loose), by a heading above a list (listed).
SURE, LOOSE, LISTED = "sure", "loose", "listed"
HEADED = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b", "legend", "caption", "span",
})  # fmt: skip
LONGEST_HEADING = 120
UP = 3
FEW_TEXTS = 30


def grouped(root: Element) -> dict[Kind, list[Element]]:
    """Give the elements of a page by every kind they are of, in the order of the page.

    Elements that stand where other pages' comments are listed are left out.
    """
    groups: dict[Kind, list[Element]] = {}
    inside: dict[Element, bool] = {}
    writing: set[Element] = set()
    elsewhere: set[Element] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        above = element.getparent()
        is_inside = above is not None and inside[above]
        inside[element] = is_inside or _is_region(element)
        if above in elsewhere or _is_elsewhere(element, is_inside=is_inside):
            elsewhere.add(element)
        elif above in writing or _is_for_writing(element):
            writing.add(element)
        elif element.tag not in NOT_ITEMS and not _is_never(element):
            for kind in dict.fromkeys((*_sure_kinds(element), *_loose_kinds(element, is_inside=is_inside))):
                groups.setdefault(kind, []).append(element)
    sure = {item for kind, items in groups.items() if kind[0] == SURE for item in items}
    listed = [item for item in _listed(root) if item not in elsewhere]
    if listed and not any(item in sure for item in listed):
        groups[LISTED, "li", "under a heading"] = listed
    return groups


def _listed(root: Element) -> list[Element]:
    """Give the items of the list that a heading of comments stands above, and of the lists in it."""
    for node in root.iter(*HEADED):
        text = " ".join("".join(node.itertext()).split()) if len(node) < UP else ""
        if text and len(text) <= LONGEST_HEADING and heading(text) is not None:
            below = _list_below(node)
            if below is not None:
                return list(below.iter("li"))
    return []


def _list_below(node: Element) -> Element | None:
    """Give the list next below an element, perhaps next to one that it stands in."""
    for up in [node, *node.iterancestors()][:UP]:
        after = up.getnext()
        if after is not None:
            return after if after.tag in {"ol", "ul"} else next((n for n in after if n.tag in {"ol", "ul"}), None)
    return None


def _sure_kinds(element: Element) -> Iterator[Kind]:
    tag = str(element.tag)
    if type_of(element) in habits()["item"]["types"] and "itemscope" in element.attrib:
        yield SURE, "type", type_of(element)
    if property_of(element) in {"comment", "usercomments"}:
        yield SURE, "property", "comment"
    match = NUMBERED_ID.match(element.get("id") or "")
    if match:
        yield SURE, tag, f"#{match[1].lower()}"
    for token in tokens(element):
        if is_item_name(token):
            yield SURE, tag, dashed(token)
    if is_called(element, "item", "posts") and any(is_called(node, "body", "sure") for node in element.iter("div")):
        yield SURE, tag, "post"


def _loose_kinds(element: Element, *, is_inside: bool) -> Iterator[Kind]:
    """Inside what is called after comments, anything that comes again and again may be one."""
    if is_inside and element.tag in REPEATED:
        for token in tokens(element):
            yield LOOSE, str(element.tag), dashed(token)
        if element.tag in {"li", "dt", "tr"} or not element.get("class"):
            above = element.getparent()
            yield LOOSE, str(element.tag), f"in {dashed('' if above is None else above.get('class') or str(above.tag))}"


def _is_for_writing(element: Element) -> bool:
    """Tell whether an element is where a new comment is written, with nothing of the page inside it."""
    if element.tag != "form" and not any(_names_form(name) for name in named(element)):
        return False
    fields = list(element.iter("textarea"))
    return len(fields) == 1 and next(element.iter("h1", "article", "time"), None) is None


def _names_form(name: str) -> bool:
    return name == "respond" or ("comment" in dashed(name) and bool({"form", "respond"} & set(words(name))))


def _is_region(element: Element) -> bool:
    looser = habits()["region"]["looser"]
    return element.tag not in {"body", "html"} and any(looser & set(words(name)) for name in named(element))


def _is_never(element: Element) -> bool:
    never = habits()["item"]["never"]
    return any(dashed(name) in never or words(name)[-1:] == ("form",) for name in named(element))


def _is_elsewhere(element: Element, *, is_inside: bool) -> bool:
    """Tell whether an element lists other pages' comments: a widget, a side bar, 'latest comments'."""
    if element.tag in {"body", "html"}:
        return False
    found = {word for name in named(element) for word in words(name)}
    region = habits()["region"]
    is_called = bool(found & region["elsewhere"]) or (bool(found & region["sorted"]) and not is_inside)
    is_called = is_called and "blog" not in found
    return is_called and next(element.iter("h1"), None) is None


def is_pingback(element: Element) -> bool:
    """Tell whether an element is another site's notice of a link, which themes put among the comments."""
    around = [element, *element.iterancestors()][:3]
    called = any(word in {"pingback", "trackback"} for up in around for token in tokens(up) for word in words(token))
    return called or bool(PINGBACK.match("".join(islice(element.itertext(), FEW_TEXTS))[:200]))


def pingbacks_of(root: Element) -> int:
    """Count what a page itself calls pingbacks and trackbacks."""
    return sum(bool({"pingback", "trackback"} & set(tokens(node))) for node in root.iter("li", "div", "article"))
