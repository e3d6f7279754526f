"""Who wrote a comment, as its page prints it; and whether the page marks that as the article's author."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from agorascope.language.folding import fold
from agorascope.readers.markup.beside import is_among_words, is_beside, is_in_body, is_reply_link
from agorascope.readers.markup.naming import ends_as, is_called, property_of, tokens, words
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.phrases import LONGEST_TIME, badges, is_control, is_introduced, tells_age, unsaid
from agorascope.readers.markup.rendering import rendered
from agorascope.readers.markup.scope import Scope
from agorascope.readers.notation.addresses import web_address
from agorascope.readers.notation.times import iso_time

LONGEST_NAME = 80
LONGEST_LINE = 150
SHORTEST_NUMBER = 3
FEW = 6
# How many of the tests below know a name by what its element is called.
SURE = 5
PERSON = re.compile(r"/(?:user|author|profile|member|people|u)s?(?:[/=?]|_view)", re.IGNORECASE)
CLOCK = re.compile(r"[\d\s:.,/-]+(?:[ap]m)?", re.IGNORECASE)
TAIL = re.compile(r"(?:\s+[—–|·•-]\s+|,\s*|\s+(?=\(?\d{1,2}[./]))[^—–|]*\d.*$")
BADGES = frozenset({"badge", "says", "role", "label", "flair", "tag"})
BADGE_TAGS = frozenset({"span", "em", "i", "b", "small", "div", "sup", "label", "abbr"})


def author(scope: Scope) -> str | None:
    """Give the name printed with a comment: the surest element that holds one, outside its words where there is one."""
    inner = [node for node in scope.elements if node is not scope.element]
    outside = [node for node in inner if not is_among_words(node)]
    return _named(outside, TESTS) or _named(inner, TESTS if is_called(scope.element, "body", "sure") else TESTS[:SURE])


def site(scope: Scope, name: str | None) -> str | None:
    """Give the web address behind the name of who wrote a comment, where the page marks it as the writer's own site."""
    if name is None:
        return None
    links = (node for node in scope.elements if node.tag == "a" and _is_site(node) and _name(node) == name)
    return next((url for node in links if (url := web_address(node.get("href")))), None)


def _is_site(node: Element) -> bool:
    """Know a link that leads away by hCard's class, or by what search engines are told of it; accounts are no sites."""
    told = (node.get("rel") or "").lower().split()
    is_marked = bool({"nofollow", "ugc"} & set(told)) or bool({"url", "u-url"} & set(tokens(node)))
    return is_marked and not PERSON.search(node.get("href") or "")


def _named(nodes: Sequence[Element], tests: Sequence[Callable[[Element], bool]]) -> str | None:
    for test in tests:
        for node in nodes:
            name = _name(node) if test(node) else None
            if name:
                return name
    return None


def _name(node: Element) -> str | None:
    inner = _first_name(node)
    content = node.get("content") if node.tag == "meta" else None
    text = content or rendered(inner, lambda at: ends_as(at, "time") or at.tag == "time" or _is_badge(at)).text
    line = next((line for line in text.split("\n") if line.strip()), "")
    name = TAIL.sub("", unsaid(" ".join(line[:LONGEST_LINE].split()))).strip(" :,·|-–—")
    return name if _is_name(name) else None


def _is_name(name: str) -> bool:
    if name.isdigit():
        return SHORTEST_NUMBER <= len(name) <= LONGEST_NAME
    is_short = len(name) <= LONGEST_NAME and any(char.isalpha() for char in name)
    return is_short and iso_time(name) is None and not is_control(name)


def _first_name(node: Element) -> Element:
    """Give the first link or stressed word of an author's line; the line itself where there is none."""
    for inner in node.iter("a", "strong", "b", "cite"):
        text = "".join(inner.itertext()).strip()
        leads_away = is_reply_link(inner) or (inner.get("href") or "").startswith("#c")
        if inner is not node and text and not leads_away and not CLOCK.fullmatch(text) and not is_control(text):
            return inner
    return node


def _is_badge(node: Element) -> bool:
    return any(set(words(token)[-1:]) & BADGES for token in tokens(node))


def _is_inside_author(node: Element) -> bool:
    return any(property_of(above) in {"author", "creator"} for above in [node, *node.iterancestors()][:4])


def _links_to_person(node: Element) -> bool:
    return "author" in (node.get("rel") or "") or bool(PERSON.search(node.get("href") or ""))


def _is_in_sentence(node: Element) -> bool:
    """Tell whether an element stands in a paragraph that says more than a name and a time."""
    above = next((up for up in [node, *node.iterancestors()][:4] if up.tag in {"p", "blockquote"}), None)
    if above is None or above is node:
        return False
    whole = " ".join("".join(above.itertext()).split())
    rest = whole.replace(" ".join("".join(node.itertext()).split()), "", 1).strip(" :,·|-–—@()")
    is_time = len(rest) <= LONGEST_TIME and any(char.isdigit() for char in rest)
    return bool(rest) and not (is_time or is_introduced(whole) or tells_age(rest) or is_control(rest))


def _is_signed(node: Element) -> bool:
    """Tell whether an element is a line like 'Posted by: Somebody | 1 March 2019'."""
    text = " ".join("".join(node.itertext()).split()) if len(node) < FEW else ""
    return len(text) <= LONGEST_LINE and any(char.isdigit() for char in text) and is_introduced(text)


def _is_prominent(node: Element) -> bool:
    """Tell whether an element stands out as a name above a comment may."""
    is_link = node.tag == "a" and not is_reply_link(node) and not is_beside(node)
    return (is_link or node.tag in {"b", "strong", "h3", "h4", "h5", "h6"}) and not is_in_body(node)


# From the surest to the last resort.
TESTS: tuple[Callable[[Element], bool], ...] = (
    lambda node: property_of(node) == "name" and _is_inside_author(node),
    lambda node: property_of(node) in {"author", "creator"},
    lambda node: is_called(node, "author", "sure"),
    lambda node: node.tag == "cite" and not _is_in_sentence(node),
    lambda node: ends_as(node, "author") and node.tag not in {"img", "ol", "ul", "time"},
    lambda node: _links_to_person(node) and not _is_in_sentence(node),
    lambda node: node.tag == "a" and "nofollow" in (node.get("rel") or "") and "url" in tokens(node),
    _is_signed,
    _is_prominent,
)


def is_own(scope: Scope) -> bool:
    """Tell whether the page marks a comment as the article's author's: by a class, or by a badge that says so."""
    return any(
        is_called(node, "own", "tokens") or (node is not scope.element and _is_own_badge(node))
        for node in scope.elements
        if not is_called(node, "body", "sure")
    )


def _is_own_badge(node: Element) -> bool:
    if node.tag not in BADGE_TAGS or len(node) or is_in_body(node) or ends_as(node, "author"):
        return False
    return fold(node.text or "").strip(" ()[]（）【】") in badges()
