"""Elements of a page that may be its comments: groups of one kind, of which one is chosen by what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agorascope.readers.markup.naming import dashed, habits, is_called, named, property_of, tokens, type_of, words
from agorascope.readers.markup.parsing import Element

NUMBERED_ID = re.compile(
    r"^((?:li-|div-)?(?:comment|cmt|reply|response|c|ugccmt-comment|msg)[-_]?(?:id|item|entry|body)?[-_]?)\d+$", re.IGNORECASE
)
NOT_ITEMS = frozenset("body html form head script style button input textarea select option label img svg br hr time main".split())
REPEATED = frozenset("li div article section tr dd dt p blockquote table".split())
PINGBACK = re.compile(r"\W*(?:pingback|trackback)\b", re.IGNORECASE)
Kind = tuple[str, str, str]
# How a kind was told: by what a page says of it (sure), or only by where it stands (loose).
SURE, LOOSE = "sure", "loose"


def grouped(root: Element) -> dict[Kind, list[Element]]:
    """Give the elements of a page by every kind they are of, in the order of the page.

    Elements that stand where other pages' comments are listed are left out.
    """
    groups: dict[Kind, list[Element]] = {}
    inside: dict[Element, bool] = {}
    writing: set[Element] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        above = element.getparent()
        inside[element] = inside.get(above, False) or _is_region(element)
        if above in writing or _is_for_writing(element):
            writing.add(element)
        elif element.tag not in NOT_ITEMS and not _is_never(element):
            for kind in dict.fromkeys((*_sure_kinds(element), *_loose_kinds(element, is_inside=inside.get(above, False)))):
                groups.setdefault(kind, []).append(element)
    kept = {kind: [item for item in items if not _is_elsewhere(item)] for kind, items in groups.items()}
    return {kind: items for kind, items in kept.items() if items}


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
        if _is_item(token):
            yield SURE, tag, dashed(token)
    if is_called(element, "item", "posts") and any(is_called(node, "body", "sure") for node in element.iter("div")):
        yield SURE, tag, "post"


def _loose_kinds(element: Element, *, is_inside: bool) -> Iterator[Kind]:
    """Inside what is called after comments, anything that comes again and again may be one."""
    if is_inside and element.tag in REPEATED:
        for token in tokens(element):
            yield LOOSE, str(element.tag), dashed(token)
        if element.tag in {"li", "dt", "tr"} or not element.get("class"):
            yield LOOSE, str(element.tag), f"in {element.getparent().tag} {dashed(element.getparent().get('class') or '')}"


def _is_for_writing(element: Element) -> bool:
    """Tell whether an element is where a new comment is written, with nothing of the page inside it."""
    called = any({"form", "respond"} & set(words(name)) and "comment" in dashed(name) or name == "respond" for name in named(element))
    return (element.tag == "form" or called) and next(element.iter("h1"), None) is None and next(element.iter("textarea"), None) is not None and len(list(element.iter("textarea"))) == 1 and len(list(element.iter("article", "time"))) == 0


def _is_region(element: Element) -> bool:
    looser = habits()["region"]["looser"]
    return element.tag not in {"body", "html"} and any(looser & set(words(name)) for name in named(element))


def _is_never(element: Element) -> bool:
    never = habits()["item"]["never"]
    return any(dashed(name) in never or words(name)[-1:] == ("form",) for name in named(element))


def _is_elsewhere(element: Element) -> bool:
    """Tell whether an element stands in a list of other pages' comments: a widget, a side bar, 'latest comments'."""
    elsewhere = habits()["region"]["elsewhere"]
    for up in element.iterancestors():
        if up.tag in {"body", "html"}:
            return False
        found = {word for name in named(up) for word in words(name)}
        if found & elsewhere and "blog" not in found and not any(node.tag == "h1" for node in up.iter("h1")):
            return True
    return False


def _is_item(token: str) -> bool:
    item = habits()["item"]
    found = words(token)
    if dashed(token) in item["tokens"]:
        return True
    if item["not"] & set(found):
        return False
    is_about = any(word in item["about"] for word in found)
    return is_about and len(found) <= 4 and found[-1] in item["ends"]  # noqa: PLR2004 -- longer ones are phrases


def is_pingback(element: Element) -> bool:
    """Tell whether an element is another site's notice of a link, which themes put among the comments."""
    around = [element, *element.iterancestors()][:3]
    called = any(word in {"pingback", "trackback"} for up in around for token in tokens(up) for word in words(token))
    return called or bool(PINGBACK.match("".join(element.itertext())[:200]))
