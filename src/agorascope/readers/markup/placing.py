"""Whom a comment on a page answers: by what it is inside of, behind, how far in it stands, or what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from msgspec import structs

from agorascope.readers.markup.naming import habits, is_called, property_of, tokens, words
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.scope import Scope
from agorascope.records import Comment

DEPTH = re.compile(r"^(?:depth|level|indent|lvl|reply-level|comment-level|thread-level)[-_]?(\d{1,3})$", re.IGNORECASE)
MARGIN = re.compile(r"(?:margin|padding)-left:\s*(\d{1,5})(?:px|em|%)?")
TARGET = re.compile(r"#(?:comment|cmt|c|reply|div-comment|li-comment|issuecomment|post|p)?[-_]?(\d+)$")
NUMBER = re.compile(r"(\d+)$")
SHORTEST_QUOTE = 5
FEW, MANY = 5, 40
IDENTITIES = ("data-comment-id", "data-commentid", "data-comment", "data-id", "data-post-id", "data-cid", "id", "name")


def parents(items: Sequence[Element], scopes: Sequence[Scope]) -> list[int | None]:
    """Give for each comment the place of the one it answers; None for top level.

    Comments inside others answer them. Where none is inside another: what they name, the containers behind others,
    and how far in they stand.
    """
    place = {item: at for at, item in enumerate(items)}
    above = [next((place[up] for up in item.iterancestors() if up in place), None) for item in items]
    named = _named(items, scopes)
    above = [inside if inside is not None else told for inside, told in zip(above, named, strict=True)]
    if any(parent is not None for parent in above):
        return above
    containers: dict[Element, int | None] = {}
    behind = [_behind(item, place, containers) for item in items]
    return behind if any(parent is not None for parent in behind) else _by_depth(items, scopes)


def identity(item: Element) -> str | None:
    """Give the number of a comment in its attributes; None where it has none."""
    for name in IDENTITIES:
        value = (item.get(name) or "").strip()
        match = NUMBER.search(value)
        if match:
            return match[1]
        if value and name.startswith("data-"):
            return value[:100]
    inner = (node.get("id") or node.get("name") or "" for node in list(item.iter("a", "div", "article"))[:5])
    return next((match[1] for value in inner if (match := NUMBER.search(value)) and "comment" in value.lower()), None)


def _named(items: Sequence[Element], scopes: Sequence[Scope]) -> list[int | None]:
    """Read attributes that name the parent, microdata links to it, and links 'in reply to'."""
    ids = {name: at for at, item in enumerate(items) if (name := identity(item)) is not None}
    found: list[int | None] = []
    for at, (item, scope) in enumerate(zip(items, scopes, strict=True)):
        values = [item.get(name) or "" for name in sorted(habits()["parent"]["attributes"])]
        links = [n.get("href") or "" for n in scope.elements if _answers(n)]
        names = [match[1] for value in values if (match := NUMBER.search(value))] + values
        names += [match[1] for link in links if (match := TARGET.search(link))]
        parent = next((ids[name] for name in names if ids.get(name, at) != at), None)
        found.append(parent)
    return found


def _answers(node: Element) -> bool:
    if property_of(node) in {"parentitem", "replytourl", "parent"}:
        return True
    shown = [*tokens(node), node.get("rel") or ""]
    if node.tag != "a":
        return False
    named = any(re.search(r"in-?reply-?to|parent|reply-to|replied", word, re.IGNORECASE) for word in shown)
    return named or (node.text or "").startswith("@")


def _behind(item: Element, place: dict[Element, int], known: dict[Element, int | None]) -> int | None:
    """Give the comment right before the container of answers that an item stands in; `known` keeps the answers."""
    for up in item.iterancestors():
        if is_called(up, "beside", "children"):
            if up not in known:
                known[up] = _comment_before(up, place)
            if known[up] is not None:
                return known[up]
    return None


def _comment_before(container: Element, place: dict[Element, int]) -> int | None:
    before = _before(container)
    if before is None:
        return None
    inside = [node for node in before.iter() if node in place]
    if is_called(before, "beside", "children") and before not in place and inside:
        return None  # a neighbouring list, not what this one answers
    return place[inside[0]] if before in place or len(inside) == 1 else None


def _before(container: Element) -> Element | None:
    """Give what stands before a container, which may be alone in an element of its own."""
    up: Element | None = container
    while up is not None and up.getprevious() is None and up.tag not in {"body", "html"}:
        up = up.getparent()
    return None if up is None else up.getprevious()


def by_quotes(comments: Sequence[Comment], scopes: Sequence[Scope]) -> list[Comment]:
    """Let comments answer whose words they show in a box, or whom a label names, where nothing else says so."""
    said: dict[str, str] = {}
    for comment in comments:
        said.setdefault(_squeezed(comment.text), comment.id)
    latest: dict[str, str] = {}
    done = []
    for comment, scope in zip(comments, scopes, strict=True):
        shown = _boxed(scope) if comment.parent is None else []
        above = next((said[text] for text in shown if text in said and said[text] != comment.id), None)
        above = above or (latest.get(_answered_name(scope)) if comment.parent is None else None)
        done.append(structs.replace(comment, parent=above) if above else comment)
        if comment.author:
            latest[comment.author] = comment.id
    return done


def _answered_name(scope: Scope) -> str:
    """Give the name in an 'in reply to' label; empty where there is none."""
    labels = (node for node in scope.elements if any(words(token)[-2:] == ("reply", "to") for token in tokens(node)))
    return next((" ".join("".join(node.itertext()).split()).removeprefix("@") for node in labels), "")


def _boxed(scope: Scope) -> list[str]:
    quotes = [node for node in scope.elements if any("quote" in words(token) for token in tokens(node))]
    boxes = [*scope.boxes, *quotes][:FEW]
    inner = [node for box in boxes for node in islice(box.iter(), MANY) if isinstance(node.tag, str)]
    return [text for node in inner if len(text := _squeezed("".join(node.itertext()))) > SHORTEST_QUOTE]


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _by_depth(items: Sequence[Element], scopes: Sequence[Scope]) -> list[int | None]:
    depths = [_depth(item, scope) for item, scope in zip(items, scopes, strict=True)]
    stack: list[tuple[int, int]] = []
    above: list[int | None] = []
    for at, depth in enumerate(depths):
        while stack and stack[-1][0] >= depth:
            stack.pop()
        above.append(stack[-1][1] if stack else None)
        stack.append((depth, at))
    return above


def _depth(item: Element, scope: Scope) -> int:
    for token in tokens(item):
        match = DEPTH.match(token)
        if match:
            return int(match[1])
    for node in (item, *scope.elements[1:6]):
        for name in sorted(habits()["parent"]["depths"]):
            value = node.get(name) or ""
            if value.isdecimal() and len(value) < 4:  # noqa: PLR2004 -- no thread is deeper
                return int(value)
    match = MARGIN.search(item.get("style") or "")
    return int(match[1]) if match else 0
